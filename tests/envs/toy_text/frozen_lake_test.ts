import fc from "fast-check";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { TOY_TEXT } from "../../../envs/toy_text/_registrations.ts";
import {
  frozenLake,
  type FrozenLakeOptions,
  type FrozenLakeRewards,
} from "../../../envs/toy_text/frozen_lake.ts";
import { make } from "../../../envs/make.ts";
import { mdpLaws } from "../finite_mdp/mdp_laws.ts";
import { startValue, valuesAfter } from "../finite_mdp/solve.ts";
import { assertAsRecorded, recordedOf } from "./recorded.ts";

mdpLaws(frozenLake());

Deno.test("frozenLake() slips to both sides as often as it goes ahead", () => {
  const [left, ahead, right] = frozenLake().P[6]![1]!; // down, from (1, 2)
  assertEquals(left, {
    probability: 1 / 3 + 2 ** -54,
    nextState: 5,
    reward: 0,
    terminated: true,
  });
  assertEquals([ahead!.probability, ahead!.nextState], [1 / 3, 10]);
  assertEquals([right!.nextState, right!.terminated], [7, true]);
});

Deno.test("frozenLake() has Gymnasium's tables, and goes its ways", () => {
  for (const id of ["FrozenLake-v1", "FrozenLake8x8-v1"] as const) {
    for (const recorded of recordedOf(id)) {
      const mdp = TOY_TEXT[id].create(recorded.options);
      assertAsRecorded(mdp, recorded);
    }
  }
});

Deno.test("frozenLake() is solved as it is known to be", () => {
  const lake = frozenLake();
  // Without an end of time one gets across with a chance of 14/17.
  assertAlmostEquals(startValue(lake, valuesAfter(lake, 2000)), 14 / 17, 1e-9);
  const discounted = valuesAfter(lake, 2000, { discount: 0.99 });
  assertAlmostEquals(discounted[0]!, 0.54202593, 5e-9);
  // Within the time limits: what Gymnasium calls the optimum.
  assertAlmostEquals(valuesAfter(lake, 100)[0]!, 0.74, 0.005);
  const large = frozenLake({ mapName: "8x8" });
  assertAlmostEquals(valuesAfter(large, 200)[0]!, 0.91, 0.005);
});

const maps = fc.integer({ min: 1, max: 5 }).chain((columns) =>
  fc.array(
    fc.string({
      unit: fc.constantFrom("S", "F", "H", "G"),
      minLength: columns,
      maxLength: columns,
    }),
    { minLength: 1, maxLength: 5 },
  )
).filter((lines) => lines.join("").includes("S"));
const reward = fc.integer({ min: -9, max: 9 });

Deno.test("frozenLake() ends in holes and at goals, earns by letters, and moves by one square", () => {
  fc.assert(
    fc.property(
      maps,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.boolean(),
      fc.tuple(reward, reward, reward),
      (desc, successRate, isSlippery, rewardSchedule: FrozenLakeRewards) => {
        const options = { desc, successRate, isSlippery, rewardSchedule };
        const { P } = frozenLake(options);
        const [goal, hole, frozen] = rewardSchedule;
        const letters = desc.join("");
        const columns = desc[0]!.length;
        for (const [square, row] of P.entries()) {
          for (const outcomes of row) {
            const stays = "GH".includes(letters[square]!);
            assertEquals(outcomes.length, stays || !isSlippery ? 1 : 3);
            for (const { nextState, reward, terminated } of outcomes) {
              const letter = letters[nextState]!;
              assertEquals(terminated, "GH".includes(letter));
              const rows = Math.floor(nextState / columns) -
                Math.floor(square / columns);
              const sides = nextState % columns - square % columns;
              assert(Math.abs(rows) + Math.abs(sides) <= 1);
              if (stays) assertEquals([nextState, reward], [square, 0]);
              else if (letter === "G") assertEquals(reward, goal);
              else assertEquals(reward, letter === "H" ? hole : frozen);
            }
          }
        }
      },
    ),
    { numRuns: 50 },
  );
});

Deno.test("frozenLake() turns with its map", () => {
  // A quarter turn to the right: what was up is to the right.
  const desc = ["SFH", "FGF"];
  const turned = ["FS", "GF", "FH"];
  const squares = [1, 3, 5, 0, 2, 4]; // where each square of `desc` is then
  const options = { successRate: 0.7 };
  const before = frozenLake({ ...options, desc }).P;
  const after = frozenLake({ ...options, desc: turned }).P;
  const [left, down, right, up] = [0, 1, 2, 3];
  const headings = new Map([[left, up], [down, left], [right, down], [
    up,
    right,
  ]]);
  for (const [square, row] of before.entries()) {
    for (const [heading, outcomes] of row.entries()) {
      const moved = outcomes.map((outcome) => ({
        ...outcome,
        nextState: squares[outcome.nextState]!,
      }));
      assertEquals(after[squares[square]!]![headings.get(heading)!], moved);
    }
  }
});

Deno.test("frozenLake() draws a picture for each place, and marks it in text", () => {
  using env = make(frozenLake({ desc: ["SH", "FG"], isSlippery: false }));
  env.reset();
  assertEquals(env.render("text"), "[S] H \n F  G \n");
  const start = env.render("svg");
  env.step(2);
  assertEquals(env.render("text"), " S [H]\n F  G \n");
  assert(env.render("svg") !== start);
});

Deno.test("frozenLake() refuses maps, chances and rewards that are none", () => {
  const refused = (
    options: FrozenLakeOptions,
    error: ErrorConstructor,
    message: string,
  ) => assertThrows(() => frozenLake(options), error, message);
  refused({ desc: ["SF", "F"] }, SyntaxError, "as long as the first, 2");
  refused({ desc: ["SX"] }, SyntaxError, '"S", "F", "H", "G": current row 0');
  refused({ desc: ["FG"] }, SyntaxError, 'there must be a start, "S"');
  refused({ desc: [] }, TypeError, "a list of texts");
  refused({ mapName: "5x5" as "4x4" }, RangeError, '"4x4", "8x8"');
  refused({ successRate: 1.1 }, RangeError, "within [0, 1]");
  refused(
    { rewardSchedule: [1, 0] as unknown as FrozenLakeRewards },
    TypeError,
    "three numbers: goal, hole, frozen",
  );
  refused({ rewardSchedule: [1, NaN, 0] }, RangeError, "rewardSchedule[1]");
  assertThrows(
    () => frozenLake({ slippery: true } as FrozenLakeOptions),
    RangeError,
    "the option must be one of",
  );
});

Deno.test("frozenLake() keeps its own copy of the map", () => {
  const desc = ["SFG"];
  const lake = frozenLake({ desc });
  desc[0] = "SHG";
  assertEquals(lake.options.desc, ["SFG"]);
});

Deno.test("frozenLake() refuses a map that is no list of rows", () => {
  for (const desc of ["SFG", "", 5, true, {}]) {
    assertThrows(
      () => frozenLake({ desc: desc as unknown as string[] }),
      TypeError,
      "a map must be a list of texts",
    );
  }
});
