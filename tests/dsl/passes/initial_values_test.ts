import fc from "fast-check";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { type Shape, sizeOf } from "../../../dsl/graph/node.ts";
import {
  constant,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  type Initializer,
  lecunNormal,
  lecunUniform,
  orthogonal,
} from "../../../dsl/layers/initializer.ts";
import { initialValues } from "../../../dsl/passes/initial_values.ts";
import fixture from "../../fixtures/torch/initialisation.json" with {
  type: "json",
};
import { initializers } from "../../arbitraries/initializer.ts";

const random = RandomStream.from(7);

Deno.test("initialValues() fills with a constant", () => {
  const values = initialValues(constant(1.5), [2, 2], random);
  assertEquals(values, Float32Array.of(1.5, 1.5, 1.5, 1.5));
});

/** Weights as here, [rows, columns, in, out], from torch's [out, in, rows, columns]. */
function shapeFromTorch([out, into, ...window]: readonly number[]): Shape {
  return [...window, into!, out!];
}

/** Many values of one weight, drawn again and again. */
function drawMany(initializer: Initializer, shape: Shape): number[] {
  const times = Math.ceil(40_000 / sizeOf(shape));
  return Array.from({ length: times }, (_, i) => [
    ...initialValues(initializer, shape, random.split(i)),
  ]).flat();
}

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, x) => sum + x) / values.length;

const deviationOf = (values: readonly number[]) =>
  Math.sqrt(meanOf(values.map((x) => x * x)));

const largestOf = (values: readonly number[]) =>
  values.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0);

const UNIFORM = [
  [glorotUniform(), "xavier_uniform_bound"],
  [heUniform(), "he_uniform_bound"],
  [lecunUniform(), "lecun_uniform_bound"],
] as const;

const NORMAL = [
  [glorotNormal(), "xavier_normal_std"],
  [heNormal(), "he_normal_std"],
  [lecunNormal(), "lecun_normal_std"],
] as const;

const [{ inputs: { shapes }, outputs }] = fixture.cases as [
  (typeof fixture.cases)[0],
];
const scalesOf = (shape: readonly number[]) =>
  (outputs as unknown as Record<string, Record<string, number>>)[
    shape.join("x")
  ]!;

for (const [initializer, bound] of UNIFORM) {
  Deno.test(`initialValues() draws ${initializer.kind} from torch's interval`, () => {
    for (const shape of shapes) {
      const limit = scalesOf(shape)[bound]!;
      const values = drawMany(initializer, shapeFromTorch(shape));
      assert(largestOf(values) <= Math.fround(limit));
      assert(largestOf(values) > 0.99 * limit);
      assertAlmostEquals(meanOf(values), 0, 0.02 * limit);
      // The uniform distribution over ±a has deviation a / √3.
      const deviation = limit / Math.sqrt(3);
      assertAlmostEquals(deviationOf(values), deviation, 0.02 * deviation);
    }
  });
}

for (const [initializer, std] of NORMAL) {
  Deno.test(`initialValues() draws ${initializer.kind} with torch's deviation, cut at two of the uncut`, () => {
    for (const shape of shapes) {
      const deviation = scalesOf(shape)[std]!;
      const values = drawMany(initializer, shapeFromTorch(shape));
      assertAlmostEquals(meanOf(values), 0, 0.02 * deviation);
      assertAlmostEquals(deviationOf(values), deviation, 0.02 * deviation);
      const limit = 2 * deviation / 0.87962566103423978;
      assert(largestOf(values) <= Math.fround(limit));
      assert(largestOf(values) > 0.98 * limit);
      // A normal distribution has 68.3 % within one deviation; cut at two, 71.5 %.
      const within = values.filter((x) => Math.abs(x) <= limit / 2).length;
      assertAlmostEquals(within / values.length, 0.6827 / 0.9545, 0.015);
    }
  });
}

Deno.test("initialValues() counts a vector's length as both fans", () => {
  const values = drawMany(glorotUniform(), [8]);
  const limit = Math.sqrt(6 / 16);
  assert(largestOf(values) <= limit && largestOf(values) > 0.99 * limit);
});

Deno.test("initialValues() draws orthogonal columns, or rows where those are fewer", () => {
  const sizes = fc.integer({ min: 1, max: 6 });
  const shapes = fc.array(sizes, { minLength: 2, maxLength: 4 });
  const gains = fc.double({ min: 0.5, max: 2, noNaN: true });
  const law = fc.property(shapes, gains, fc.nat(), (shape, gain, seed) => {
    const stream = RandomStream.from(seed);
    const values = initialValues(orthogonal({ gain }), shape, stream);
    const columns = shape.at(-1)!;
    const rows = values.length / columns;
    const at = (row: number, column: number) => values[row * columns + column]!;
    const [few, many] = [Math.min(rows, columns), Math.max(rows, columns)];
    const vector = (i: number) =>
      Array.from(
        { length: many },
        (_, j) => rows < columns ? at(i, j) : at(j, i),
      );
    // QᵀQ = gain² I
    for (let i = 0; i < few; i++) {
      for (let j = 0; j < few; j++) {
        const [a, b] = [vector(i), vector(j)];
        const product = a.reduce((sum, x, k) => sum + x * b[k]!, 0);
        assertAlmostEquals(product, i === j ? gain * gain : 0, 1e-5);
      }
    }
  });
  fc.assert(law);
});

Deno.test("initialValues() prefers no direction where columns are orthogonal", () => {
  const first = Array.from(
    { length: 4000 },
    (_, i) => initialValues(orthogonal(), [3, 3], random.split(`turn ${i}`)),
  );
  for (let place = 0; place < 9; place++) {
    const values = first.map((matrix) => matrix[place]!);
    // Each element of a random rotation has mean 0 and variance 1/3.
    assertAlmostEquals(meanOf(values), 0, 0.05);
    assertAlmostEquals(deviationOf(values), Math.sqrt(1 / 3), 0.03);
  }
});

Deno.test("initialValues() of the same stream are the same", () => {
  const shapes = fc.array(fc.integer({ min: 1, max: 5 }), {
    minLength: 2,
    maxLength: 4,
  });
  const law = fc.property(
    initializers,
    shapes,
    fc.nat(),
    (one, shape, seed) => {
      const draw = () => initialValues(one, shape, RandomStream.from(seed));
      assertEquals(draw(), draw());
      assertEquals(draw().length, sizeOf(shape));
      assert(draw().every(Number.isFinite));
    },
  );
  fc.assert(law);
});

Deno.test("initialValues() refuses orthogonal vectors", () => {
  assertThrows(
    () => initialValues(orthogonal(), [3], random),
    RangeError,
    "Cannot draw orthogonal values as there must be two or more axes: current shape is [3]",
  );
});
