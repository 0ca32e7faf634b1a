import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { MOVING_LOWERINGS } from "../../../../../dsl/backends/wasm/moving/lowerings.ts";
import { Graph } from "../../../../../dsl/graph/graph.ts";
import type { NodeOf } from "../../../../../dsl/graph/node.ts";
import * as op from "../../../../../dsl/graph/op.ts";
import { runEveryWay } from "../run_every_way.ts";

/** A table into whose rows values are added. */
interface Scatter {
  readonly rows: number;
  readonly width: number;
  readonly indices: readonly number[];
  readonly values: readonly number[];
}

function scattered({ rows, width, indices, values }: Scatter): number[] {
  const graph = new Graph();
  const given = graph.placeholder("values", [indices.length, width]);
  const places = graph.placeholder("places", [indices.length], {
    dtype: "int32",
  });
  const node = op.scatterAdd(given, places, rows) as NodeOf<"scatterAdd">;
  return [
    ...runEveryWay({ lowering: MOVING_LOWERINGS.scatterAdd, node }, [
      Float32Array.from(values),
      Int32Array.from(indices),
    ]),
  ];
}

Deno.test("values of one index add up, and rows without values are 0", () => {
  const sums = scattered({
    rows: 3,
    width: 2,
    indices: [2, 0, 2],
    values: [1, 2, 3, 4, 5, 6],
  });
  assertEquals(sums, [3, 4, 0, 0, 6, 8]);
});

const scatters: fc.Arbitrary<Scatter> = fc.record({
  rows: fc.integer({ min: 1, max: 6 }),
  width: fc.oneof(
    fc.integer({ min: 1, max: 40 }),
    fc.constantFrom(47, 48, 63, 65),
  ),
  indices: fc.array(fc.integer({ min: -2, max: 7 }), {
    minLength: 1,
    maxLength: 9,
  }),
}).chain(({ rows, width, indices }) => {
  const length = width * indices.length;
  return fc.array(fc.float({ min: -9, max: 9, noNaN: true }), {
    minLength: length,
    maxLength: length,
  }).map((values) => ({ rows, width, indices, values }));
});

Deno.test("each sum is taken in single precision in the order of the indices", () => {
  fc.assert(
    fc.property(scatters, (scatter) => {
      const { rows, width, indices, values } = scatter;
      const sums = new Float32Array(rows * width);
      indices.forEach((index, place) => {
        if (index < 0 || index >= rows) return;
        for (let i = 0; i < width; i++) {
          sums[index * width + i]! += values[place * width + i]!;
        }
      });
      assertEquals(scattered(scatter), [...sums]);
    }),
    { numRuns: 80 },
  );
});
