import { assert, assertEquals, assertThrows } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { ARCADE } from "../../../envs/arcade/_registrations.ts";
import {
  PELLETS,
  PLAYER,
  STATE_SIZE,
} from "../../../envs/arcade/_pellet_maze_state.ts";
import {
  pelletMaze,
  type PelletMazeOptions,
} from "../../../envs/arcade/pellet_maze.ts";
import { checkEnv } from "../../../envs/check_env.ts";
import { make } from "../../../envs/make.ts";

Deno.test("pelletMaze() has nine positions of a joystick, a screen, three lives and 300 pellets", () => {
  using env = make(pelletMaze());
  assertEquals(env.actionSpace, { kind: "discrete", n: 9, start: 0 });
  const { shape, dtype, low, high } = env.observationSpace;
  assertEquals([shape, dtype, low, high], [[210, 160, 3], "uint8", 0, 255]);
  const { observation, info } = env.reset({ seed: 1 });
  assertEquals(observation.length, 210 * 160 * 3);
  assertEquals(info, { lives: 3, score: 0, frame: 0 });
  assertEquals(env.render("rgb").data, observation);
  assertEquals(Object.keys(env.description.controls!.keys).length, 8);
});

Deno.test("pelletMaze() keeps the laws of environments", () => {
  const { id } = checkEnv(pelletMaze({ skipIntro: true, frameSkip: 8 }), {
    steps: 5,
  });
  assertEquals(id, "PelletMaze");
  const { create, maxEpisodeSteps } = ARCADE["PelletMaze-v0"];
  assertEquals([create, maxEpisodeSteps], [pelletMaze, 108_000]);
});

/** States after each step of an episode whose joystick is moved at random. */
function* episode(options: PelletMazeOptions, seed: number, steps: number) {
  const game = pelletMaze(options);
  const random = RandomStream.from(seed);
  const choices = RandomStream.from(seed).split("choices");
  const state = new Float64Array(game.stateSize);
  game.initialize(state, random);
  for (let step = 0; step < steps && !game.terminated(state); step++) {
    const reward = game.step(state, choices.integer(0, 9), random);
    yield { state: [...state], reward, info: game.inform!(state) };
  }
}

Deno.test("a game without its intro is one whose intro was played, with any joystick", () => {
  for (const joystick of [0, 1, 8]) {
    const [long, short] = [pelletMaze(), pelletMaze({ skipIntro: true })].map(
      (game) => {
        const state = new Float64Array(game.stateSize);
        game.initialize(state, RandomStream.from(1));
        return { ...game, state };
      },
    );
    const random = RandomStream.from(1);
    const start = long!.state.slice(PLAYER, PELLETS);
    for (let frame = 0; frame < 90; frame++) {
      // Nobody moves, and nothing is earned.
      const walkers = long!.state.subarray(PLAYER, PELLETS);
      assert(walkers.every((number, i) => number === start[i]));
      assertEquals(long!.step(long!.state, joystick, random), 0);
    }
    // What differs are the kit's last action and number of frames.
    assertEquals(
      long!.state.slice(0, STATE_SIZE),
      short!.state.slice(0, STATE_SIZE),
    );
    assertEquals(random.state(), RandomStream.from(1).state());
    long!.step(long!.state, 3, random);
    short!.step(short!.state, 3, random);
    assertEquals(
      long!.state.slice(0, STATE_SIZE + 1),
      short!.state.slice(0, STATE_SIZE + 1),
    );
  }
});

Deno.test("a step of several frames holds its action, and adds their points up", () => {
  const game = pelletMaze({ skipIntro: true });
  const random = RandomStream.from(3);
  const choices = RandomStream.from(3).split("choices");
  const state = new Float64Array(game.stateSize);
  game.initialize(state, random);
  let steps = 0;
  for (const moment of episode({ skipIntro: true, frameSkip: 5 }, 3, 1000)) {
    const action = choices.integer(0, 9);
    let reward = 0;
    for (let frame = 0; frame < 5 && !game.terminated(state); frame++) {
      reward += game.step(state, action, random);
    }
    assertEquals(moment.reward, reward);
    assertEquals(moment.state, [...state]);
    steps++;
  }
  assert(game.terminated(state) && steps > 100);
});

Deno.test("a seed makes the same game again, and another seed another one", () => {
  const last = (seed: number) =>
    [...episode({ skipIntro: true, frameSkip: 4 }, seed, 150)].at(-1)!;
  assertEquals(last(1), last(1));
  const ends = [1, 2, 3, 4, 5].map((seed) => last(seed).state.join());
  assertEquals(new Set(ends).size, 5);
});

Deno.test("info and the end say how many lives are left", () => {
  const all = [...episode({ skipIntro: true, frameSkip: 4 }, 7, 5000)];
  const lives = all.map(({ info }) => Number(info.lives));
  assertEquals(lives.at(-1), 0);
  assertEquals(lives.indexOf(0), lives.length - 1);
  assert(
    lives.every((count, i) =>
      i === 0 || [0, 1].includes(lives[i - 1]! - count)
    ),
  );
  const sum = all.reduce((total, { reward }) => total + reward, 0);
  assertEquals(all.at(-1)!.info.score, sum);
});

Deno.test("pelletMaze() refuses nonsense", () => {
  assertThrows(
    () => pelletMaze({ skipInto: true } as PelletMazeOptions),
    RangeError,
    "the option must be one of",
  );
  assertThrows(
    () => pelletMaze({ frameSkip: 0 }),
    RangeError,
    "'frameSkip' must be a positive integer: current value is 0",
  );
  assertThrows(
    () => pelletMaze({ repeatActionProbability: 2 }),
    RangeError,
    "'repeatActionProbability' must be",
  );
});
