import fc from "fast-check";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertThrows,
} from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { mountainCar } from "../../../envs/classic_control/mountain_car.ts";
import {
  mountainCarContinuous,
  type MountainCarContinuousOptions,
} from "../../../envs/classic_control/mountain_car_continuous.ts";
import { describe } from "../../../envs/describe.ts";
import { make } from "../../../envs/make.ts";
import { evenNumber } from "./even_number.ts";
import { meanReturn } from "./mean_return.ts";
import { replayTrajectories } from "./replay_trajectories.ts";

const random = RandomStream.from(0);

/** The state and the reward that one action leads to. */
function after(
  [x, v]: readonly [number, number],
  engine: number,
  options: MountainCarContinuousOptions = {},
) {
  const state = Float64Array.of(x, v);
  const { step, terminated } = mountainCarContinuous(options);
  const reward = step(state, [engine], random);
  return { x: state[0]!, v: state[1]!, reward, over: terminated(state) };
}

Deno.test("mountainCarContinuous() earns 100 less its fuel for arriving", () => {
  const { x, v, reward, over } = after([0.44, 0.02], 0.5);
  assertAlmostEquals(v, 0.02 + 0.5 * 0.0015 - 0.0025 * Math.cos(1.32), 1e-8);
  assertAlmostEquals(x, 0.44 + v, 1e-7);
  assertAlmostEquals(reward, 100 - 0.1 * 0.25, 1e-12);
  assert(over);
});

Deno.test("mountainCarContinuous() replays Gymnasium's trajectories, from their beginning and from each of their states", () => {
  // Gymnasium rounds some steps on the way to float32, in ways that depend on NumPy.
  const tolerance = { single: 1.5e-7, whole: () => 1e-6 };
  assertEquals(
    replayTrajectories("mountain_car_continuous", tolerance),
    3167,
  );
});

const position = evenNumber(-1.2, 0.6);
const velocity = evenNumber(-0.07, 0.07);
const state = fc.tuple(position, velocity);
const engine = evenNumber(-3, 3);

Deno.test("mountainCarContinuous() moves as mountainCar() with as strong an engine, and keeps float32", () => {
  const power = evenNumber(0, 0.01);
  fc.assert(
    fc.property(state, engine, power, (s, a, power) => {
      const { x, v } = after(s, a, { power });
      const expected = Float64Array.of(...s);
      const force = power * Math.min(Math.abs(a), 1);
      const { step } = mountainCar({ force });
      step(expected, a < 0 ? 0 : 2, random);
      assertEquals([x, v], Array.from(expected, Math.fround));
    }),
    { numRuns: 300 },
  );
});

Deno.test("mountainCarContinuous() takes the square of the action off, even beyond the bounds", () => {
  fc.assert(fc.property(state, engine, (s, a) => {
    const { reward, over } = after(s, a);
    assertAlmostEquals(reward, (over ? 100 : 0) - a * a / 10, 1e-12);
  }));
  const ends = fc.sample(state, { numRuns: 300, seed: 1 });
  assertGreater(ends.filter((s) => after(s, 0).over).length, 10);
});

Deno.test("mountainCarContinuous() takes any list of numbers, at full precision", () => {
  const [list, doubles, floats] = [
    [0.3],
    Float64Array.of(0.3),
    Float32Array.of(0.3),
  ].map((action) => {
    const state = Float64Array.of(-0.5, 0);
    return mountainCarContinuous().step(state, action, random);
  });
  assertAlmostEquals(list!, -0.009, 1e-17);
  assertEquals(doubles, list);
  assertAlmostEquals(floats!, -0.1 * Math.fround(0.3) ** 2, 1e-17);
});

Deno.test("mountainCarContinuous() ends at 0.45 and beyond, with the velocity asked for, and not before", () => {
  const { terminated } = mountainCarContinuous({ goalVelocity: 0.02 });
  const at = (x: number, v: number) => terminated(Float64Array.of(x, v));
  assert(at(0.45, 0.02) && at(0.6, 0.07));
  assert(!at(0.45 - 2 ** -54, 0.07) && !at(0.45, 0.02 - 2 ** -58));
});

Deno.test("pushing the way it goes with half the engine solves MountainCarContinuous-v0", () => {
  const id = "MountainCarContinuous-v0";
  // Gymnasium's mean over 100 other seeds: 95.8, give or take 0.1.
  const mean = meanReturn(id, ([, v]) => [v! < 0 ? -0.5 : 0.5]);
  assertAlmostEquals(mean, 95.8, 0.5);
  assertGreater(mean, describe(id).rewardThreshold!);
});

Deno.test("mountainCarContinuous() computes everything from its options, and refuses nonsense", () => {
  assertEquals(describe("MountainCarContinuous-v0", { power: 0.002 }).options, {
    goalVelocity: 0,
    power: 0.002,
    gravity: 0.0025,
    maxEpisodeSteps: 999,
  });
  for (const name of ["goalVelocity", "power", "gravity"]) {
    assertThrows(
      () => mountainCarContinuous({ [name]: NaN }),
      RangeError,
      `'${name}' must be a finite number`,
    );
  }
  assertThrows(
    () => mountainCarContinuous({ force: 1 } as MountainCarContinuousOptions),
    RangeError,
    "the option must be one of",
  );
  using env = make(mountainCarContinuous());
  env.reset({ seed: 1 });
  assertThrows(() => env.step([NaN]), RangeError, "Cannot step");
});
