import fc from "fast-check";
import { assertEquals } from "@std/assert";
import { isBlocked } from "../../../../../dsl/backends/wasm/products/blocking.ts";
import { PRODUCT_LOWERINGS } from "../../../../../dsl/backends/wasm/products/lowerings.ts";
import { panelsOf } from "../../../../../dsl/backends/wasm/products/tiling.ts";
import { FOLDING } from "../../../../arbitraries/operations/folding.ts";
import { interpret } from "../../../reference.ts";
import { assertAllNear } from "../../../same_meaning.ts";
import { loweredBy } from "../lowered.ts";
import { runEveryWay } from "../run_every_way.ts";
import { TARGETS } from "../targets.ts";
import {
  elementsOf,
  type Multiplication,
  multiplications,
  multiply,
  plainly,
  plainProduct,
} from "./products.ts";

const wholeNumber = (random: number) => Math.floor(7 * random) - 3;

/** The same, −0 being 0: a sum of nothing but zeros may be either. */
function withoutSignOfZero(numbers: Float32Array): Float32Array {
  return numbers.map((x) => x + 0);
}

Deno.test("[[1, 2], [3, 4]] · [[5, 6], [7, 8]] + [1, −40]", () => {
  const both = { transposeA: false, transposeB: false };
  const square = { matrices: 1, rows: 2, inner: 2, columns: 2, ...both };
  const elements = {
    a: Float32Array.of(1, 2, 3, 4),
    b: Float32Array.of(5, 6, 7, 8),
    bias: Float32Array.of(1, -40),
  };
  const answers = (more: Partial<Multiplication>) => [
    ...multiply({ ...square, ...more }, elements),
  ];
  assertEquals(answers({}), [19, 22, 43, 50]);
  assertEquals(answers({ transposeA: true }), [26, 30, 38, 44]);
  assertEquals(answers({ transposeB: true }), [17, 23, 39, 53]);
  assertEquals(answers({ transposeA: true, transposeB: true }), [
    23,
    31,
    34,
    46,
  ]);
  assertEquals(answers({ activation: "linear" }), [20, -18, 44, 10]);
  assertEquals(answers({ activation: "relu" }), [20, 0, 44, 10]);
});

for (const kind of ["matmul", "fusedMatmul"] as const) {
  Deno.test(`${kind} means what the interpreter means`, () => {
    fc.assert(
      fc.property(
        FOLDING[kind].any,
        fc.constantFrom(...TARGETS),
        ({ program, feeds }, target) => {
          const { outputs } = interpret(program, { feeds });
          const node = program.outputs.output!;
          const inputs = node.inputs.map(({ name }) =>
            Float32Array.from(feeds[name]!)
          );
          const lowered = loweredBy(PRODUCT_LOWERINGS, node);
          const actual = runEveryWay(lowered, inputs, target);
          assertAllNear(actual, outputs.output!.data, 1e-5, kind);
        },
      ),
      { numRuns: 100 },
    );
  });
}

Deno.test("sums of whole numbers are exact, however the rows are divided", () => {
  fc.assert(
    fc.property(
      multiplications,
      fc.integer(),
      fc.constantFrom(...TARGETS),
      (multiplication, seed, target) => {
        const elements = elementsOf(multiplication, seed, wholeNumber);
        assertEquals(
          withoutSignOfZero(multiply(multiplication, elements, target)),
          withoutSignOfZero(plainProduct(multiplication, elements)),
        );
      },
    ),
    { numRuns: 150 },
  );
});

Deno.test("the bits do not depend on how the rows are divided", () => {
  fc.assert(
    fc.property(
      multiplications,
      fc.integer(),
      fc.constantFrom(...TARGETS),
      (multiplication, seed, target) => {
        const elements = elementsOf(multiplication, seed, (x) => x - 0.5);
        const found = multiply(multiplication, elements, target);
        const expected = plainProduct(multiplication, elements);
        assertAllNear(found, expected, 1e-5, "product");
      },
    ),
    { numRuns: 50 },
  );
});

/** Checks a product in every way in which it may stand in memory and be computed. */
function assertMultiplies(sizes: readonly number[]): void {
  const [rows, inner, columns] = sizes as [number, number, number];
  const flags = [false, true];
  for (const transposeA of flags) {
    for (const transposeB of flags) {
      for (const isFused of flags) {
        const swaps = { transposeA, transposeB };
        const multiplication: Multiplication = {
          ...{ matrices: 1, rows, inner, columns, ...swaps },
          ...(isFused && { activation: "relu" }),
        };
        const whole = elementsOf(multiplication, 7, wholeNumber);
        const real = elementsOf(multiplication, 8, (x) => x - 0.5);
        for (const target of TARGETS) {
          assertEquals(
            withoutSignOfZero(multiply(multiplication, whole, target)),
            withoutSignOfZero(plainProduct(multiplication, whole)),
          );
          const found = multiply(multiplication, real, target);
          const expected = plainProduct(multiplication, real);
          assertAllNear(found, expected, 1e-5, "product");
        }
      }
    }
  }
}

Deno.test("large factors are gone through block by block", () => {
  // Few rows and many; terms, columns, tiles and blocks that end in the middle of a vector.
  for (const sizes of [[1, 403, 90], [3, 260, 129], [13, 403, 83]]) {
    const [rows, inner, columns] = sizes as [number, number, number];
    assertEquals(isBlocked(plainly(rows, inner, columns)), true);
    assertMultiplies(sizes);
  }
});

Deno.test("long rows and columns are multiplied, too", () => {
  for (
    const sizes of [[150, 18, 9], [3, 1001, 2], [5, 513, 1], [200, 300, 6]]
  ) {
    assertMultiplies(sizes);
  }
});

Deno.test("NaN and infinity reach every sum that they belong to", () => {
  const special = [NaN, Infinity, -Infinity, 0, 0, 1, -1, 2];
  const element = (random: number) => {
    const place = Math.floor(40 * random);
    return special[place] ?? place % 3;
  };
  fc.assert(
    fc.property(
      multiplications,
      fc.integer(),
      fc.constantFrom(...TARGETS),
      (multiplication, seed, target) => {
        const elements = elementsOf(multiplication, seed, element);
        assertEquals(
          withoutSignOfZero(multiply(multiplication, elements, target)),
          withoutSignOfZero(plainProduct(multiplication, elements)),
        );
      },
    ),
    { numRuns: 100 },
  );
});

Deno.test("the products of these tests reach tiles of every height and width", () => {
  const heights = new Set<number>();
  const widths = new Set<number>();
  for (const each of fc.sample(multiplications, { numRuns: 1000, seed: 1 })) {
    const { rows, inner, columns, transposeA } = each;
    const product = { ...plainly(rows, inner, columns), transposeA };
    for (const { relaxed } of TARGETS) {
      for (const { height, vectors } of panelsOf(product, relaxed)) {
        heights.add(height);
        widths.add(vectors.length);
      }
    }
  }
  assertEquals([...heights].sort(), [1, 2, 3, 4, 5, 6, 7, 8]);
  assertEquals([...widths].sort(), [1, 2, 3, 4, 5, 6, 7, 8]);
});
