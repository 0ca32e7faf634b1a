import fc from "fast-check";
import { assertEquals } from "@std/assert";
import {
  ELEMENTWISE_COSTS,
  type ElementwiseNode,
  isElementwise,
} from "../../../../../dsl/backends/wasm/elementwise/elementwise_kind.ts";
import { lowerGroup } from "../../../../../dsl/backends/wasm/elementwise/lower_group.ts";
import type { Lowering } from "../../../../../dsl/backends/wasm/layout.ts";
import { Graph } from "../../../../../dsl/graph/graph.ts";
import {
  type Data,
  type GraphNode,
  sizeOf,
} from "../../../../../dsl/graph/node.ts";
import * as op from "../../../../../dsl/graph/op.ts";
import { operations } from "../../../../arbitraries/operation.ts";
import { interpret } from "../../../reference.ts";
import { assertAllNear } from "../../../same_meaning.ts";
import { program } from "../../../../../dsl/graph/program.ts";
import { typed } from "../../run_sample.ts";
import { type Division, runLowering } from "../run_lowering.ts";
import { TARGETS } from "../targets.ts";

/** A loop of one node. */
const asLoop: Lowering<ElementwiseNode["kind"]> = (node, inputs, to) => {
  const member = node as ElementwiseNode;
  const values = new Map(
    member.inputs.map((input: GraphNode, i) => [input, inputs[i]!]),
  );
  lowerGroup([member], values, () => true, to);
  return values.get(member)!;
};

function runNode(
  node: ElementwiseNode,
  inputs: readonly Data[],
  division?: Division,
): Data {
  return runLowering(asLoop, node as never, inputs, division);
}

const divisions = fc.record({
  rowsAtOnce: fc.integer({ min: 1, max: 5 }),
  backwards: fc.boolean(),
  target: fc.constantFrom(...TARGETS),
}, { noNullPrototype: true });

Deno.test("a loop stretches its operands, and leaves no element out", () => {
  const graph = new Graph();
  const row = graph.placeholder("row", [5]);
  const column = graph.placeholder("column", [3, 1]);
  const node = op.multiply(row, column) as ElementwiseNode;
  assertEquals(
    runNode(node, [
      Float32Array.of(1, 2, 3, 4, 5),
      Float32Array.of(1, 10, 100),
    ]),
    Float32Array.of(1, 2, 3, 4, 5, 10, 20, 30, 40, 50, 100, 200, 300, 400, 500),
  );
});

for (const [kind, { any }] of operations) {
  if (!(kind in ELEMENTWISE_COSTS)) continue;
  Deno.test(`a loop of ${kind} agrees with the interpreter, however its rows are divided`, () => {
    fc.assert(
      fc.property(any, divisions, ({ program, feeds }, division) => {
        const [node] = Object.values(program.outputs);
        if (!isElementwise(node!)) return;
        const leaves: readonly GraphNode[] = node.inputs;
        if (leaves.some((leaf) => leaf.kind !== "placeholder")) return;
        const inputs = leaves.map(({ name, dtype }) =>
          typed(dtype, feeds[name]!)
        );
        const [expected] = Object.values(interpret(program, { feeds }).outputs);
        const { target } = division;
        const whole = runNode(node, inputs, { target });
        assertAllNear(whole, expected!.data, 2e-6, kind);
        assertEquals(runNode(node, inputs, division), whole);
      }),
      { numRuns: 50 },
    );
  });
}

/** Shapes that stretch over each other in every way, up to four axes. */
const stretching = fc.array(fc.constantFrom(1, 2, 3, 5, 8), {
  minLength: 1,
  maxLength: 4,
}).chain((shape) =>
  fc.tuple(
    fc.constant(shape),
    fc.tuple(...shape.map((size) => fc.constantFrom(size, 1))),
    fc.nat(shape.length),
  )
).map(([shape, part, dropped]) => [shape, part.slice(dropped)] as const);

Deno.test("a loop reads stretched operands of any shape", () => {
  fc.assert(
    fc.property(
      stretching,
      fc.boolean(),
      divisions,
      ([shape, part], swapped, division) => {
        const graph = new Graph();
        const a = graph.placeholder("a", shape);
        const b = graph.placeholder("b", part);
        const node = swapped ? op.subtract(b, a) : op.subtract(a, b);
        const numbers = (size: number, step: number) =>
          Float32Array.from({ length: size }, (_, i) => i * step % 97);
        const feeds = {
          a: numbers(sizeOf(shape), 7),
          b: numbers(sizeOf(part), 13),
        };
        const { outputs } = interpret(program({ node }), { feeds });
        const inputs = swapped ? [feeds.b, feeds.a] : [feeds.a, feeds.b];
        assertEquals(
          [...runNode(node as ElementwiseNode, inputs, division)],
          [...outputs.node!.data],
        );
      },
    ),
    { numRuns: 300 },
  );
});
