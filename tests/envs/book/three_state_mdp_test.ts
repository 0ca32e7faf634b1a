import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import {
  threeStateMdp,
  type ThreeStateMdpOptions,
} from "../../../envs/book/three_state_mdp.ts";
import { make } from "../../../envs/make.ts";
import { mdpLaws } from "../finite_mdp/mdp_laws.ts";
import { actionValue, valuesAfter } from "../finite_mdp/solve.ts";

mdpLaws(threeStateMdp());

const { P } = threeStateMdp();

/** Q-value iteration, from the last values of all states, or from the newest. */
function qValues(discount: number, sweeps: number, newest: boolean) {
  let q = P.map((row) => row.map(({ length }) => length > 0 ? 0 : -Infinity));
  const valuesOf = () => q.map((row) => Math.max(...row));
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const before = valuesOf();
    q = newest ? q : q.map((row) => [...row]);
    for (const [state, row] of P.entries()) {
      for (const [action, outcomes] of row.entries()) {
        const values = newest ? valuesOf() : before;
        q[state]![action] = actionValue(outcomes, values, discount);
      }
    }
  }
  return q;
}

function assertTable(
  found: number[][],
  expected: number[][],
  tolerance: number,
) {
  for (const [state, row] of expected.entries()) {
    for (const [action, value] of row.entries()) {
      if (value === -Infinity) assertEquals(found[state]![action], value);
      else assertAlmostEquals(found[state]![action]!, value, tolerance);
    }
  }
}

const NO = -Infinity;

Deno.test("threeStateMdp() has the Q-values that the book prints", () => {
  // Printed after 100 sweeps that use the newest values.
  assertTable(
    qValues(0.95, 100, true),
    [
      [21.89498982, 20.80024033, 16.86353093],
      [1.11669335, NO, 1.17573546],
      [NO, 53.86946068, NO],
    ],
    5e-9,
  );
  assertTable(
    qValues(0.95, 100, false),
    [
      [21.88646117, 20.79149867, 16.854807],
      [1.10804034, NO, 1.16703135],
      [NO, 53.8607061, NO],
    ],
    5e-9,
  );
  const [[best]] = qValues(0.9, 1000, true) as [[number]];
  assertAlmostEquals(best, 700 / 37, 1e-9);
});

Deno.test("threeStateMdp(): the fire pays from a discount of 0.9476 on", () => {
  const advantage = (discount: number) => {
    const [, [stay, , fire]] = qValues(discount, 2000, true) as [
      number[],
      [number, number, number],
    ];
    return fire - stay;
  };
  assert(advantage(0.9476) < 0 && advantage(0.9477) > 0);
  assertAlmostEquals(advantage(0.95), 0.059, 5e-5);
  assertAlmostEquals(advantage(0.99), 1.01418201, 5e-8);
});

/** How likely each action is in each state: through the fire, around it, or anything. */
const always =
  (choices: readonly number[]) => (state: number, action: number) =>
    Number(choices[state] === action);
const POLICIES = {
  fire: always([0, 2, 1]),
  safe: always([0, 0, 1]),
  random: (state: number, action: number) =>
    P[state]![action]!.length === 0
      ? 0
      : 1 / threeStateMdp().possibleActions(state).length,
};

Deno.test("threeStateMdp(): what policies earn in 100 steps", () => {
  const earned = (policy: keyof typeof POLICIES, discount = 1, steps = 100) =>
    valuesAfter({ P }, steps, { policy: POLICIES[policy], discount });
  assertAlmostEquals(earned("fire")[0]!, 120.854068, 5e-7);
  assertAlmostEquals(earned("safe")[0]!, 23.333333, 5e-7);
  assertAlmostEquals(earned("random")[0]!, -24.519391, 5e-7);
  const values = earned("random", 0.95, 2000);
  [-5.313544, -21.728347, 28.616037].forEach((value, state) =>
    assertAlmostEquals(values[state]!, value, 5e-7)
  );
});

Deno.test("threeStateMdp() earns that when it is played", () => {
  using env = make(threeStateMdp());
  const returns = Array.from({ length: 1000 }, (_, seed) => {
    let { observation } = env.reset({ seed });
    let total = 0;
    for (let step = 0; step < 100; step++) {
      const result = env.step([0, 2, 1][observation]!);
      observation = result.observation;
      total += result.reward;
    }
    return total;
  });
  // A thousand returns with a standard deviation of 129.
  const mean = returns.reduce((a, b) => a + b) / 1000;
  assertAlmostEquals(mean, 120.854068, 4 * 129 / Math.sqrt(1000));
});

Deno.test("threeStateMdp() says which actions are possible, and refuses the others", () => {
  using env = make(threeStateMdp());
  assertEquals(env.reset({ seed: 1 }).info.actionMask, [1, 1, 1]);
  const { possibleActions } = env.description;
  assertEquals([0, 1, 2].map(possibleActions), [[0, 1, 2], [0, 2], [1]]);
  while (env.step(2).observation === 0);
  const before = JSON.stringify(env.snapshot());
  assertThrows(
    () => env.step(1),
    RangeError,
    "an action in state 1 must be one of 0, 2: current action is 1",
  );
  assertEquals(JSON.stringify(env.snapshot()), before);
  assertEquals(env.step(2).info.actionMask, [0, 1, 0]);
});

Deno.test("threeStateMdp() has no options", () => {
  assertThrows(
    () => threeStateMdp({ discount: 0.9 } as ThreeStateMdpOptions),
    RangeError,
    "the option must exist and there is none",
  );
});
