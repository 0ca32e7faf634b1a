import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { MOVING_LOWERINGS } from "../../../../../dsl/backends/wasm/moving/lowerings.ts";
import { Graph } from "../../../../../dsl/graph/graph.ts";
import type { NodeOf } from "../../../../../dsl/graph/node.ts";
import * as op from "../../../../../dsl/graph/op.ts";
import { runEveryWay } from "../run_every_way.ts";

function hot(indices: readonly number[], depth: number): number[] {
  const graph = new Graph();
  const places = graph.placeholder("places", [indices.length], {
    dtype: "int32",
  });
  const node = op.oneHot(places, depth) as NodeOf<"oneHot">;
  const lowering = MOVING_LOWERINGS.oneHot;
  const inputs = [Int32Array.from(indices)];
  return [...runEveryWay({ lowering, node }, inputs)];
}

Deno.test("one of three is 1", () => {
  assertEquals(hot([2, 0], 3), [0, 0, 1, 1, 0, 0]);
});

Deno.test("each row is 1 where its index says, and 0 elsewhere", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -2, max: 30 }), {
        minLength: 1,
        maxLength: 20,
      }),
      fc.integer({ min: 1, max: 29 }),
      (indices, depth) => {
        const expected = indices.flatMap((index) =>
          Array.from({ length: depth }, (_, i) => Number(i === index))
        );
        assertEquals(hot(indices, depth), expected);
      },
    ),
    { numRuns: 80 },
  );
});
