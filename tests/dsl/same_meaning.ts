import { assert, assertEquals } from "@std/assert";
import type { Program } from "../../dsl/graph/program.ts";
import type { Numbers } from "./central_differences.ts";
import { interpret, type Outcome } from "./reference.ts";

/** Arrays of numbers agree; NaN agrees with NaN. */
export function assertAllNear(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  what: string,
): void {
  assertEquals(actual.length, expected.length, `length of ${what}`);
  for (let i = 0; i < expected.length; i++) {
    const [found, wanted] = [actual[i]!, expected[i]!];
    const near = Object.is(found, wanted) ||
      Math.abs(found - wanted) <= tolerance * (1 + Math.abs(wanted));
    assert(near, `${what}[${i}] is ${found}, expected ${wanted}`);
  }
}

function assertSameOutcome(actual: Outcome, expected: Outcome): void {
  assertEquals(Object.keys(actual.outputs), Object.keys(expected.outputs));
  for (
    const [name, { shape, dtype, data }] of Object.entries(expected.outputs)
  ) {
    const found = actual.outputs[name]!;
    assertEquals([found.dtype, ...found.shape], [dtype, ...shape], name);
    assertAllNear(found.data, data, 1e-6, name);
  }
  assertEquals(
    Object.keys(actual.variables).sort(),
    Object.keys(expected.variables).sort(),
  );
  for (const [name, values] of Object.entries(expected.variables)) {
    assertAllNear(actual.variables[name]!, values, 1e-6, name);
  }
}

/** Two programs answer and store the same, if constants may be rounded once. */
export function assertSameMeaning(
  actual: Program,
  expected: Program,
  feeds: Numbers,
): void {
  assertSameOutcome(
    interpret(actual, { feeds }),
    interpret(expected, { feeds }),
  );
}
