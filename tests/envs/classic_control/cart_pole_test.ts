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
  cartPole,
  type CartPoleOptions,
} from "../../../envs/classic_control/cart_pole.ts";
import { describe } from "../../../envs/describe.ts";
import { make, makeVector } from "../../../envs/make.ts";
import { replayTrajectories } from "./replay_trajectories.ts";

const random = RandomStream.from(0);

/** The states that actions lead through. */
function* replay(options: CartPoleOptions, start: number[], actions: string) {
  const { step, terminated } = cartPole(options);
  const state = Float64Array.from(start);
  for (const action of actions) {
    const reward = step(state, Number(action), random);
    yield { state, reward, terminated: terminated(state) };
  }
}

Deno.test("cartPole() makes the book's transition", () => {
  const start = [-0.03799846, -0.03288115, 0.02337094, 0.00720711];
  const [next] = replay({}, start, "1");
  const { state, reward, terminated } = next!;
  const expected = [-0.03865608, 0.16189797, 0.02351508, -0.27801135];
  expected.forEach((x, i) => assertAlmostEquals(state[i]!, x, 5e-9));
  assertEquals(reward, 1);
  assertEquals(terminated, false);
});

Deno.test("cartPole() replays Gymnasium's trajectories, from their beginning and from each of their states", () => {
  const tolerance = { single: 1e-15, whole: () => 1e-12 };
  assertEquals(replayTrajectories("cart_pole", tolerance), 1591);
});

const small = fc.double({ min: -2, max: 2, noNaN: true });
const state = fc.tuple(small, small, small, small);
const amount = fc.double({ min: 0.1, max: 5, noNaN: true });
const physics = fc.record({
  gravity: amount,
  cartMass: amount,
  poleMass: amount,
  poleHalfLength: amount,
  pushForce: amount,
  timeStep: fc.double({ min: 0.01, max: 0.1, noNaN: true }),
  integrator: fc.constantFrom("euler" as const, "semi-implicit euler" as const),
}, { noNullPrototype: true });

Deno.test("cartPole() obeys Newton: the push moves both masses, and gravity turns the pole", () => {
  fc.assert(
    fc.property(physics, state, fc.constantFrom("0", "1"), (p, s, a) => {
      const [x, dx, theta, dtheta] = s;
      const [found] = replay(p, s, a);
      const next = found!.state;
      const ddx = (next[1]! - dx) / p.timeStep;
      const ddtheta = (next[3]! - dtheta) / p.timeStep;
      const moment = p.poleMass * p.poleHalfLength;
      const push = (p.cartMass + p.poleMass) * ddx +
        moment * (ddtheta * Math.cos(theta) - dtheta ** 2 * Math.sin(theta));
      assertAlmostEquals(push, a === "1" ? p.pushForce : -p.pushForce, 1e-6);
      const turn = 4 / 3 * p.poleHalfLength * ddtheta + ddx * Math.cos(theta);
      assertAlmostEquals(turn, p.gravity * Math.sin(theta), 1e-6);

      const after = p.integrator === "semi-implicit euler";
      assertAlmostEquals(
        next[0]!,
        x + p.timeStep * (after ? next[1]! : dx),
        1e-12,
      );
      assertAlmostEquals(
        next[2]!,
        theta + p.timeStep * (after ? next[3]! : dtheta),
        1e-12,
      );
    }),
  );
});

Deno.test("cartPole() is the same in a mirror", () => {
  fc.assert(fc.property(physics, state, (p, s) => {
    const [right] = replay(p, s, "1");
    const [left] = replay(p, s.map((number) => -number), "0");
    right!.state.forEach((number, i) => assertEquals(left!.state[i], -number));
    assertEquals(left!.terminated, right!.terminated);
  }));
});

Deno.test("cartPole() ends beyond 12° and beyond 2.4 m, and not before", () => {
  const { terminated } = cartPole();
  const at = (x: number, degrees: number) =>
    terminated(Float64Array.of(x, 0, degrees * Math.PI / 180, 0));
  assert(!at(0, 0) && !at(2.4, 11.999) && !at(-2.4, -11.999));
  assert(at(0, 12.001) && at(0, -12.001) && at(2.401, 0) && at(-2.401, 0));
});

Deno.test("cartPole() begins within ±0.05, or where it is told", () => {
  const starts = (options?: { low: number; high: number }) =>
    Array.from({ length: 500 }, (_, seed) => {
      const state = new Float64Array(4);
      cartPole().initialize(state, RandomStream.from(seed), options);
      return [...state];
    }).flat();
  const usual = starts();
  assertLess(Math.max(...usual), 0.05);
  assertGreater(Math.min(...usual), -0.05);
  assertGreater(Math.max(...usual), 0.049);
  assertLess(Math.min(...usual), -0.049);
  assert(starts({ low: 0.1, high: 0.2 }).every((x) => x >= 0.1 && x < 0.2));
  assert(starts({ low: 1, high: 1 }).every((x) => x === 1));

  const reset = (options: Record<string, unknown>) => () =>
    make(cartPole()).reset({ options });
  assertThrows(reset({ low: 1 }), RangeError, "'low' must be at most 'high'");
  assertThrows(reset({ low: "1" }), TypeError, "'low' must be a finite number");
  assertThrows(reset({ left: 1 }), RangeError, 'must be one of "low", "high"');
});

/** The book's hard-coded policy: against the lean. */
const policy = (angle: number) => angle < 0 ? 0 : 1;

/** Mean, standard deviation, least and most of the returns. */
function summary(returns: number[]) {
  const mean = returns.reduce((a, b) => a + b) / returns.length;
  const variance = returns.reduce((sum, x) => sum + (x - mean) ** 2, 0) /
    returns.length;
  return {
    mean,
    sd: Math.sqrt(variance),
    min: Math.min(...returns),
    max: Math.max(...returns),
  };
}

/** What the book's 500 episodes say: 42.1, 9.1, 24, 68; and what 200 other seeds of 500 say about chance. */
function assertLikeTheBook(returns: number[]) {
  assertEquals(returns.length, 500);
  const { mean, sd, min, max } = summary(returns);
  assertAlmostEquals(mean, 42, 1.5);
  assert(sd > 7.5 && sd < 10, `sd ${sd}`);
  assert(min >= 23 && min <= 26, `min ${min}`);
  assert(max >= 58 && max < 80, `max ${max}`);
}

Deno.test("the book's hard-coded policy earns 42 on average, alone", () => {
  using env = make("CartPole-v1");
  const returns = Array.from({ length: 500 }, (_, seed) => {
    let { observation } = env.reset({ seed });
    let total = 0;
    for (let over = false; !over;) {
      const step = env.step(policy(observation[2]!));
      observation = step.observation;
      total += step.reward;
      over = step.terminated || step.truncated;
    }
    return total;
  });
  assertLikeTheBook(returns);
});

Deno.test("the book's hard-coded policy earns 42 on average, fifty at a time", () => {
  using envs = makeVector("CartPole-v1", 50, { seed: 1000 });
  envs.reset();
  const returns: number[][] = Array.from({ length: 50 }, () => []);
  while (returns.some((each) => each.length < 10)) {
    for (let i = 0; i < 50; i++) {
      envs.actions[i] = policy(envs.observations[4 * i + 2]!);
    }
    envs.step(envs.actions);
    for (let i = 0; i < 50; i++) {
      if (envs.terminated[i]) returns[i]!.push(envs.episodeReturns[i]!);
    }
  }
  // Ten each, lest the short ones count more.
  assertLikeTheBook(returns.flatMap((each) => each.slice(0, 10)));
});

Deno.test("cartPole() computes everything from its options, and refuses nonsense", () => {
  assertEquals(describe("CartPole-v1", { poleMass: 0.2 }).options, {
    gravity: 9.8,
    cartMass: 1,
    poleMass: 0.2,
    poleHalfLength: 0.5,
    pushForce: 10,
    timeStep: 0.02,
    integrator: "euler",
    suttonBartoReward: false,
    maxEpisodeSteps: 500,
  });
  assertThrows(
    () => cartPole({ cartMass: 0 }),
    RangeError,
    "Cannot describe a cart and its pole as 'cartMass' must be a finite number above 0: current value is 0",
  );
  assertThrows(
    () => cartPole({ poleMas: 1 } as CartPoleOptions),
    RangeError,
    "the option must be one of",
  );
  assertThrows(
    () => cartPole({ integrator: "rk4" as "euler" }),
    RangeError,
    `must be one of "euler", "semi-implicit euler"`,
  );
});
