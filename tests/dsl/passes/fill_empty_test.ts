import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import fc from "fast-check";
import { Graph } from "../../../dsl/graph/graph.ts";
import {
  type GraphNode,
  type OperationKind,
  sizeOf,
} from "../../../dsl/graph/node.ts";
import * as op from "../../../dsl/graph/op.ts";
import {
  type Program,
  program,
  programNodes,
} from "../../../dsl/graph/program.ts";
import { fillEmpty, lostLeaves } from "../../../dsl/passes/fill_empty.ts";
import { optimize } from "../../../dsl/passes/optimize.ts";
import { emptyPrograms } from "../../arbitraries/empty.ts";
import { programs } from "../../arbitraries/graph.ts";
import { printed } from "../../arbitraries/sample.ts";
import { assertSameMeaning } from "../same_meaning.ts";
import { outputOf } from "./expression.ts";

const isEmpty = ({ shape }: GraphNode) => sizeOf(shape) === 0;

function touchesEmpty(node: GraphNode): boolean {
  return isEmpty(node) || node.inputs.some(isEmpty);
}

function isLeaf({ kind }: GraphNode): boolean {
  return kind === "placeholder" || kind === "variable";
}

Deno.test("sums of nothing are 0, products 1", () => {
  const graph = new Graph();
  const none = graph.placeholder("none", [0, 2]);
  const whole = graph.placeholder("whole", [0], { dtype: "int32" });
  const become = (output: GraphNode) =>
    outputOf(fillEmpty(program({ output })));
  assertEquals(become(op.sum(none, { axes: 0 })), "0,0");
  assertEquals(become(op.prod(none, { axes: 0 })), "1,1");
  assertEquals(become(op.prod(whole)), "1");
  assertEquals(become(op.matmul(none, none, { transposeA: true })), "0,0,0,0");
  assertEquals(become(op.pad(none, [[1, 0], [0, 1]])), "0,0,0");
  assertEquals(become(op.relu(none)), "");
});

Deno.test("a sum of no products is the bias, and the function of it", () => {
  const graph = new Graph();
  const none = graph.placeholder("none", [2, 0]);
  const product = op.matmul(none, graph.placeholder("other", [0, 3]));
  const bias = graph.placeholder("bias", [3]);
  const output = op.tanh(op.add(product, bias));
  const fused = optimize(program({ output }));
  assertEquals(fused.outputs.output!.kind, "fusedMatmul");
  assertEquals(
    outputOf(fillEmpty(fused)),
    "tanh(broadcastTo(bias) [2,3]) [2,3]",
  );
});

Deno.test("empty parts are not joined", () => {
  const graph = new Graph();
  const none = graph.placeholder("none", [2, 0]);
  const x = graph.placeholder("x", [2, 3]);
  const joined = (...parts: GraphNode[]) =>
    outputOf(fillEmpty(program({ output: op.concat(parts) })));
  assertEquals(joined(none, x, none), "x");
  assertEquals(joined(x, none, x), 'concat(x, x) {"axis":1} [2,6]');
});

Deno.test("rows of an empty table are zeros", () => {
  const graph = new Graph();
  const table = graph.placeholder("table", [0, 2]);
  const places = graph.placeholder("places", [2], { dtype: "int32" });
  const source = program({ output: op.gather(table, places) });
  const filled = fillEmpty(source);
  assertEquals(outputOf(filled), "0,0,0,0");
  const lost = lostLeaves(source, filled).map(({ name }) => name);
  assertEquals(lost.sort(), ["places", "table"]);
});

const FORMS: Readonly<Record<string, (source: Program) => Program>> = {
  "as written": (source) => source,
  "optimized": optimize,
};

for (const [form, prepare] of Object.entries(FORMS)) {
  Deno.test(`fillEmpty() keeps the meaning of programs ${form}`, () => {
    fc.assert(
      fc.property(emptyPrograms, ({ program, feeds }) => {
        const source = prepare(program);
        assertSameMeaning(fillEmpty(source), source, feeds);
      }),
      { numRuns: 300 },
    );
  });

  Deno.test(`fillEmpty() leaves no operation on nothing in programs ${form}`, () => {
    const kept: ReadonlySet<OperationKind> = new Set(
      ["constant", "placeholder", "variable", "assign"] as const,
    );
    fc.assert(fc.property(emptyPrograms, ({ program }) => {
      const filled = fillEmpty(prepare(program));
      for (const node of programNodes(filled)) {
        assert(kept.has(node.kind) || !touchesEmpty(node), printed(filled));
      }
      assertStrictEquals(fillEmpty(filled), filled);
    }));
  });
}

Deno.test("fillEmpty() answers a program without empty values itself", () => {
  fc.assert(fc.property(programs, ({ program }) => {
    assertStrictEquals(fillEmpty(program), program);
    assertEquals(lostLeaves(program, program), []);
  }));
});

Deno.test("what is not lost is still there, and the program stays as it is", () => {
  fc.assert(fc.property(emptyPrograms, ({ program }) => {
    const before = printed(program);
    const filled = fillEmpty(program);
    assertEquals(printed(program), before);
    const names = (nodes: readonly GraphNode[]) =>
      nodes.map(({ name, shape, dtype }) => `${name} ${dtype} [${shape}]`);
    const lost = lostLeaves(program, filled);
    const kept = programNodes(filled).filter(isLeaf);
    assertEquals(
      [...names(lost), ...names(kept)].sort(),
      names(programNodes(program).filter(isLeaf)).sort(),
    );
  }));
});

Deno.test("the programs tried have operations of each kind that make something of nothing", () => {
  const made = fc.sample(emptyPrograms, { numRuns: 600, seed: 1 })
    .flatMap(({ program }) =>
      [program, optimize(program)].flatMap(programNodes)
    )
    .filter((node) => !isEmpty(node) && node.inputs.some(isEmpty));
  const kinds = [...new Set(made.map(({ kind }) => kind))].sort();
  assertEquals(kinds, [
    "concat",
    "conv2d",
    "conv2dFilterGradient",
    "conv2dInputGradient",
    "fusedConv2d",
    "fusedMatmul",
    "matmul",
    "pad",
    "prod",
    "scatterAdd",
    "sum",
  ]);
});
