import fc from "fast-check";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import {
  type FiniteMdp,
  finiteMdp,
  type FiniteMdpDefinition,
} from "../../../envs/finite_mdp/finite_mdp.ts";
import type { Outcome } from "../../../envs/finite_mdp/transition_table.ts";
import { checkEnv } from "../../../envs/check_env.ts";
import { make } from "../../../envs/make.ts";
import { scriptedStream } from "./scripted_stream.ts";

/** Two states; in the first, action 0 is impossible. */
const crossing: FiniteMdpDefinition = {
  id: "Crossing-v0",
  P: [
    [[], [outcome(0.25, 0, -1), outcome(0.75, 1, 5, true)]],
    [[outcome(1, 1, 0, true)], [outcome(1, 0, 2)]],
  ],
  initialStateDistribution: [0.5, 0.5],
};

function outcome(
  probability: number,
  nextState: number,
  reward = 0,
  terminated = false,
): Outcome {
  return { probability, nextState, reward, terminated };
}

Deno.test("finiteMdp() takes the first outcome whose sum of chances exceeds a uniform number", () => {
  const { initialize, step, terminated, inform } = finiteMdp(crossing);
  const state = new Float64Array(3);
  const at = (number: number) => {
    const { random } = scriptedStream([0.1, number]);
    initialize(state, random);
    const reward = step(state, 1, random);
    return [state[0], reward, terminated(state), inform!(state).probability];
  };
  assertEquals(at(0), [0, -1, false, 0.25]);
  assertEquals(at(0.2499), [0, -1, false, 0.25]);
  assertEquals(at(0.25), [1, 5, true, 0.75]);
  assertEquals(at(1 - 2 ** -53), [1, 5, true, 0.75]);
});

Deno.test("finiteMdp() says what is possible, and refuses the rest before anything moves", () => {
  const mdp = finiteMdp(crossing);
  assertEquals([0, 1].map(mdp.possibleActions), [[1], [0, 1]]);
  const { random, taken } = scriptedStream([0.1]);
  const state = new Float64Array(3);
  mdp.initialize(state, random);
  assertEquals(mdp.inform!(state), { probability: 1, actionMask: [0, 1] });
  const before = [...state];
  assertThrows(
    () => mdp.step(state, 0, random),
    RangeError,
    "Cannot step Crossing-v0 as an action in state 0 must be one of 1: current action is 0",
  );
  assertEquals([...state], before);
  assertEquals(taken(), 1);
});

Deno.test("finiteMdp() never falls off the end, however chances are rounded", () => {
  const tenths = Array.from({ length: 10 }, (_, i) => outcome(0.1, i));
  const nowhere = outcome(0, 10);
  const stay = [outcome(1, 0)];
  const mdp = finiteMdp({
    id: "Tenths-v0",
    P: Array.from({ length: 11 }, () => [[...tenths, nowhere], stay]),
    initialStateDistribution: [...tenths.map(() => 0.1), 0],
  });
  const last = 1 - 2 ** -53;
  assert(tenths.reduce((sum) => sum + 0.1, 0) <= last, "rounded down");
  const { random } = scriptedStream([last, last, 0.95]);
  const state = new Float64Array(3);
  mdp.initialize(state, random);
  assertEquals(state[0], 9);
  mdp.step(state, 0, random);
  assertEquals([state[0], state[2]], [9, 0.1]);
});

/** Chances of up to four states, some of them none. */
const chances = (count: number) =>
  fc.array(fc.integer({ min: 0, max: 5 }), {
    minLength: count,
    maxLength: count,
  }).map((weights) => {
    const total = weights.reduce((a, b) => a + b);
    return total === 0
      ? weights.map((_, i) => Number(i === 0))
      : weights.map((weight) => weight / total);
  });

const row = (states: number) =>
  chances(states).chain((probabilities) =>
    fc.tuple(
      ...probabilities.map((probability, nextState) =>
        fc.record({
          probability: fc.constant(probability),
          nextState: fc.constant(nextState),
          reward: fc.integer({ min: -3, max: 3 }),
          terminated: fc.boolean(),
        }, { noNullPrototype: true })
      ),
    )
  );

const mdps: fc.Arbitrary<FiniteMdp> = fc.tuple(
  fc.integer({ min: 1, max: 4 }),
  fc.integer({ min: 1, max: 3 }),
).chain(([states, actions]) =>
  fc.record({
    id: fc.constant("Any-v0"),
    P: fc.array(
      fc.tuple(
        row(states),
        ...Array.from(
          { length: actions - 1 },
          () => fc.oneof(row(states), fc.constant([])),
        ),
      ),
      { minLength: states, maxLength: states },
    ),
    initialStateDistribution: chances(states),
  }, { noNullPrototype: true })
).map(finiteMdp);

Deno.test("finiteMdp() moves as its table says, read plainly", () => {
  const numbers = fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 2 });
  fc.assert(fc.property(mdps, numbers, (mdp, thousandths) => {
    const script = thousandths.map((number) => number / 1000);
    const { random } = scriptedStream(script);
    const state = new Float64Array(3);
    const seen = new Int32Array(1);
    mdp.initialize(state, random);
    let present = firstAbove(mdp.initialStateDistribution, script[0]!);
    assertEquals(state[0], present);
    for (const number of script.slice(1)) {
      const possible = mdp.possibleActions(present);
      const action = possible[Math.floor(number * possible.length)]!;
      const outcomes = mdp.P[present]![action]!;
      const expected = outcomes[
        firstAbove(outcomes.map((each) => each.probability), number)
      ]!;
      const reward = mdp.step(state, action, random);
      mdp.observe(state, seen);
      assertEquals({
        probability: mdp.inform!(state).probability,
        nextState: seen[0],
        reward,
        terminated: mdp.terminated(state),
      }, expected);
      present = expected.nextState;
    }
  }));

  /** The first place where the sum so far exceeds a number that is no sum. */
  function firstAbove(probabilities: readonly number[], number: number) {
    let sum = 0;
    return probabilities.findIndex((probability) =>
      (sum += probability) > number
    );
  }
});

Deno.test("finiteMdp() makes environments that pass checkEnv()", () => {
  fc.assert(
    fc.property(mdps, fc.nat(), (mdp, seed) => {
      checkEnv(mdp, { seed, steps: 20 });
    }),
    { numRuns: 20 },
  );
});

Deno.test("the MDPs drawn have impossible actions and ends", () => {
  const drawn = fc.sample(mdps, { numRuns: 100, seed: 1 });
  const rows = drawn.flatMap(({ P }) => P.flat());
  assert(rows.some((outcomes) => outcomes.length === 0));
  assert(rows.flat().some(({ terminated }) => terminated));
  assert(rows.flat().some(({ probability }) => probability === 0));
});

Deno.test("finiteMdp() copies what it is given", () => {
  const toss = [outcome(0.5, 0), outcome(0.5, 1)];
  const initialStateDistribution = [1, 0];
  const mdp = finiteMdp({
    id: "Coin-v0",
    P: [[toss], [toss]],
    initialStateDistribution,
  });
  assert(Object.isFrozen(mdp.P[0]) && Object.isFrozen(mdp.P[0]![0]));
  assert(Object.isFrozen(mdp.P[0]![0]![0]));
  toss.pop();
  initialStateDistribution[0] = 0;
  assertEquals(mdp.P[0]![0]!.length, 2);
  assertEquals(mdp.initialStateDistribution, [1, 0]);
});

Deno.test("finiteMdp() refuses what is no table, and says where", () => {
  const refused = (
    changes: Partial<FiniteMdpDefinition>,
    error: typeof RangeError | typeof TypeError,
    message: string,
  ) => {
    assertThrows(() => finiteMdp({ ...crossing, ...changes }), error, message);
  };
  const only = (...outcomes: Outcome[]) => ({ P: [[outcomes]] });
  const whole = { initialStateDistribution: [1] };
  refused({ P: [] }, TypeError, "'P' must be a list that is not empty");
  refused({ P: [[], []] }, TypeError, "'P[0]' must be a list");
  refused(
    { P: [crossing.P[0]!, [[outcome(1, 0)]]] },
    RangeError,
    "'P[1]' must have as many actions as 'P[0]', 2: current length is 1",
  );
  refused(
    { P: [crossing.P[0]!, [[], []]] },
    RangeError,
    "an action must be possible in state 1",
  );
  refused(
    only(outcome(0.5, 0), outcome(0.4, 0)),
    RangeError,
    "the probabilities of 'P[0][0]' must add up to 1: current sum is 0.9",
  );
  refused(
    only(outcome(1.5, 0), outcome(-0.5, 0)),
    RangeError,
    "'P[0][0][0].probability' must be a finite number within [0, 1]",
  );
  refused(
    only(outcome(1, 1)),
    RangeError,
    "'P[0][0][0].nextState' must be an integer within [0, 0]",
  );
  refused(
    { P: [[0]] as unknown as FiniteMdpDefinition["P"] },
    TypeError,
    "'P[0][0]' must be a list of outcomes: current value is 0",
  );
  refused(only(outcome(1, 0, NaN)), RangeError, "'P[0][0][0].reward'");
  refused(
    only({ ...outcome(1, 0), terminated: 0 as unknown as boolean }),
    TypeError,
    "'P[0][0][0].terminated' must be true or false",
  );
  refused(
    { initialStateDistribution: [1] },
    RangeError,
    "'initialStateDistribution' must be 2 long: current length is 1",
  );
  refused(
    { initialStateDistribution: [0.5, 0.6] },
    RangeError,
    "the probabilities of 'initialStateDistribution' must add up to 1",
  );
  assertEquals(
    finiteMdp({ ...crossing, ...only(outcome(1, 0)), ...whole }).P.length,
    1,
  );
  assertThrows(
    () => make(finiteMdp(crossing)).reset({ options: { state: 1 } }),
    RangeError,
    "Cannot reset Crossing-v0 as the option must exist and there is none",
  );
});

Deno.test("finiteMdp() tells nothing of masks where all is possible, or those it is given", () => {
  const coin = {
    id: "Coin-v0",
    P: [[[outcome(1, 0)], [outcome(1, 0)]]],
    initialStateDistribution: [1],
  };
  const info = (mdp: FiniteMdp) => {
    const state = new Float64Array(3);
    mdp.initialize(state, RandomStream.from(1));
    return mdp.inform!(state);
  };
  assertEquals(info(finiteMdp(coin)), { probability: 1 });
  assertEquals(
    info(finiteMdp({ ...coin, actionMasks: [[0, 1]] })).actionMask,
    [0, 1],
  );
});
