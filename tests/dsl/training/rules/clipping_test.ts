import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { Graph } from "../../../../dsl/graph/graph.ts";
import {
  type NestedNumbers,
  readNested,
} from "../../../../core/nested_numbers.ts";
import { program } from "../../../../dsl/graph/program.ts";
import {
  clipByGlobalNorm,
  clipByNorm,
} from "../../../../dsl/training/rules/clip_by_norm.ts";
import { clipByValue } from "../../../../dsl/training/rules/clip_by_value.ts";
import { RuleBuilder } from "../../../../dsl/training/rules/rule_builder.ts";
import {
  buildRule,
  type UpdateRule,
} from "../../../../dsl/training/rules/update_rule.ts";
import fixture from "../../../fixtures/torch/clipping.json" with {
  type: "json",
};
import { distance, MACHINES, openReference } from "../machine.ts";

/** The gradients as a rule leaves them. */
async function clip(
  rule: UpdateRule,
  gradients: readonly NestedNumbers[],
  open = openReference,
): Promise<number[][]> {
  const graph = new Graph();
  const updates = gradients.map((values, i) => ({
    parameter: graph.variable(`theta_${i}`, values),
    update: graph.constant(values),
  }));
  const clipped = buildRule(rule, updates, new RuleBuilder(graph, "rule"));
  using machine = await open(program(Object.fromEntries(clipped.entries())));
  const answer = await machine.run({});
  return clipped.map((_, i) => Array.from(answer[i]!));
}

const SAME: readonly (readonly [string, string, UpdateRule])[] = [
  // PyTorch adds 1e-6 to the norm, which single precision cannot see here.
  ["clip_by_norm_1.0_2.0", "clipped", clipByGlobalNorm(1)],
  ["clip_by_norm_100.0_2.0", "clipped", clipByGlobalNorm(100)],
  ["clip_by_norm_0.5_2.0", "clipped", clipByGlobalNorm(0.5)],
  ["tf_clip_1.0", "clip_by_global_norm", clipByGlobalNorm(1)],
  ["tf_clip_1.0", "clip_by_norm_each", clipByNorm(1)],
  ["tf_clip_50.0", "clip_by_global_norm", clipByGlobalNorm(50)],
  ["tf_clip_50.0", "clip_by_norm_each", clipByNorm(50)],
  ["clip_by_value", "clipped", clipByValue(0.75)],
];

for (const [name, output, rule] of SAME) {
  for (const { name: machine, open, exact } of MACHINES) {
    Deno.test(`${rule.kind} on ${machine} agrees with ${name} (${output})`, async () => {
      const { outputs } = fixture.cases.find((each) => each.name === name)!;
      const recorded = (outputs as unknown as Readonly<
        Record<string, readonly NestedNumbers[]>
      >)[output]!;
      const wish = recorded.flatMap((
        gradient,
      ) => [...readNested(gradient).data]);
      const own = (await clip(rule, fixture.gradients, open)).flat();
      const torch = name.startsWith("clip_by_norm");
      const tolerance = exact && !torch
        ? { rtol: 1e-9, atol: 1e-10 }
        : { rtol: 1e-6, atol: 1e-7 };
      const far = distance(own, wish, tolerance);
      assert(far <= 1, `off by ${far} tolerances`);
    });
  }
}

Deno.test("every recorded case is compared", () => {
  assertEquals(
    new Set(fixture.cases.map(({ name }) => name)),
    new Set(SAME.map(([name]) => name)),
  );
});

// Eighths, as doubles of fast-check crowd around 0.
const number = fc.integer({ min: -80, max: 80 }).map((n) => n / 8);
const gradients = fc.array(fc.array(number, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 3,
});
const limit = fc.integer({ min: 1, max: 200 }).map((n) => n / 8);
const norm = (values: readonly number[]) => Math.hypot(...values);

/** What each rule looks at as one vector. */
const PARTS: readonly (readonly [
  (limit: number) => UpdateRule,
  (rows: number[][]) => number[][],
])[] = [
  [clipByValue, (rows) => rows.flat().map((x) => [x])],
  [clipByNorm, (rows) => rows],
  [clipByGlobalNorm, (rows) => [rows.flat()]],
];

for (const [describe, parts] of PARTS) {
  Deno.test(`${describe(1).kind} shortens what is too long to the limit, keeps its direction, and leaves the rest`, async () => {
    const reached = { short: 0, long: 0 };
    await fc.assert(
      fc.asyncProperty(gradients, limit, async (rows, limit) => {
        const before = parts(rows);
        const after = parts(await clip(describe(limit), rows));
        for (const [i, vector] of before.entries()) {
          const long = norm(vector) > limit;
          reached[long ? "long" : "short"]++;
          const factor = long ? limit / norm(vector) : 1;
          const wish = vector.map((x) => x * factor);
          assert(distance(after[i]!, wish, { rtol: 1e-9, atol: 1e-12 }) <= 1);
        }
      }),
      { numRuns: 100 },
    );
    assert(reached.short > 5 && reached.long > 5, JSON.stringify(reached));
  });
}

Deno.test("clipping twice is clipping once", async () => {
  const rule = fc.constantFrom(clipByValue, clipByNorm, clipByGlobalNorm);
  await fc.assert(
    fc.asyncProperty(gradients, limit, rule, async (rows, limit, describe) => {
      const once = await clip(describe(limit), rows);
      const twice = await clip(
        describe(limit),
        once.map((row) => row.map(Math.fround)),
      );
      assert(
        distance(twice.flat(), once.flat(), { rtol: 1e-6, atol: 1e-7 }) <= 1,
      );
    }),
    { numRuns: 40 },
  );
});

Deno.test("a limit of 0 is refused", () => {
  for (const describe of [clipByValue, clipByNorm, clipByGlobalNorm]) {
    assertThrows(
      () => describe(0),
      RangeError,
      "'limit' must be a finite number above 0: current value is 0",
    );
  }
});
