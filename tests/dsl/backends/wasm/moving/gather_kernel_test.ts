import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { MOVING_LOWERINGS } from "../../../../../dsl/backends/wasm/moving/lowerings.ts";
import { Graph } from "../../../../../dsl/graph/graph.ts";
import type { NodeOf } from "../../../../../dsl/graph/node.ts";
import * as op from "../../../../../dsl/graph/op.ts";
import { runEveryWay } from "../run_every_way.ts";

/** Rows of the table 1, 2, 3, … at the indices. */
function gathered(
  rows: number,
  width: number,
  indices: readonly number[],
): number[] {
  const graph = new Graph();
  const table = graph.placeholder("table", [rows, width]);
  const places = graph.placeholder("places", [indices.length], {
    dtype: "int32",
  });
  const node = op.gather(table, places) as NodeOf<"gather">;
  const elements = Float32Array.from({ length: rows * width }, (_, i) => i + 1);
  return [
    ...runEveryWay({ lowering: MOVING_LOWERINGS.gather, node }, [
      elements,
      Int32Array.from(indices),
    ]),
  ];
}

Deno.test("rows are taken again and again, in the order of the indices", () => {
  assertEquals(gathered(3, 2, [2, 0, 2]), [5, 6, 1, 2, 5, 6]);
});

Deno.test("rows of any width are taken, zeros for indices outside", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(64, 65, 131)),
      fc.array(fc.integer({ min: -2, max: 7 }), { minLength: 1, maxLength: 9 }),
      (rows, width, indices) => {
        const expected = indices.flatMap((index) =>
          Array.from(
            { length: width },
            (_, i) => index < 0 || index >= rows ? 0 : index * width + i + 1,
          )
        );
        assertEquals(gathered(rows, width, indices), expected);
      },
    ),
    { numRuns: 80 },
  );
});
