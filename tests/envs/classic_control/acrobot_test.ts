import fc from "fast-check";
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
  acrobot,
  type AcrobotOptions,
} from "../../../envs/classic_control/acrobot.ts";
import { describe } from "../../../envs/describe.ts";
import { make } from "../../../envs/make.ts";
import { evenNumber } from "./even_number.ts";
import { meanReturn } from "./mean_return.ts";
import { replayTrajectories } from "./replay_trajectories.ts";

/** Two angles and their velocities. */
type State = readonly [number, number, number, number];

/** The state that one action leads to. */
function after(
  state: State,
  action: number,
  options: AcrobotOptions = {},
  random: RandomStream = RandomStream.from(0),
): State {
  const next = Float64Array.from(state);
  acrobot(options).step(next, action, random);
  return [next[0]!, next[1]!, next[2]!, next[3]!];
}

Deno.test("acrobot() that hangs stays, and its motor bends the links apart", () => {
  assertEquals(after([0, 0, 0, 0], 1).map(Math.abs), [0, 0, 0, 0]);
  // At rest d₁ = 4.5, d₂ = 1.75, φ₁ = φ₂ = 0: θ̈₂ = τ / (1.25 − d₂²/d₁), θ̈₁ = −d₂ θ̈₂ / d₁.
  const timeStep = 1e-6;
  const [, , upper, lower] = after([0, 0, 0, 0], 2, { timeStep });
  const expected = 1 / (1.25 - 1.75 ** 2 / 4.5);
  assertAlmostEquals(lower / timeStep, expected, 1e-8);
  assertAlmostEquals(upper / timeStep, -1.75 / 4.5 * expected, 1e-8);
});

Deno.test("acrobot() replays Gymnasium's trajectories, from their beginning and from each of their states", () => {
  const tolerance = {
    single: 1e-14,
    whole: (ulpDrift: number) => Math.max(1e-10, 2 * ulpDrift),
  };
  assertEquals(replayTrajectories("acrobot", tolerance), 2374);
});

const turn = evenNumber(-Math.PI, Math.PI);
const rate = evenNumber(-5, 5);
const state = fc.tuple(turn, turn, rate, rate);
const action = fc.integer({ min: 0, max: 2 });
const amount = evenNumber(0.5, 3);
const masses = {
  gravity: evenNumber(-10, 10),
  linkMass1: amount,
  linkMass2: amount,
  linkMoi: amount,
};
const physics = fc.record(masses, { noNullPrototype: true });
type Physics = {
  readonly [Name in keyof typeof masses]: number;
};

/** The two angular accelerations, from the velocities that ever shorter steps lead to. */
function accelerations(
  state: State,
  action: number,
  options: AcrobotOptions,
): [number, number] {
  const h = 2e-4;
  const [one, two, four] = [h, 2 * h, 4 * h].map((timeStep) => {
    const next = after(state, action, { ...options, timeStep });
    return [2, 3].map((i) => (next[i]! - state[i]!) / timeStep);
  });
  // Richardson (1911): what is of first and second order in h goes away.
  const [first, second] = [0, 1].map((i) => {
    const near = 2 * one![i]! - two![i]!;
    const far = 2 * two![i]! - four![i]!;
    return (4 * near - far) / 3;
  });
  return [first!, second!];
}

/**
 * How far a motion is from d'Alembert's principle, for each of the two angles:
 * ∑ (m r̈ − F) · ∂r/∂θ + I φ̈ ∂φ/∂θ − τ ∂θ₂/∂θ over two rods of length 1,
 * in places and accelerations of their middles.
 */
function dAlembert(
  [theta1, theta2, dtheta1, dtheta2]: State,
  [ddtheta1, ddtheta2]: readonly [number, number],
  torque: number,
  { gravity, linkMass1, linkMass2, linkMoi }: Physics,
): [number, number] {
  type Vector = readonly [number, number];
  const add = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1]];
  const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1];
  // The end of an arm that hangs from the origin, and how it moves.
  const slope = (arm: number, angle: number): Vector => [
    arm * Math.cos(angle),
    arm * Math.sin(angle),
  ];
  const bend = (arm: number, angle: number, rate: number, change: number) => {
    const [x, y] = slope(arm, angle);
    return [x * change - y * rate ** 2, y * change + x * rate ** 2] as const;
  };
  const angle = theta1 + theta2;
  const rate = dtheta1 + dtheta2;
  const change = ddtheta1 + ddtheta2;
  const middle1 = bend(0.5, theta1, dtheta1, ddtheta1);
  const middle2 = add(
    bend(1, theta1, dtheta1, ddtheta1),
    bend(0.5, angle, rate, change),
  );
  const lack1 = middle1.map((a, i) => linkMass1 * (a + i * gravity)) as [
    number,
    number,
  ];
  const lack2 = middle2.map((a, i) => linkMass2 * (a + i * gravity)) as [
    number,
    number,
  ];
  const lower = slope(0.5, angle);
  return [
    dot(lack1, slope(0.5, theta1)) + linkMoi * ddtheta1 +
    dot(lack2, add(slope(1, theta1), lower)) + linkMoi * change,
    dot(lack2, lower) + linkMoi * change - torque,
  ];
}

Deno.test("acrobot() obeys d'Alembert's principle", () => {
  fc.assert(
    fc.property(physics, state, action, (p, s, a) => {
      const [first, second] = dAlembert(s, accelerations(s, a, p), a - 1, p);
      assertAlmostEquals(first, 0, 1e-5);
      assertAlmostEquals(second, 0, 1e-5);
    }),
    { numRuns: 300 },
  );
});

Deno.test("acrobot() of the paper lacks one term: the pull of the turning upper link on the lower one", () => {
  fc.assert(
    fc.property(physics, state, action, (p, s, a) => {
      const nips = { ...p, bookOrNips: "nips" as const };
      const [first, second] = dAlembert(s, accelerations(s, a, nips), a - 1, p);
      const pull = p.linkMass2 * 0.5 * s[2] ** 2 * Math.sin(s[1]);
      assertAlmostEquals(first, 0, 1e-5);
      assertAlmostEquals(second, pull, 1e-5);
    }),
    { numRuns: 300 },
  );
});

/** Kinetic and potential energy of the two links with the usual masses. */
function energyOf([theta1, theta2, dtheta1, dtheta2]: State): number {
  const rate = dtheta1 + dtheta2;
  const speed1 = 0.25 * dtheta1 ** 2;
  const speed2 = dtheta1 ** 2 + 0.25 * rate ** 2 +
    dtheta1 * rate * Math.cos(theta2);
  const height = -1.5 * Math.cos(theta1) - 0.5 * Math.cos(theta1 + theta2);
  return (speed1 + speed2 + dtheta1 ** 2 + rate ** 2) / 2 + 9.8 * height;
}

/** How much the energy changes in half a second without torque, in so many steps. */
function energyGained(start: State, steps: number): number {
  let state = start;
  for (let step = 0; step < steps; step++) {
    state = after(state, 1, { timeStep: 0.5 / steps });
  }
  return energyOf(state) - energyOf(start);
}

Deno.test("acrobot() keeps its energy while its motor rests, to the fourth order of a step", () => {
  const slow = evenNumber(-2, 2);
  const start = fc.tuple(turn, turn, slow, slow);
  fc.assert(
    fc.property(start, (s) => {
      const [coarse, fine] = [energyGained(s, 20), energyGained(s, 40)];
      assertLess(Math.abs(coarse), 1e-4);
      assertLess(Math.abs(fine), Math.max(1e-8, Math.abs(coarse) / 12));
    }),
    { numRuns: 100, seed: 1 },
  );
  const coarse = fc.sample(start, { numRuns: 100, seed: 1 })
    .map((s) => Math.abs(energyGained(s, 20)));
  assertGreater(coarse.filter((gained) => gained > 2e-7).length, 30);
});

/** States as fast as they can be, and faster than a step can bear. */
const wild = fc.tuple(
  evenNumber(-20, 20),
  evenNumber(-20, 20),
  evenNumber(-4 * Math.PI, 4 * Math.PI),
  evenNumber(-9 * Math.PI, 9 * Math.PI),
);

Deno.test("acrobot() keeps its angles within half a turn, and its speeds within 4π and 9π", () => {
  const tops = [4 * Math.PI, 9 * Math.PI];
  fc.assert(fc.property(wild, action, (s, a) => {
    const [theta1, theta2, ...rates] = after(s, a);
    assert(Math.abs(theta1) <= Math.PI + 1e-14, `${theta1}`);
    assert(Math.abs(theta2) <= Math.PI + 1e-14, `${theta2}`);
    rates.forEach((rate, i) => assert(Math.abs(rate) <= tops[i]!));
  }));
  const drawn = fc.sample(wild, { numRuns: 300, seed: 1 })
    .map((s) => after(s, 1));
  for (const i of [0, 1]) {
    const atTop = drawn.filter((s) => Math.abs(s[2 + i]!) === tops[i]);
    assertGreater(atTop.length, 5);
  }
});

Deno.test("acrobot() does not mind whole turns", () => {
  const turns = fc.integer({ min: -3, max: 3 });
  fc.assert(
    fc.property(state, turns, turns, action, (s, one, other, a) => {
      const whole = 2 * Math.PI;
      const found = after(
        [s[0] + one * whole, s[1] + other * whole, s[2], s[3]],
        a,
      );
      after(s, a).forEach((expected, i) => {
        const off = found[i]! - expected;
        const turned = i < 2 ? whole * Math.round(off / whole) : 0;
        assertAlmostEquals(off, turned, 1e-9);
      });
    }),
  );
  assert(after([1e300, -1e300, 0, 0], 1).every(Number.isFinite));
});

Deno.test("acrobot() is the same in a mirror", () => {
  fc.assert(fc.property(wild, action, (s, a) => {
    const [x, y, dx, dy] = s;
    const mirrored = after([-x, -y, -dx, -dy], 2 - a);
    after(s, a).forEach((number, i) => assert(mirrored[i]! + number === 0));
  }));
});

Deno.test("acrobot() ends where its lower end is higher than a link is long, and is drawn beyond the line there", () => {
  const { terminated, rendering, step } = acrobot();
  const at = (theta1: number, theta2: number) =>
    terminated(Float64Array.of(theta1, theta2, 0, 0));
  // Straight up from a level upper link, or both at 120° from hanging.
  assert(at(Math.PI / 2 + 1e-9, Math.PI / 2));
  assert(!at(Math.PI / 2 - 1e-9, Math.PI / 2));
  assert(at(2 * Math.PI / 3 + 1e-9, 0) && !at(2 * Math.PI / 3 - 1e-9, 0));
  assert(at(Math.PI, 0) && !at(0, Math.PI) && !at(Math.PI, Math.PI));
  fc.assert(fc.property(wild, action, (s, a) => {
    const state = Float64Array.from(s);
    const reward = step(state, a, RandomStream.from(0));
    assertEquals(reward, terminated(state) ? 0 : -1);
    const shapes = rendering!.scene!(state).shapes;
    const lines = shapes.filter((shape) => shape.kind === "line");
    const [line, , lower] = lines;
    const above = line!.from[1] + line!.width / 2 - lower!.to[1];
    if (Math.abs(above) > 1e-9) assertEquals(above > 0, terminated(state));
  }));
  const ends = fc.sample(wild, { numRuns: 300, seed: 1 })
    .filter((s) => terminated(Float64Array.from(after(s, 1)))).length;
  assert(ends > 30 && ends < 270);
});

Deno.test("acrobot() sees cosines, sines and velocities", () => {
  fc.assert(fc.property(state, ([theta1, theta2, ...rates]) => {
    const seen = new Float32Array(6);
    acrobot().observe(Float64Array.of(theta1, theta2, ...rates), seen);
    [theta1, theta2].forEach((theta, i) => {
      assertAlmostEquals(seen[2 * i]!, Math.cos(theta), 6e-8);
      assertAlmostEquals(seen[2 * i + 1]!, Math.sin(theta), 6e-8);
    });
    assertEquals([...seen.slice(4)], rates.map(Math.fround));
  }));
});

Deno.test("acrobot() adds chance to its torque if told to, evenly within its bounds", () => {
  const timeStep = 1e-6;
  const bend = (action: number, options: AcrobotOptions, seed: number) =>
    after([0, 0, 0, 0], action, options, RandomStream.from(seed))[3];
  // So small a step from rest is in proportion to the torque.
  const unit = bend(2, { timeStep }, 0);
  for (const action of [0, 1, 2]) {
    const noise = Array.from({ length: 500 }, (_, seed) => {
      const bent = bend(action, { timeStep, torqueNoiseMax: 0.3 }, seed);
      return bent / unit - (action - 1);
    });
    assertAlmostEquals(Math.min(...noise), -0.3, 0.003);
    assertAlmostEquals(Math.max(...noise), 0.3, 0.003);
    const mean = noise.reduce((a, b) => a + b) / noise.length;
    assertAlmostEquals(mean, 0, 4 * 0.3 / Math.sqrt(3 * 500));
  }
  const random = RandomStream.from(0);
  after([0, 0, 0, 0], 2, {}, random);
  assertEquals(random.state(), RandomStream.from(0).state());
});

Deno.test("acrobot() begins within ±0.1, or where it is told", () => {
  const starts = (options?: Record<string, unknown>) =>
    Array.from({ length: 500 }, (_, seed) => {
      const state = new Float64Array(4).fill(9);
      acrobot().initialize(state, RandomStream.from(seed), options);
      return [...state];
    }).flat();
  const usual = starts();
  assert(usual.every((x) => x >= -0.1 && x < 0.1));
  assert(Math.min(...usual) < -0.099 && Math.max(...usual) > 0.099);
  assert(starts({ low: 1, high: 2 }).every((x) => x >= 1 && x < 2));
  const reset = (options: Record<string, unknown>) => () =>
    make(acrobot()).reset({ options });
  assertThrows(reset({ low: 1 }), RangeError, "Cannot reset an acrobot");
  for (const name of ["low", "high"]) {
    assertThrows(reset({ [name]: Infinity }), RangeError, `'${name}' must be`);
  }
});

Deno.test("turning the lower link on the way it turns solves Acrobot-v1", () => {
  // Gymnasium's mean over 100 other seeds: −84.4, give or take 2.4.
  const mean = meanReturn("Acrobot-v1", (seen) => seen[5]! < 0 ? 0 : 2);
  assertAlmostEquals(mean, -85, 10);
  assertGreater(mean, describe("Acrobot-v1").rewardThreshold!);
});

Deno.test("acrobot() computes everything from its options, and refuses nonsense", () => {
  assertEquals(describe("Acrobot-v1", { bookOrNips: "nips" }).options, {
    bookOrNips: "nips",
    torqueNoiseMax: 0,
    gravity: 9.8,
    linkMass1: 1,
    linkMass2: 1,
    linkMoi: 1,
    timeStep: 0.2,
    maxEpisodeSteps: 500,
  });
  for (const name of ["linkMass1", "linkMass2", "linkMoi", "timeStep"]) {
    assertThrows(
      () => acrobot({ [name]: 0 }),
      RangeError,
      `Cannot describe an acrobot as '${name}' must be a finite number above 0: current value is 0`,
    );
  }
  assertThrows(() => acrobot({ gravity: NaN }), RangeError, "'gravity'");
  assertThrows(
    () => acrobot({ torqueNoiseMax: -1 }),
    RangeError,
    "'torqueNoiseMax' must be a finite number of at least 0",
  );
  assertThrows(
    () => acrobot({ bookOrNips: "article" as "book" }),
    RangeError,
    `must be one of "book", "nips"`,
  );
  assertThrows(
    () => acrobot({ mass: 1 } as AcrobotOptions),
    RangeError,
    "the option must be one of",
  );
});
