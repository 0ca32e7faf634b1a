import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
  assertThrows,
} from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import {
  LANDER,
  LANDER_STATE_SIZE,
} from "../../../envs/box2d/_lander_state.ts";
import { BOX2D } from "../../../envs/box2d/_registrations.ts";
import {
  type LunarLander,
  lunarLander,
  type LunarLanderOptions,
} from "../../../envs/box2d/lunar_lander.ts";
import { checkEnv } from "../../../envs/check_env.ts";
import { make } from "../../../envs/make.ts";
import { contains } from "../../../envs/spaces/space.ts";
import recorded from "../../fixtures/envs/box2d/lunar_lander.json" with {
  type: "json",
};
import { land, landSmoothly } from "./heuristics.ts";
import { beginLanding, calm, type LanderAction } from "./landing_episode.ts";
import { scriptedRandom } from "./scripted_random.ts";

Deno.test("lunarLander() replays Gymnasium's episodes on Box2D to their end", () => {
  const ends = new Set<string>();
  for (const episode of recorded.episodes) {
    const { random, left } = scriptedRandom(episode.draws);
    const { step, see, isOver } = beginLanding(episode.options, random);
    const seen = new Map(episode.observations as [number, number[]][]);
    const assertSeen = (t: number) =>
      seen.get(t)?.forEach((x, i) => assertAlmostEquals(see()[i]!, x, 1e-6));
    assertSeen(0);
    episode.actions.forEach((action, t) => {
      assertEquals(isOver(), false);
      assertAlmostEquals(step(action), episode.rewards[t]!, 1e-9);
      assertSeen(t + 1);
    });
    assertEquals(isOver(), episode.terminated);
    assertEquals(left(), 0);
    ends.add(`${episode.policy} ${episode.rewards.at(-1)}`);
  }
  assert(ends.has("heuristic 100") && ends.has("heuristic -100"));
});

/** How good a place is, from what is seen. */
function potential([x, y, dx, dy, angle, , right, left]: number[]): number {
  return -100 * (Math.hypot(x!, y!) + Math.hypot(dx!, dy!) + Math.abs(angle!)) +
    10 * (right! + left!);
}

Deno.test("lunarLander() pays for what becomes better, and charges fuel", () => {
  const touches = new Set<string>();
  for (const continuous of [false, true]) {
    for (let seed = 0; seed < 5; seed++) {
      const random = RandomStream.from(seed);
      const { step, see, isOver } = beginLanding({ continuous }, random);
      for (let before = see(); !isOver(); before = see()) {
        const action = continuous ? landSmoothly(before) : land(before);
        const reward = step(action);
        touches.add(String(before.slice(6)));
        const [main, side] = typeof action === "number"
          ? [action === 2 ? 1 : 0, action % 2]
          : [
            action[0]! > 0 ? (action[0]! + 1) / 2 : 0,
            Math.abs(action[1]!) > 0.5 ? Math.abs(action[1]!) : 0,
          ];
        const earned = potential(see()) - potential(before);
        const expected = isOver()
          ? Math.sign(reward) * 100
          : earned - 0.3 * main - 0.03 * side;
        assertAlmostEquals(reward, expected, 1e-3);
      }
    }
  }
  assertEquals(touches.size, 4);
});

Deno.test("lunarLander() ends where it crashes, is lost, or rests", () => {
  const state = new Float64Array(LANDER_STATE_SIZE);
  const { terminated } = lunarLander();
  const at = (numbers: Partial<Record<keyof typeof LANDER, number>>) => {
    state.fill(0);
    state[LANDER.x] = 10;
    for (const [name, number] of Object.entries(numbers)) {
      state[LANDER[name as keyof typeof LANDER]] = number;
    }
    return terminated(state);
  };
  assert(!at({}) && !at({ x: 0.001 }) && !at({ x: 19.999 }) && !at({ y: 90 }));
  assert(
    at({ x: 0 }) && at({ x: 20 }) && at({ crashed: 1 }) && at({ asleep: 1 }),
  );

  const lost = beginLanding({ gravity: -1 }, calm());
  let last = 0;
  while (!lost.isOver()) {
    last = lost.step(lost.state[LANDER.angle]! < 0.7 ? 1 : 2);
  }
  assertEquals(last, -100);
  assertLess(lost.state[LANDER.x]!, 0.001);
  assertEquals(lost.state[LANDER.crashed], 0);

  const rested = beginLanding({}, RandomStream.from(4));
  while (!rested.isOver()) last = rested.step(land(rested.see()));
  assertEquals(last, 100);
  assertEquals([...rested.see()].slice(6), [1, 1]);
  assertEquals(rested.state[LANDER.dx], 0);
});

/** What episodes earn on average. */
function meanReturn(
  description: LunarLander<boolean>,
  policy: (seen: ArrayLike<number>, random: RandomStream) => LanderAction,
  episodes: number,
): number {
  using env = make({ description: { ...description, maxEpisodeSteps: 1000 } });
  const random = RandomStream.from(7);
  let total = 0;
  for (let seed = 0; seed < episodes; seed++) {
    let { observation } = env.reset({ seed });
    for (let over = false; !over;) {
      const step = env.step(policy(observation, random));
      observation = step.observation;
      total += step.reward;
      over = step.terminated || step.truncated;
    }
  }
  return total / episodes;
}

Deno.test("lunarLander() earns what it does in Gymnasium: 231 by a simple controller, 280 with throttles, −190 at random", () => {
  // Standard deviations of an episode: 121, 45 and 105.
  assertAlmostEquals(meanReturn(lunarLander(), land, 16), 231, 75);
  const continuous = lunarLander({ continuous: true });
  assertAlmostEquals(meanReturn(continuous, landSmoothly, 8), 280, 40);
  const atRandom = (_: unknown, random: RandomStream) => random.integer(0, 4);
  assertAlmostEquals(meanReturn(lunarLander(), atRandom, 24), -190, 55);
});

Deno.test("lunarLander() keeps the laws of environments", () => {
  for (
    const options of [
      {},
      { continuous: true, enableWind: true },
    ]
  ) {
    checkEnv(lunarLander(options), { seed: 3, steps: 100 });
  }
});

Deno.test("lunarLander() draws its flames, its flags and its lights as things are", () => {
  const { rendering } = lunarLander();
  const { state, step, see, isOver } = beginLanding({}, RandomStream.from(4));
  const fills = () => JSON.stringify(rendering!.scene!(state));
  const lights = () => fills().split("#6ee07a").length - 1;
  assertEquals(lights(), 0);
  const drawn = (numbers: [number, number][]) => {
    const changed = state.slice();
    for (const [at, number] of numbers) changed[at] = number;
    return JSON.stringify(rendering!.scene!(changed));
  };
  const idle = drawn([[LANDER.mainPower, 0], [LANDER.sidePower, 0]]);
  assert(drawn([[LANDER.mainPower, 1]]) !== idle);
  for (const side of [1, -1]) {
    const flame = state.slice();
    flame[LANDER.mainPower] = 0;
    flame[LANDER.sidePower] = side;
    const [, tip] = rendering!.scene!(flame).shapes.flatMap((shape) =>
      shape.kind === "polygon" && shape.fill === "#ff7a2b"
        ? [shape.points[1]!]
        : []
    );
    // A push to the right comes from a flame to the left.
    assertGreater(side * (state[LANDER.x]! * 30 - tip![0]), 15);
  }
  assert(drawn([[LANDER.wind, 5]]) !== drawn([[LANDER.wind, -5]]));
  assert(drawn([[LANDER.crashed, 1]]).length > idle.length);
  while (!isOver()) step(land(see()));
  assertEquals(lights(), 3);
});

Deno.test("lunarLander() tells its options, its spaces and its keys, and refuses nonsense", () => {
  const wild = lunarLander({ enableWind: true, windPower: 25 });
  assertEquals(wild.options, {
    continuous: false,
    gravity: -10,
    enableWind: true,
    windPower: 25,
    turbulencePower: 1.5,
  });
  assertEquals(wild.actionSpace.n, 4);
  const throttled = BOX2D["LunarLanderContinuous-v3"].create({ gravity: -3 });
  assertEquals(throttled.options, {
    continuous: true,
    gravity: -3,
    enableWind: false,
    windPower: 15,
    turbulencePower: 1.5,
  });
  assertEquals(throttled.actionSpace.shape, [2]);
  for (const { actionSpace, controls } of [wild, throttled]) {
    const actions = [controls!.idle, ...Object.values(controls!.keys)];
    for (const action of actions) {
      const value = typeof action === "number"
        ? action
        : Float32Array.from(action!);
      assert(contains(actionSpace, value));
    }
  }
  const { low, high } = wild.observationSpace;
  const bounds = [2.5, 2.5, 10, 10, 2 * Math.PI, 10].map(Math.fround);
  assertEquals(low, [...bounds.map((x) => -x), 0, 0]);
  assertEquals(high, [...bounds, 1, 1]);

  for (const gravity of [0, -12, 1, NaN]) {
    assertThrows(
      () => lunarLander({ gravity }),
      RangeError,
      "Cannot describe a lunar lander as 'gravity' must be a finite number within (-12, 0)",
    );
  }
  assertThrows(
    () => lunarLander({ windPower: NaN }),
    RangeError,
    "'windPower'",
  );
  assertThrows(
    () => lunarLander({ turbulencePower: "1" as unknown as number }),
    TypeError,
    "'turbulencePower'",
  );
  assertThrows(
    () => lunarLander({ wind: true } as LunarLanderOptions<false>),
    RangeError,
    'must be one of "continuous", "gravity"',
  );
  assertThrows(
    () => make(lunarLander()).reset({ options: { low: 1 } }),
    RangeError,
    "Cannot reset a lunar lander as the option must exist and there is none",
  );
});
