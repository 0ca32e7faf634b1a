import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import {
  type Group,
  groupNodes,
} from "../../../../../dsl/backends/wasm/elementwise/group.ts";
import { Graph } from "../../../../../dsl/graph/graph.ts";
import type { GraphNode } from "../../../../../dsl/graph/node.ts";
import * as op from "../../../../../dsl/graph/op.ts";
import { program, programNodes } from "../../../../../dsl/graph/program.ts";
import { optimize } from "../../../../../dsl/passes/optimize.ts";
import { programs } from "../../../../arbitraries/graph.ts";

const membersOf = (group: Group): readonly GraphNode[] =>
  group.kind === "loop" ? group.nodes : [group.node];

/** Kinds of each group that is more than a leaf. */
function kindsOf(roots: readonly GraphNode[]): string[][] {
  const effects = roots.filter(({ kind }) => kind === "assign");
  const outputs = roots.filter(({ kind }) => kind !== "assign");
  const source = program(Object.fromEntries(outputs.entries()), effects);
  return groupNodes(programNodes(source))
    .map((group) => membersOf(group).map(({ kind }) => kind))
    .filter(([kind]) =>
      !["placeholder", "variable", "constant"].includes(kind!)
    );
}

Deno.test("a chain of element-wise operations is one loop", () => {
  const x = new Graph().placeholder("x", [3]);
  assertEquals(kindsOf([op.exp(op.multiply(op.tanh(x), x))]), [
    ["tanh", "multiply", "exp"],
  ]);
});

Deno.test("a loop does not reach around what needs its own values", () => {
  const x = new Graph().placeholder("x", [3]);
  const y = op.exp(x);
  assertEquals(kindsOf([op.divide(y, op.sum(y))]), [
    ["exp"],
    ["sum"],
    ["divide"],
  ]);
});

Deno.test("what is needed late is computed late", () => {
  const x = new Graph().placeholder("x", [3, 3]);
  const product = op.matmul(x, x);
  // The mask needs only x, but joins the loop that takes it.
  assertEquals(kindsOf([op.select(op.greater(x, 0), product, x)]), [
    ["matmul"],
    ["greater", "select"],
  ]);
});

Deno.test("a variable is set as soon as nothing else needs it", () => {
  const graph = new Graph();
  const w = graph.variable("w", [[1, 2], [3, 4]]);
  const v = graph.variable("v", [[1, 2], [3, 4]]);
  const x = graph.placeholder("x", [2, 2]);
  const first = op.matmul(x, x);
  const effects = [op.assign(w, op.add(w, first))];
  const second = op.matmul(op.transpose(first), x);
  assertEquals(kindsOf([second, ...effects]), [
    ["matmul"],
    ["add"],
    ["assign"],
    ["transpose"],
    ["matmul"],
  ]);
  // Here another product still reads v.
  const reader = op.matmul(op.transpose(first), v);
  assertEquals(
    kindsOf([reader, op.assign(v, op.subtract(v, first))]),
    [
      ["matmul"],
      ["transpose"],
      ["matmul"],
      ["subtract"],
      ["assign"],
    ],
  );
});

Deno.test("groups hold every node once, in an order in which they can be computed", () => {
  let loops = 0;
  fc.assert(fc.property(programs, fc.boolean(), ({ program }, optimized) => {
    const nodes = programNodes(optimized ? optimize(program) : program);
    const groups = groupNodes(nodes);
    const computed = new Set<GraphNode>();
    for (const group of groups) {
      const members = membersOf(group);
      const [first] = members;
      for (const { shape } of members) assertEquals(shape, first!.shape);
      for (const { inputs } of members) {
        for (const input of inputs) {
          assert(computed.has(input) || members.includes(input));
        }
      }
      for (const member of members) {
        assert(!computed.has(member));
        computed.add(member);
      }
      if (members.length > 1) loops++;
    }
    assertEquals(computed.size, nodes.length);
  }));
  assert(loops > 50, `${loops}`);
});
