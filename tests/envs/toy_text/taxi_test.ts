import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { checkEnv } from "../../../envs/check_env.ts";
import { make } from "../../../envs/make.ts";
import { TOY_TEXT } from "../../../envs/toy_text/_registrations.ts";
import { taxi, type TaxiOptions } from "../../../envs/toy_text/taxi.ts";
import { mdpLaws } from "../finite_mdp/mdp_laws.ts";
import { scriptedStream } from "../finite_mdp/scripted_stream.ts";
import { startValue, valuesAfter } from "../finite_mdp/solve.ts";
import { assertAsRecorded, recordedOf } from "./recorded.ts";

mdpLaws(taxi({ isRainy: true, rainyProbability: 0.6 }));

/** Where things are in a state. */
const encode = (
  [row, column, passenger, destination]: readonly [
    number,
    number,
    number,
    number,
  ],
) => ((row * 5 + column) * 5 + passenger) * 4 + destination;

const IN_TAXI = 4;
const [DOWN, UP, RIGHT, LEFT, PICK_UP, DROP_OFF] = [0, 1, 2, 3, 4, 5] as const;

Deno.test("taxi() fetches a passenger at red and brings them to blue", () => {
  const { P } = taxi();
  let state = encode([1, 0, 0, 3]);
  let earned = 0;
  const way = [
    ...[UP, PICK_UP, DOWN, DOWN, RIGHT, RIGHT, RIGHT, DOWN, DOWN],
    DROP_OFF,
  ];
  let last;
  for (const action of way) {
    [last] = P[state]![action]!;
    assertEquals(last!.probability, 1);
    state = last!.nextState;
    earned += last!.reward;
  }
  assertEquals(state, encode([4, 3, 3, 3]));
  assertEquals([earned, last!.terminated], [20 - 9, true]);
});

Deno.test("taxi() has Gymnasium's tables, and goes its ways, in the rain and with fickle passengers", () => {
  let changes = 0;
  for (const recorded of recordedOf("Taxi-v4")) {
    const mdp = TOY_TEXT["Taxi-v4"].create(recorded.options);
    assertAsRecorded(mdp, recorded);
    for (const { start, states } of recorded.walks) {
      const wishes = [start, ...states].map((state) => state % 4);
      changes += wishes.filter((wish, i) => i > 0 && wish !== wishes[i - 1])
        .length;
    }
  }
  assertEquals(changes, 8);
});

Deno.test("taxi() costs a step for each square of the way, and is otherwise worth 20", () => {
  const cab = taxi();
  // The mean over all beginnings is known to be 7.93.
  assertAlmostEquals(startValue(cab, valuesAfter(cab, 30)), 7.93, 1e-9);
});

Deno.test("taxi(): letting the passenger in or out where it is wrong costs 10 and changes nothing", () => {
  const { P } = taxi({ isRainy: true });
  let wrong = 0;
  for (const [state, row] of P.entries()) {
    for (const action of [PICK_UP, DROP_OFF]) {
      assertEquals(row[action]!.length, 1);
      const { probability, nextState, reward } = row[action]![0]!;
      assertEquals(probability, 1);
      assertEquals(reward === -10, nextState === state);
      if (reward === -10) wrong++;
    }
  }
  // 1000 less: in at the stand where they wait (4 · 4), out at any stand (4 · 4).
  assertEquals(wrong, 1000 - 32);
});

Deno.test("taxi(): info.actionMask has what changes the state", () => {
  const cab = taxi();
  const state = new Float64Array(cab.stateSize);
  for (const number of cab.P.keys()) {
    state[0] = number;
    const mask = cab.inform!(state).actionMask as number[];
    assert(Object.isFrozen(mask));
    assertEquals(
      mask,
      cab.P[number]!.map(([only]) => Number(only!.nextState !== number)),
    );
  }
  const at = (number: number) => {
    state[0] = number;
    return cab.inform!(state).actionMask;
  };
  assertEquals(at(encode([0, 0, 0, 1])), [1, 0, 1, 0, 1, 0]);
  assertEquals(at(encode([3, 2, IN_TAXI, 1])), [1, 1, 0, 1, 0, 0]);
  assertEquals(at(encode([4, 3, IN_TAXI, 1])), [0, 1, 1, 0, 0, 1]);
});

Deno.test("taxi(): a fickle passenger changes their mind once, when the taxi has moved with them", () => {
  const cab = taxi({ ficklePassenger: true });
  const state = new Float64Array(cab.stateSize);
  // Begins at (0, 0) with the passenger there, to green; the passenger is fickle.
  const first = scriptedStream([0, 0.29, ...Array<number>(5).fill(0.5)]);
  cab.initialize(state, first.random);
  assertEquals(state[0], encode([0, 0, 0, 1]));
  const step = (action: number, random = first.random) => {
    cab.step(state, action, random);
    return state[0]!;
  };
  assertEquals(step(PICK_UP), encode([0, 0, IN_TAXI, 1]));
  assertEquals(step(UP), encode([0, 0, IN_TAXI, 1]), "it has not moved");
  assertEquals(step(DROP_OFF), encode([0, 0, 0, 1]));
  assertEquals(step(PICK_UP), encode([0, 0, IN_TAXI, 1]));
  // The others are red, yellow and blue: the last third is blue.
  const change = scriptedStream([0.5, 0.7]);
  assertEquals(step(DOWN, change.random), encode([1, 0, IN_TAXI, 3]));
  assertEquals(change.taken(), 2);
  const after = scriptedStream([0.5, 0.7]);
  assertEquals(step(DOWN, after.random), encode([2, 0, IN_TAXI, 3]));
  assertEquals(after.taken(), 1, "it is changed only once");
});

Deno.test("taxi(): as many passengers are fickle as it says, and go to each other stand as often", () => {
  const cab = taxi({ ficklePassenger: true, fickleProbability: 0.4 });
  const random = RandomStream.from(2);
  const state = new Float64Array(cab.stateSize);
  const counts = [0, 0, 0, 0];
  const episodes = 3000;
  for (let i = 0; i < episodes; i++) {
    cab.initialize(state, random);
    state[0] = encode([2, 2, IN_TAXI, 2]);
    cab.step(state, LEFT, random);
    counts[state[0]! % 4]!++;
  }
  const deviation = (p: number) => 4 * Math.sqrt(episodes * p * (1 - p));
  const often = 0.4 / 3;
  for (const stand of [0, 1, 3]) {
    assertAlmostEquals(counts[stand]!, episodes * often, deviation(often));
  }
  assertAlmostEquals(counts[2]!, episodes * 0.6, deviation(0.6));
});

Deno.test("taxi() remembers in its state whether the passenger is fickle", () => {
  const cab = taxi({ ficklePassenger: true, fickleProbability: 1 });
  checkEnv(cab, { steps: 60 });
});

Deno.test("taxi() can be read as text", () => {
  using env = make(taxi());
  const { observation } = env.reset({ seed: 3 });
  assertEquals(observation, encode([3, 0, 3, 1]));
  assertEquals(
    env.render("text"),
    [
      "+-------------------+",
      "| R     |         G |",
      "|       |           |",
      "|                   |",
      "|[ ]|       |       |",
      "| Y |       | B     |",
      "+-------------------+",
      "passenger in B, to G\n",
    ].join("\n"),
  );
});

Deno.test("taxi() refuses chances that are none, and options it does not have", () => {
  for (const name of ["rainyProbability", "fickleProbability"]) {
    assertThrows(
      () => taxi({ [name]: -0.1 }),
      RangeError,
      `'${name}' must be a finite number within [0, 1]`,
    );
  }
  assertThrows(
    () => taxi({ isRaining: true } as TaxiOptions),
    RangeError,
    "the option must be one of",
  );
});
