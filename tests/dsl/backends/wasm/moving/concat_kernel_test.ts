import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { MOVING_LOWERINGS } from "../../../../../dsl/backends/wasm/moving/lowerings.ts";
import { Graph } from "../../../../../dsl/graph/graph.ts";
import {
  type NodeOf,
  type Shape,
  sizeOf,
} from "../../../../../dsl/graph/node.ts";
import * as op from "../../../../../dsl/graph/op.ts";
import { valueOf } from "../../../reference.ts";
import { runEveryWay } from "../run_every_way.ts";

/** Joins parts of 1, 2, 3, …; answers what was made, and what should have been. */
function joined(
  parts: readonly Shape[],
  axis: number,
): readonly [readonly number[], readonly number[]] {
  const graph = new Graph();
  let next = 1;
  const values = parts.map((shape) =>
    Int32Array.from({ length: sizeOf(shape) }, () => next++)
  );
  const inputs = parts.map((shape, i) =>
    graph.constant(values[i]!, { shape, dtype: "int32" })
  );
  const node = op.concat(inputs, { axis }) as NodeOf<"concat">;
  const lowering = MOVING_LOWERINGS.concat;
  const found = runEveryWay({ lowering, node }, values);
  return [[...found], valueOf(node)];
}

Deno.test("two matrices are joined below and beside each other", () => {
  const parts = [[1, 2], [1, 2]];
  assertEquals(joined(parts, 0), [[1, 2, 3, 4], [1, 2, 3, 4]]);
  assertEquals(joined(parts, 1), [[1, 2, 3, 4], [1, 2, 3, 4]]);
  const [below] = joined([[2, 1], [2, 2]], 1);
  assertEquals(below, [1, 3, 4, 2, 5, 6]);
});

Deno.test("parts of any width and number are joined, along any axis", () => {
  const widths = fc.oneof(
    fc.integer({ min: 1, max: 20 }),
    fc.constantFrom(33, 64, 65, 66, 130),
  );
  fc.assert(
    fc.property(
      fc.array(widths, { minLength: 2, maxLength: 6 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 0, max: 2 }),
      (sizes, rows, others, axis) => {
        const whole = [rows, others, others];
        const parts = sizes.map((size) => whole.with(axis, size));
        const [found, expected] = joined(parts, axis);
        assertEquals(found, expected);
      },
    ),
    { numRuns: 80 },
  );
});

Deno.test("a value is joined to itself", () => {
  const graph = new Graph();
  const x = graph.placeholder("x", [2, 1], { dtype: "bool" });
  const node = op.concat([x, x, x]) as NodeOf<"concat">;
  const input = Uint8Array.of(1, 0);
  const lowering = MOVING_LOWERINGS.concat;
  const found = runEveryWay({ lowering, node }, [input, input, input]);
  assertEquals([...found], [1, 1, 1, 0, 0, 0]);
});
