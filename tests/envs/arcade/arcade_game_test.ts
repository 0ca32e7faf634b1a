import fc from "fast-check";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import {
  ARCADE_DEFAULTS,
  arcadeGame,
} from "../../../envs/arcade/_arcade_game.ts";
import { fillRect } from "../../../envs/arcade/_screen.ts";
import type { ArcadeOptions } from "../../../envs/arcade/arcade_options.ts";
import { breakout } from "../../../envs/arcade/breakout.ts";
import { pong } from "../../../envs/arcade/pong.ts";
import { checkEnv } from "../../../envs/check_env.ts";
import { make } from "../../../envs/make.ts";
import { discrete } from "../../../envs/spaces/discrete.ts";

const LAST = 0;
const SUM = 1;

/** A game of 50 points: each frame earns as much as its action says. */
function counter(options: ArcadeOptions = {}) {
  return arcadeGame({
    id: "Counter",
    options: { ...ARCADE_DEFAULTS, ...options },
    actionSpace: discrete(4),
    controls: { idle: 0, keys: {} },
    stateSize: 2,
    begin: (state) => void state.fill(0, 0, 2),
    tick(state, action) {
      state[LAST] = action;
      state[SUM]! += action;
      return action;
    },
    isOver: (state) => state[SUM]! >= 50,
    lives: () => 7,
    score: (state) => state[SUM]!,
    scenery: (screen) => fillRect(screen, 0, 0, 160, 210, 0x010101),
    draw: (state, screen) =>
      fillRect(screen, state[SUM]!, 0, 1, 1, 0xff0000 + state[LAST]!),
  });
}

Deno.test("arcadeGame() adds up the rewards of its frames, and stops where the game is over", () => {
  using env = make(counter({ frameSkip: 8 }));
  assertEquals(env.reset().info, { lives: 7, score: 0, frame: 0 });
  const first = env.step(3);
  assertEquals([first.reward, first.terminated], [24, false]);
  assertEquals(first.info, { lives: 7, score: 24, frame: 8 });
  assertEquals(env.step(3).reward, 24);
  const last = env.step(3);
  assertEquals([last.reward, last.terminated], [3, true]);
  assertEquals(last.info, { lives: 7, score: 51, frame: 17 });
});

Deno.test("arcadeGame() shows its scenery and what is drawn over it, always anew", () => {
  using env = make(counter());
  env.reset();
  env.step(2);
  const { observation } = env.step(3);
  const pixels = [...observation.subarray(0, 3 * 7)];
  const behind = [1, 1, 1];
  const dot = [255, 0, 3];
  const row = [behind, behind, behind, behind, behind, dot, behind];
  assertEquals(pixels, row.flat());
  assertEquals(env.render().data, observation);
  assertEquals(env.render().shape, [210, 160, 3]);
  assertEquals(env.description.rendering!.framesPerSecond, 60);
  assertEquals(counter({ frameSkip: 4 }).rendering!.framesPerSecond, 15);
});

Deno.test("arcadeGame() repeats the action of the frame before as often as it is told", () => {
  for (const repeatActionProbability of [0, 0.25, 1]) {
    const { initialize, step } = counter({ repeatActionProbability });
    const random = RandomStream.from(1);
    const state = new Float64Array(4);
    initialize(state, random);
    let repeats = 0;
    const frames = 10_000;
    for (let frame = 0; frame < frames; frame++) {
      const before = state[LAST]!;
      const chosen = (before + 1 + frame % 3) % 4;
      state[SUM] = 0;
      const reward = step(state, chosen, random);
      assert(reward === before || reward === chosen);
      if (reward === before) repeats++;
    }
    const sd = Math.sqrt(repeatActionProbability * 0.75 / frames);
    assertAlmostEquals(repeats / frames, repeatActionProbability, 4 * sd);
  }
});

Deno.test("arcadeGame() repeats actions frame by frame, and forgets them with the episode", () => {
  const options = { frameSkip: 16, repeatActionProbability: 0.5 };
  const { initialize, step } = counter(options);
  const random = RandomStream.from(3);
  const state = new Float64Array(4);
  const rewards = Array.from({ length: 200 }, () => {
    initialize(state, random);
    return step(state, 1, random);
  });
  // A repetition can only be of the first action of all, 0, until 1 gets through once.
  const counts = [16, 15, 14, 13].map((most) =>
    rewards.filter((reward) => reward === most).length
  );
  assertEquals(counts, counts.toSorted((a, b) => b - a));
  assert(counts[0]! > 70 && counts[0]! < 130 && counts[2]! > 10);
});

Deno.test("arcadeGame() is the same for a step of n frames as for n of one", () => {
  const skips = fc.integer({ min: 1, max: 9 });
  const games = fc.constantFrom(pong, breakout);
  const choices = fc.array(fc.nat(3), { minLength: 1, maxLength: 60 });
  const probability = fc.constantFrom(0, 0.25);
  fc.assert(
    fc.property(games, skips, choices, fc.nat(), probability, (...drawn) => {
      const [game, frameSkip, actions, seed, repeatActionProbability] = drawn;
      const long = game({ frameSkip, repeatActionProbability });
      const short = game({ repeatActionProbability });
      const randoms = [RandomStream.from(seed), RandomStream.from(seed)];
      const states = [long, short].map(({ initialize, stateSize }, i) => {
        const state = new Float64Array(stateSize);
        initialize(state, randoms[i]!);
        return state;
      });
      for (const action of actions) {
        const reward = long.step(states[0]!, action, randoms[0]!);
        let sum = 0;
        for (let i = 0; i < frameSkip && !short.terminated(states[1]!); i++) {
          sum += short.step(states[1]!, action, randoms[1]!);
        }
        assertEquals(sum, reward);
        assertEquals(states[1], states[0]);
        if (long.terminated(states[0]!)) break;
      }
    }),
  );
});

Deno.test("arcadeGame() refuses options that are none", () => {
  for (const frameSkip of [0, 1.5, -1, NaN, Infinity]) {
    const wish = "'frameSkip' must be a positive integer";
    assertThrows(() => counter({ frameSkip }), RangeError, wish);
  }
  for (const repeatActionProbability of [-0.1, 1.1, NaN]) {
    const wish = "'repeatActionProbability' must be a finite number";
    const options = { repeatActionProbability };
    assertThrows(() => counter(options), RangeError, wish);
  }
  assertThrows(
    () => pong({ frameskip: 4 } as ArcadeOptions),
    RangeError,
    "frameSkip",
  );
});

Deno.test("checkEnv() accepts arcade games", () => {
  const options = { frameSkip: 5, repeatActionProbability: 0.25 };
  for (const game of [pong, breakout]) checkEnv(game(options), { steps: 5 });
});
