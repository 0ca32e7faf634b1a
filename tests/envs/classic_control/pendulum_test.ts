import fc from "fast-check";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import {
  pendulum,
  type PendulumOptions,
} from "../../../envs/classic_control/pendulum.ts";
import { describe } from "../../../envs/describe.ts";
import { make } from "../../../envs/make.ts";
import { evenNumber } from "./even_number.ts";
import { meanReturn } from "./mean_return.ts";
import { replayTrajectories } from "./replay_trajectories.ts";

const random = RandomStream.from(0);

/** The state and the reward that one torque leads to. */
function after(
  [theta, dtheta]: readonly [number, number],
  torque: number,
  options: PendulumOptions = {},
) {
  const state = Float64Array.of(theta, dtheta);
  const reward = pendulum(options).step(state, [torque], random);
  return { theta: state[0]!, dtheta: state[1]!, reward };
}

Deno.test("pendulum() falls from the horizontal, and pays for where it was", () => {
  // θ̈ = 3·10/2 sin 90° = 15
  const { theta, dtheta, reward } = after([Math.PI / 2, 0], 0);
  assertAlmostEquals(dtheta, 0.75, 1e-15);
  assertAlmostEquals(theta, Math.PI / 2 + 0.0375, 1e-15);
  assertAlmostEquals(reward, -((Math.PI / 2) ** 2), 1e-15);
});

Deno.test("pendulum() replays Gymnasium's trajectories, from their beginning and from each of their states", () => {
  const exact = { single: 1e-14, whole: () => 1e-10 };
  // Gymnasium computes parts of a step with a float32 action in float32.
  const float32 = { single: 1e-7, whole: () => 1e-4 };
  assertEquals(replayTrajectories("pendulum", exact, float32), 5000);
});

const angle = fc.oneof(
  evenNumber(-Math.PI, Math.PI),
  evenNumber(-100, 100),
);
const speed = evenNumber(-8, 8);
const torque = evenNumber(-4, 4);
const amount = evenNumber(0.1, 5);
const physics = fc.record({
  g: evenNumber(-20, 20),
  mass: amount,
  length: amount,
  maxTorque: amount,
  maxSpeed: evenNumber(4, 20),
  timeStep: evenNumber(0.001, 0.1),
}, { noNullPrototype: true });
const move = fc.tuple(physics, angle, speed, torque);

/** Whether a step ends as fast as can be. */
const isFast = ([p, theta, dtheta, u]: [
  Required<PendulumOptions>,
  number,
  number,
  number,
]) => Math.abs(after([theta, dtheta], u, p).dtheta) === p.maxSpeed;

Deno.test("pendulum() obeys Newton: torques of gravity and motor turn an even rod around its end", () => {
  fc.assert(
    fc.property(move, ([p, theta, dtheta, u]) => {
      const next = after([theta, dtheta], u, p);
      assertAlmostEquals(
        next.theta - theta,
        p.timeStep * next.dtheta,
        1e-13,
      );
      const motor = Math.max(-p.maxTorque, Math.min(u, p.maxTorque));
      // Gravity pulls at the middle of the rod.
      const gravity = p.mass * p.g * p.length / 2 * Math.sin(theta);
      const inertia = p.mass * p.length ** 2 / 3;
      const residual = inertia * (next.dtheta - dtheta) / p.timeStep -
        (gravity + motor);
      if (isFast([p, theta, dtheta, u])) {
        assert(residual * Math.sign(next.dtheta) <= 1e-9);
      } else assertAlmostEquals(residual, 0, 1e-9);
      assert(Math.abs(next.dtheta) <= p.maxSpeed);
    }),
    { numRuns: 500 },
  );
  const fast = fc.sample(move, { numRuns: 500, seed: 1 }).filter(isFast).length;
  assert(fast > 50 && fast < 400);
});

Deno.test("pendulum() pays for the angle on the shorter way, the speed and the torque", () => {
  fc.assert(fc.property(angle, speed, torque, (theta, dtheta, u) => {
    const { reward } = after([theta, dtheta], u);
    const off = Math.atan2(Math.sin(theta), Math.cos(theta));
    const motor = Math.max(-2, Math.min(u, 2));
    const cost = off ** 2 + 0.1 * dtheta ** 2 + 0.001 * motor ** 2;
    assertAlmostEquals(reward, -cost, 1e-11);
  }));
});

Deno.test("pendulum() pays the same for both ends of a turn, and for hanging after any number of turns", () => {
  for (const turns of [-3, -2, -1, 0, 1, 2, 3, 1000]) {
    const { reward } = after([Math.PI + turns * 2 * Math.PI, 0], 0);
    assertAlmostEquals(reward, -(Math.PI ** 2), 1e-9);
  }
});

Deno.test("pendulum() sees the cosine and the sine of its angle, and its speed", () => {
  fc.assert(fc.property(angle, speed, (theta, dtheta) => {
    const seen = new Float32Array(3);
    pendulum().observe(Float64Array.of(theta, dtheta), seen);
    assertAlmostEquals(seen[0]!, Math.cos(theta), 6e-8);
    assertAlmostEquals(seen[1]!, Math.sin(theta), 6e-8);
    assertEquals(seen[2], Math.fround(dtheta));
  }));
});

Deno.test("pendulum() begins anywhere within ±π and ±1, or within what it is told", () => {
  const starts = (options?: Record<string, unknown>) =>
    Array.from({ length: 500 }, (_, seed) => {
      const state = new Float64Array(2);
      pendulum().initialize(state, RandomStream.from(seed), options);
      return [state[0]!, state[1]!] as const;
    });
  const most = (all: (readonly [number, number])[]) =>
    [0, 1].map((i) => [
      Math.min(...all.map((each) => each[i]!)),
      Math.max(...all.map((each) => each[i]!)),
    ]);
  const near = (options: Record<string, unknown> | undefined, ends: number[]) =>
    most(starts(options)).forEach(([least, greatest], i) => {
      assert(least! >= -ends[i]! && greatest! <= ends[i]!);
      assertAlmostEquals(least!, -ends[i]!, 0.02 * ends[i]!);
      assertAlmostEquals(greatest!, ends[i]!, 0.02 * ends[i]!);
    });
  near(undefined, [Math.PI, 1]);
  near({ xInit: 0.2, yInit: 5 }, [0.2, 5]);
  near({ xInit: 7 }, [7, 1]);
  near({ yInit: 0 }, [Math.PI, 0]);
  const reset = (options: Record<string, unknown>) => () =>
    make(pendulum()).reset({ options });
  assertThrows(
    reset({ xInit: -1 }),
    RangeError,
    "Cannot reset a pendulum as 'xInit' must be a finite number of at least 0: current value is -1",
  );
  assertThrows(reset({ yInit: "1" }), TypeError, "'yInit'");
  assertThrows(reset({ low: 1 }), RangeError, 'one of "xInit", "yInit"');
});

Deno.test("pendulum() never ends but by its time limit", () => {
  fc.assert(fc.property(angle, speed, (theta, dtheta) => {
    assert(!pendulum().terminated(Float64Array.of(theta, dtheta)));
  }));
});

Deno.test("swinging up by energy and standing by feedback earns −129 in Pendulum-v1", () => {
  // Gymnasium's mean over 100 other seeds: −144, give or take 9.
  const mean = meanReturn("Pendulum-v1", (seen) => {
    const [x, y, dtheta] = [seen[0]!, seen[1]!, seen[2]!];
    if (x > 0.9) return [-(10 * Math.atan2(y, x) + 2 * dtheta)];
    // Åström and Furuta (2000): τ = k (E₀ − E) θ̇, where E₀ is the energy of standing upright.
    const energy = dtheta ** 2 / 6 + 5 * x;
    return [10 * (5 - energy) * dtheta];
  });
  assertAlmostEquals(mean, -140, 25);
});

Deno.test("pendulum() is drawn upright at 0, and to the left of it for a quarter turn against the clock", () => {
  const endAt = (theta: number) => {
    const scene = pendulum().rendering!.scene!(Float64Array.of(theta, 0));
    const [rod] = scene.shapes;
    assert(rod?.kind === "line");
    return [rod.to[0] - rod.from[0], rod.to[1] - rod.from[1]] as const;
  };
  const [right, down] = endAt(0);
  assertEquals(right, 0);
  assert(down < 0);
  fc.assert(fc.property(angle, (theta) => {
    const [x, y] = endAt(theta);
    assertAlmostEquals(x, down * Math.sin(theta), 1e-9);
    assertAlmostEquals(y, down * Math.cos(theta), 1e-9);
  }));
});

Deno.test("pendulum() computes everything from its options, and refuses nonsense", () => {
  const { actionSpace, observationSpace, options } = describe("Pendulum-v1", {
    g: 9.81,
    maxTorque: 3,
    maxSpeed: 10,
  });
  assertEquals(options, {
    g: 9.81,
    mass: 1,
    length: 1,
    maxTorque: 3,
    maxSpeed: 10,
    timeStep: 0.05,
    maxEpisodeSteps: 200,
  });
  assert(actionSpace.kind === "box" && observationSpace.kind === "box");
  assertEquals([actionSpace.low, actionSpace.high], [-3, 3]);
  assertEquals(observationSpace.high, [1, 1, 10]);
  for (const name of ["mass", "length", "maxTorque", "maxSpeed", "timeStep"]) {
    assertThrows(
      () => pendulum({ [name]: 0 }),
      RangeError,
      `Cannot describe a pendulum as '${name}' must be a finite number above 0: current value is 0`,
    );
  }
  assertThrows(() => pendulum({ g: NaN }), RangeError, "'g'");
  assertThrows(
    () => pendulum({ gravity: 1 } as PendulumOptions),
    RangeError,
    "the option must be one of",
  );
});
