import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { MOVING_LOWERINGS } from "../../../../../dsl/backends/wasm/moving/lowerings.ts";
import { Graph } from "../../../../../dsl/graph/graph.ts";
import type { GraphNode } from "../../../../../dsl/graph/node.ts";
import * as op from "../../../../../dsl/graph/op.ts";
import { MOVING } from "../../../../arbitraries/operations/moving.ts";
import { interpret } from "../../../reference.ts";
import { typed } from "../../run_sample.ts";
import { loweredBy, stepsOf } from "../lowered.ts";
import { runEveryWay } from "../run_every_way.ts";

function answer(
  output: GraphNode,
  feeds: Readonly<Record<string, readonly number[]>>,
): number[] {
  const lowered = loweredBy(MOVING_LOWERINGS, output);
  const inputs = lowered.node.inputs.map(({ name, dtype }) =>
    typed(dtype, feeds[name]!)
  );
  return [...runEveryWay(lowered, inputs)];
}

Deno.test("each kind answers as worked by hand", () => {
  const graph = new Graph();
  const x = graph.placeholder("x", [2, 3], { dtype: "int32" });
  const places = graph.placeholder("places", [2], { dtype: "int32" });
  const sums = graph.placeholder("sums", [2, 1]);
  const feeds = { x: [1, 2, 3, 4, 5, 6], places: [1, 0], sums: [5, 7] };
  const examples: readonly (readonly [GraphNode, readonly number[]])[] = [
    [op.reshape(x, [3, 2]), [1, 2, 3, 4, 5, 6]],
    [op.transpose(x), [1, 4, 2, 5, 3, 6]],
    [op.slice(x, [0, 1], [2, 2]), [2, 3, 5, 6]],
    [op.concat([x, x]), [1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6]],
    [op.concat([x, x], { axis: 0 }), [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6]],
    [
      op.pad(x, [[1, 0], [0, 1]]),
      [0, 0, 0, 0, 1, 2, 3, 0, 4, 5, 6, 0],
    ],
    [op.gather(x, places), [4, 5, 6, 1, 2, 3]],
    [op.scatterAdd(sums, places, 3), [7, 5, 0]],
    [op.oneHot(places, 3), [0, 1, 0, 1, 0, 0]],
  ];
  for (const [output, expected] of examples) {
    assertEquals(answer(output, feeds), expected, output.kind);
  }
  const kinds = new Set<string>(examples.map(([{ kind }]) => kind));
  assertEquals(kinds, new Set(Object.keys(MOVING_LOWERINGS)));
});

for (const [kind, { any }] of Object.entries(MOVING)) {
  if (!(kind in MOVING_LOWERINGS)) continue;
  Deno.test(`${kind} means what the graph says`, () => {
    fc.assert(
      fc.property(any, ({ program, feeds }) => {
        const { output } = program.outputs;
        const { data } = interpret(program, { feeds }).outputs.output!;
        answer(output!, feeds).forEach((x, i) =>
          assertAlmostEquals(x, data[i]!, kind === "scatterAdd" ? 1e-4 : 0)
        );
      }),
      { numRuns: 60 },
    );
  });
}

Deno.test("an index that no row has answers zeros, adds nothing and is nowhere hot", () => {
  const graph = new Graph();
  const outside = [-1, 2, 3, 2 ** 31 - 1, -(2 ** 31), 1];
  const places = graph.placeholder("places", [6], { dtype: "int32" });
  const table = graph.placeholder("table", [2, 3]);
  const values = graph.placeholder("values", [6, 3]);
  const feeds = {
    places: outside,
    table: [1, 2, 3, 4, 5, 6],
    values: Array.from({ length: 18 }, (_, i) => i),
  };
  const none = new Array(15).fill(0);
  assertEquals(answer(op.gather(table, places), feeds), [...none, 4, 5, 6]);
  assertEquals(answer(op.scatterAdd(values, places, 2), feeds), [
    0,
    0,
    0,
    15,
    16,
    17,
  ]);
  assertEquals(answer(op.oneHot(places, 2), feeds), [
    ...new Array(11).fill(0),
    1,
  ]);
});

Deno.test("what stays in its place takes no step", () => {
  const graph = new Graph();
  const x = graph.placeholder("x", [4, 1, 3]);
  const stay = [
    op.reshape(x, [12]),
    op.transpose(x, [1, 0, 2]),
    op.slice(x, [0, 0, 0], [4, 1, 3]),
    op.pad(x, [[0, 0], [0, 0], [0, 0]]),
    op.concat([x]),
  ];
  for (const node of stay) {
    const lowered = loweredBy(MOVING_LOWERINGS, node);
    const { steps, values, result } = stepsOf(lowered);
    assertEquals(steps, []);
    assertEquals(result, { ...values[0]!, shape: node.shape });
  }
});
