import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
  assertThrows,
} from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { BOX2D } from "../../../envs/box2d/_registrations.ts";
import { walk } from "../../../envs/box2d/_walk.ts";
import {
  GROUND_POINTS,
  GROUND_SPACING,
  MOST_BLOCKS,
  RAYS,
  WALKER,
  WALKER_STATE_SIZE,
} from "../../../envs/box2d/_walker_state.ts";
import {
  bipedalWalker,
  type BipedalWalkerOptions,
} from "../../../envs/box2d/bipedal_walker.ts";
import { checkEnv } from "../../../envs/check_env.ts";
import { make } from "../../../envs/make.ts";
import { contains } from "../../../envs/spaces/space.ts";
import recorded from "../../fixtures/envs/box2d/bipedal_walker.json" with {
  type: "json",
};
import { Walker } from "./heuristics.ts";
import { scriptedRandom } from "./scripted_random.ts";

/** An episode with chance of one's own choosing. */
function begin(hardcore: boolean, random: RandomStream) {
  const { terminated, observe } = bipedalWalker({ hardcore });
  const state = new Float64Array(WALKER_STATE_SIZE);
  const step = walk(hardcore)(state, random);
  return {
    state,
    step: (action: number[]) => step(state, action),
    isOver: () => terminated(state),
    see() {
      const seen = new Float32Array(24);
      observe(state, seen);
      return [...seen];
    },
  };
}

const anywhere = (random: RandomStream) =>
  Array.from({ length: 4 }, () => random.uniform(-1.2, 1.2));

Deno.test("bipedalWalker() replays Gymnasium's episodes on Box2D", () => {
  const ends = new Set<string>();
  for (const episode of recorded.episodes) {
    const { hardcore = false }: BipedalWalkerOptions = episode.options;
    const { random, left } = scriptedRandom(episode.draws);
    const { state, step, see, isOver } = begin(hardcore, random);
    episode.terrain.forEach((y, i) =>
      assertAlmostEquals(state[WALKER.ground + i]!, y, 1e-9)
    );
    assertEquals(left(), 0);
    const seen = new Map(episode.observations as [number, number[]][]);
    const assertSeen = (t: number) =>
      seen.get(t)?.forEach((x, i) => assertAlmostEquals(see()[i]!, x, 1e-6));
    assertSeen(0);
    episode.actions.forEach((action, t) => {
      assertEquals(isOver(), false);
      assertAlmostEquals(step(action), episode.rewards[t]!, 5e-8);
      assertSeen(t + 1);
    });
    assertEquals(isOver(), episode.terminated);
    ends.add(`${episode.policy} ${episode.terminated}`);
  }
  assert(ends.has("heuristic true") && ends.has("heuristic false"));
});

type Segment = readonly [x0: number, y0: number, x1: number, y1: number];

/** Everything that rays can meet. */
function surfaces(state: Float64Array): Segment[] {
  const segments: Segment[] = [];
  for (let i = 0; i + 1 < GROUND_POINTS; i++) {
    const [y0, y1] = state.subarray(WALKER.ground + i, WALKER.ground + i + 2);
    segments.push([i * GROUND_SPACING, y0!, (i + 1) * GROUND_SPACING, y1!]);
  }
  for (let i = 0; i < MOST_BLOCKS; i++) {
    const at = WALKER.blocks + 4 * i;
    const [left, bottom, right, top] = [...state.subarray(at, at + 4)] as [
      number,
      number,
      number,
      number,
    ];
    if (right === 0) break;
    segments.push([left, bottom, right, bottom], [left, top, right, top]);
    segments.push([left, bottom, left, top], [right, bottom, right, top]);
  }
  return segments;
}

/** How much of a ray there is before it meets a surface: p + t d = q + u e. */
function meet(
  px: number,
  py: number,
  dx: number,
  dy: number,
  surface: Segment,
) {
  const [x0, y0, x1, y1] = surface;
  const [ex, ey] = [x1 - x0, y1 - y0];
  const across = dx * ey - dy * ex;
  const t = ((x0 - px) * ey - (y0 - py) * ex) / across;
  const u = ((x0 - px) * dy - (y0 - py) * dx) / across;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? t : 1;
}

Deno.test("bipedalWalker()'s rays end where the ground or a block is", () => {
  let met = 0;
  let missed = 0;
  for (const hardcore of [false, true]) {
    for (const seed of [1, 2, 3]) {
      const random = RandomStream.from(seed);
      const { state, step, isOver } = begin(hardcore, random);
      const all = surfaces(state);
      const walker = new Walker();
      const seen = new Float32Array(24);
      for (let t = 0; t < 120 && !isOver(); t++) {
        bipedalWalker().observe(state, seen);
        step(walker.act(seen));
        const [x, y] = [state[WALKER.x]!, state[WALKER.y]!];
        for (let ray = 0; ray < RAYS; ray++) {
          const [dx, dy] = [
            160 / 30 * Math.sin(0.15 * ray),
            -160 / 30 * Math.cos(0.15 * ray),
          ];
          const nearest = Math.min(...all.map((s) => meet(x, y, dx, dy, s)));
          assertAlmostEquals(state[WALKER.lidar + ray]!, nearest, 1e-9);
          nearest < 1 ? met++ : missed++;
        }
      }
    }
  }
  assert(met > 3000 && missed > 30, `${met} met, ${missed} missed`);
});

Deno.test("bipedalWalker() pays for the way, for a level hull, and charges torque", () => {
  for (const seed of [1, 2]) {
    const random = RandomStream.from(seed);
    const { state, step, see, isOver } = begin(false, random);
    for (let t = 0; t < 150 && !isOver(); t++) {
      const [x, angle] = [state[WALKER.x]!, state[WALKER.angle]!];
      const action = anywhere(random);
      const reward = step(action);
      if (isOver()) {
        assertEquals(reward, -100);
        assertEquals(state[WALKER.fallen], 1);
        break;
      }
      const torque = action.reduce(
        (sum, a) => sum + Math.min(Math.abs(a), 1),
        0,
      );
      const expected = 13 / 3 * (state[WALKER.x]! - x) -
        5 * (Math.abs(state[WALKER.angle]!) - Math.abs(angle)) - 0.028 * torque;
      assertAlmostEquals(reward, expected, 1e-9);
      assertEquals(see()[0], Math.fround(state[WALKER.angle]!));
    }
  }
});

Deno.test("bipedalWalker() takes no more torque than there is", () => {
  const course = (most: number) => {
    const random = RandomStream.from(1);
    const { state, step } = begin(false, random);
    const rewards = Array.from(
      { length: 40 },
      () => step(anywhere(random).map((x) => most * Math.sign(x))),
    );
    return [rewards, [...state]];
  };
  assertEquals(course(1), course(9));
});

Deno.test("bipedalWalker()'s joints turn as far as their limits, and no farther but for shocks", () => {
  const angles: number[][] = [[], [], [], []];
  for (const seed of [1, 2, 3]) {
    const random = RandomStream.from(seed);
    const { state, step, isOver } = begin(true, random);
    let action = [0, 0, 0, 0];
    for (let t = 0; t < 200 && !isOver(); t++) {
      if (t % 25 === 0) action = anywhere(random).map(Math.sign);
      step(action);
      angles.forEach((of, i) => of.push(state[WALKER.joints + 2 * i]!));
    }
  }
  angles.forEach((of, joint) => {
    const [low, high] = joint % 2 === 0 ? [-0.8, 1.1] : [-1.6, -0.1];
    const sorted = of.sort((a, b) => a - b);
    const at = (part: number) => sorted[Math.floor(part * sorted.length)]!;
    assertAlmostEquals(at(0.03), low, 0.1);
    assertAlmostEquals(at(0.97), high, 0.1);
  });
});

Deno.test("bipedalWalker() walks to the end by a simple controller, for about 300", () => {
  using env = make({
    description: { ...bipedalWalker(), maxEpisodeSteps: 1600 },
  });
  let { observation } = env.reset({ seed: 0 });
  const walker = new Walker();
  let total = 0;
  for (let over = false; !over;) {
    const step = env.step(walker.act(observation));
    observation = step.observation;
    total += step.reward;
    over = step.terminated || step.truncated;
  }
  const { state } = env.snapshot();
  assertGreater(Number(state[WALKER.x]), 190 * GROUND_SPACING);
  assertAlmostEquals(total, 310, 15);
});

Deno.test("bipedalWalker() ends where it falls, is lost, or arrives", () => {
  const { terminated } = bipedalWalker();
  const at = (x: number, fallen = 0) => {
    const state = new Float64Array(WALKER_STATE_SIZE);
    state[WALKER.x] = x;
    state[WALKER.fallen] = fallen;
    return terminated(state);
  };
  assert(!at(0) && !at(5) && !at(190 * GROUND_SPACING));
  assert(at(-0.01) && at(5, 1) && at(190 * GROUND_SPACING + 0.01));
});

Deno.test("bipedalWalker() keeps the laws of environments", () => {
  for (const hardcore of [false, true]) {
    checkEnv(bipedalWalker({ hardcore }), { seed: 5, steps: 10 });
  }
});

Deno.test("bipedalWalker() goes on from a snapshot in the middle of a walk", () => {
  const env = make(bipedalWalker({ hardcore: true }));
  const other = make(bipedalWalker({ hardcore: true }));
  const random = RandomStream.from(3);
  env.reset({ seed: 3 });
  for (let t = 0; t < 40; t++) env.step(anywhere(random));
  other.reset({ seed: 9 });
  other.step([1, 1, 1, 1]);
  other.restore(JSON.parse(JSON.stringify(env.snapshot())));
  for (let t = 0; t < 20; t++) {
    const action = anywhere(random);
    assertEquals(other.step(action), env.step(action));
  }
  assertEquals(other.snapshot(), env.snapshot());
});

Deno.test("bipedalWalker() draws what is in sight, wherever the robot is", () => {
  const { rendering } = bipedalWalker();
  const { state } = begin(true, RandomStream.from(2));
  const shapesAt = (x: number) => {
    const there = state.slice();
    there[WALKER.x] = x;
    const { shapes, width, height } = rendering!.scene!(there);
    assertEquals([width, height], [600, 400]);
    return shapes;
  };
  for (const x of [-1, 0, 5, 40, 88, 95, 130]) {
    assertLess(JSON.stringify(shapesAt(x)).length, 30_000);
    assert(!/null/.test(JSON.stringify(shapesAt(x))));
  }
  const touching = (flag: number) => {
    const there = state.slice();
    there.fill(flag, WALKER.touches, WALKER.touches + 2);
    return JSON.stringify(rendering!.scene!(there)).split("#ffd166").length - 1;
  };
  assertEquals([touching(0), touching(1)], [0, 2]);
});

Deno.test("bipedalWalker() tells its options, its spaces and its keys, and refuses nonsense", () => {
  const plain = BOX2D["BipedalWalker-v3"].create();
  const hard = BOX2D["BipedalWalkerHardcore-v3"].create();
  assertEquals(plain.options, { hardcore: false });
  assertEquals(hard.options, { hardcore: true });
  const { actionSpace, observationSpace: { low, high }, controls } = plain;
  for (const action of [controls!.idle!, ...Object.values(controls!.keys)]) {
    assert(contains(actionSpace, Float32Array.from(action)));
  }
  const pi = Math.fround(Math.PI);
  const leg = [pi, 5, pi, 5];
  assertEquals(high, [pi, 5, 5, 5, ...leg, 5, ...leg, 5, ...Array(10).fill(1)]);
  const under = leg.map((x) => -x);
  assertEquals(low, [
    -pi,
    -5,
    -5,
    -5,
    ...under,
    0,
    ...under,
    0,
    ...Array(10).fill(-1),
  ]);
  assertThrows(
    () => bipedalWalker({ hard: true } as BipedalWalkerOptions),
    RangeError,
    'the option must be one of "hardcore"',
  );
  assertThrows(
    () => make(plain).reset({ options: { x: 1 } }),
    RangeError,
    "Cannot reset a bipedal walker as the option must exist and there is none",
  );
});
