import fc from "fast-check";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertThrows,
} from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import {
  mountainCar,
  type MountainCarOptions,
} from "../../../envs/classic_control/mountain_car.ts";
import { describe } from "../../../envs/describe.ts";
import { make } from "../../../envs/make.ts";
import { evenNumber } from "./even_number.ts";
import { meanReturn } from "./mean_return.ts";
import { replayTrajectories } from "./replay_trajectories.ts";

const random = RandomStream.from(0);

/** The state that one action leads to. */
function after(
  [x, v]: readonly [number, number],
  action: number,
  options: MountainCarOptions = {},
): [number, number] {
  const state = Float64Array.of(x, v);
  assertEquals(mountainCar(options).step(state, action, random), -1);
  return [state[0]!, state[1]!];
}

Deno.test("mountainCar() stands still at the bottom, until the engine pushes", () => {
  const bottom = -Math.PI / 6;
  for (const action of [0, 1, 2]) {
    const [x, v] = after([bottom, 0], action);
    assertAlmostEquals(v, (action - 1) / 1000, 1e-18);
    assertAlmostEquals(x, bottom + v, 1e-15);
  }
});

Deno.test("mountainCar() replays Gymnasium's trajectories, from their beginning and from each of their states", () => {
  const tolerance = { single: 1e-15, whole: () => 1e-12 };
  assertEquals(replayTrajectories("mountain_car", tolerance), 2759);
});

const position = evenNumber(-1.2, 0.6);
const velocity = evenNumber(-0.07, 0.07);
const state = fc.tuple(position, velocity);
const action = fc.integer({ min: 0, max: 2 });
const physics = fc.record({
  force: evenNumber(0, 0.01),
  gravity: evenNumber(0, 0.02),
}, { noNullPrototype: true });
const step = fc.tuple(physics, state, action);

/** What became of a step: it went its way, was as fast as can be, or met an end of the road. */
function kindOf([p, s, a]: [MountainCarOptions, [number, number], number]) {
  const [x, v] = after(s, a, p);
  if (x === -1.2 || x === 0.6) return "end";
  return Math.abs(v) === 0.07 ? "fast" : "free";
}

Deno.test("mountainCar() moves by its velocity, which the engine and the slope change", () => {
  fc.assert(
    fc.property(step, ([p, [x, v], a]) => {
      const [nextX, nextV] = after([x, v], a, p);
      const change = (a - 1) * p.force - p.gravity * Math.cos(3 * x);
      const kind = kindOf([p, [x, v], a]);
      if (kind === "free") assertAlmostEquals(nextV - v, change, 1e-15);
      if (kind !== "end") assertAlmostEquals(nextX - x, nextV, 1e-15);
      if (kind === "fast") assert(Math.sign(nextV) * (v + change) >= 0.07);
      if (kind === "end") {
        const wanted = x + Math.max(-0.07, Math.min(v + change, 0.07));
        assert(nextX < 0 ? wanted <= -1.2 : wanted >= 0.6);
      }
      if (nextX === -1.2) assert(nextV >= 0);
      assert(nextX >= -1.2 && nextX <= 0.6 && Math.abs(nextV) <= 0.07);
    }),
    { numRuns: 500 },
  );
});

Deno.test("the steps drawn go their way, are as fast as can be, and meet the ends of the road", () => {
  const kinds = fc.sample(step, { numRuns: 500, seed: 1 }).map(kindOf);
  for (const kind of ["free", "fast", "end"]) {
    assertGreater(kinds.filter((each) => each === kind).length, 20, kind);
  }
});

Deno.test("mountainCar() is the same in a mirror at the bottom of the valley", () => {
  // cos 3x changes its sign from x to −π/3 − x; both lie on the road.
  const inner = evenNumber(-1.1, 0.05);
  fc.assert(
    fc.property(physics, inner, velocity, action, (p, x, v, a) => {
      const mirror = -Math.PI / 3;
      const [rightX, rightV] = after([x, v], a, p);
      const [leftX, leftV] = after([mirror - x, -v], 2 - a, p);
      fc.pre(rightX > -1.2 && leftX > -1.2);
      assertAlmostEquals(leftX, mirror - rightX, 1e-15);
      assertAlmostEquals(leftV, -rightV, 1e-15);
    }),
  );
});

Deno.test("mountainCar() ends at 0.5 and beyond, with the velocity asked for, and not before", () => {
  const { terminated } = mountainCar({ goalVelocity: 0.02 });
  const at = (x: number, v: number) => terminated(Float64Array.of(x, v));
  assert(at(0.5, 0.02) && at(0.6, 0.07) && at(0.5, 0.03));
  assert(!at(0.5 - 2 ** -54, 0.07) && !at(0.5, 0.02 - 2 ** -58));
  assert(mountainCar().terminated(Float64Array.of(0.5, 0)));
  assert(!mountainCar().terminated(Float64Array.of(0.5, -1e-9)));
});

Deno.test("mountainCar() begins at rest near the bottom, or where it is told", () => {
  const starts = (options?: Record<string, unknown>) =>
    Array.from({ length: 500 }, (_, seed) => {
      const state = Float64Array.of(9, 9);
      mountainCar().initialize(state, RandomStream.from(seed), options);
      assertEquals(state[1], 0);
      return state[0]!;
    });
  const usual = starts();
  assert(Math.min(...usual) >= -0.6 && Math.max(...usual) < -0.4);
  assert(Math.min(...usual) < -0.598 && Math.max(...usual) > -0.402);
  assert(starts({ low: 0.1, high: 0.2 }).every((x) => x >= 0.1 && x < 0.2));
  assert(starts({ high: -0.55 }).every((x) => x >= -0.6 && x < -0.55));
  const reset = (options: Record<string, unknown>) => () =>
    make(mountainCar()).reset({ options });
  assertThrows(
    reset({ low: 0 }),
    RangeError,
    "Cannot reset a car in a valley as 'low' must be at most 'high'",
  );
  assertThrows(reset({ velocity: 1 }), RangeError, 'one of "low", "high"');
});

Deno.test("pushing the way it goes brings the car out each time, in 120 steps", () => {
  // Gymnasium's mean over 100 other seeds: −120.0, give or take 0.3.
  const mean = meanReturn("MountainCar-v0", ([, v]) => v! < 0 ? 0 : 2);
  assertAlmostEquals(mean, -120, 2);
});

Deno.test("the closed-form policy of Xiao solves MountainCar-v0", () => {
  // Gymnasium's mean over 100 other seeds: −106.9, give or take 2.4.
  const mean = meanReturn("MountainCar-v0", (seen) => {
    const [x, v] = [seen[0]!, seen[1]!];
    const least = Math.min(
      -0.09 * (x + 0.25) ** 2 + 0.03,
      0.3 * (x + 0.9) ** 4 - 0.008,
    );
    return least < v && v < -0.07 * (x + 0.38) ** 2 + 0.07 ? 2 : 0;
  });
  assertGreater(mean, describe("MountainCar-v0").rewardThreshold!);
});

Deno.test("mountainCar() is drawn beyond its flag where it ends, on a road that bends as the slope does", () => {
  const { rendering, terminated } = mountainCar({ goalVelocity: -1 });
  fc.assert(fc.property(position, (x) => {
    const state = Float64Array.of(x, 0);
    const [, pole, , body, ...wheels] = rendering!.scene!(state).shapes;
    assert(pole?.kind === "line" && body?.kind === "line");
    const [back, front] = wheels;
    assert(back?.kind === "circle" && front?.kind === "circle");
    const [x0, y0] = back.center;
    const [x1, y1] = front.center;
    // The car stands 8 pixels above the road, square to it.
    const slope = (y0 - y1) / (x1 - x0);
    assertAlmostEquals(slope, 1.35 * Math.cos(3 * x), 1e-9);
    const foot = (x0 + x1) / 2 + 8 * Math.sin(Math.atan(slope));
    assertAlmostEquals(foot, (x + 1.2) / 1.8 * 600, 1e-9);
    if (Math.abs(x - 0.5) > 1e-9) {
      assertEquals(foot > pole.from[0], terminated(state));
    }
  }));
});

Deno.test("mountainCar() computes everything from its options, and refuses nonsense", () => {
  assertEquals(describe("MountainCar-v0", { goalVelocity: 0.01 }).options, {
    goalVelocity: 0.01,
    force: 0.001,
    gravity: 0.0025,
    maxEpisodeSteps: 200,
  });
  assertThrows(
    () => mountainCar({ goalVelocity: NaN }),
    RangeError,
    "Cannot describe a car in a valley as 'goalVelocity' must be a finite number: current value is NaN",
  );
  for (const name of ["force", "gravity"]) {
    assertThrows(() => mountainCar({ [name]: Infinity }), RangeError, name);
  }
  assertThrows(
    () => mountainCar({ power: 1 } as MountainCarOptions),
    RangeError,
    "the option must be one of",
  );
});
