import fc from "fast-check";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { Graph } from "../../dsl/graph/graph.ts";
import type { NodeParts } from "../../dsl/graph/emit.ts";
import type { GraphNode, OperationKind } from "../../dsl/graph/node.ts";
import * as op from "../../dsl/graph/op.ts";
import { program, programNodes } from "../../dsl/graph/program.ts";
import { programs } from "../arbitraries/graph.ts";
import { operations } from "../arbitraries/operation.ts";
import { interpret, valueOf } from "./reference.ts";

for (const [kind, flavours] of operations) {
  Deno.test(`${kind} has the shape and the type that its node says`, () => {
    for (const samples of Object.values(flavours) as [typeof flavours.any]) {
      fc.assert(fc.property(samples, ({ program, feeds }) => {
        assertEquals(program.outputs.output!.kind, kind);
        // The interpreter works shapes out from values, and throws where a node says otherwise.
        interpret(program, { feeds });
      }));
    }
  });
}

Deno.test("every node of a program has the shape and the type that it says", () => {
  fc.assert(fc.property(programs, ({ program, feeds }) => {
    interpret(program, { feeds });
  }));
});

Deno.test("interpret() throws where a node says what is not so", () => {
  const graph = new Graph();
  const x = graph.constant([[1, 2], [3, 4]]);
  const add = <K extends OperationKind>(parts: NodeParts<K>) =>
    graph.add(parts) as GraphNode;
  const lies: GraphNode[] = [
    add({
      kind: "add",
      inputs: [x, x],
      attributes: {},
      shape: [2],
      dtype: "float32",
    }),
    add({
      kind: "less",
      inputs: [x, x],
      attributes: {},
      shape: [2, 2],
      dtype: "float32",
    }),
    add({
      kind: "transpose",
      inputs: [op.slice(x, [0, 0], [1, 2])],
      attributes: { permutation: [1, 0] },
      shape: [1, 2],
      dtype: "float32",
    }),
    add({
      kind: "reshape",
      inputs: [x],
      attributes: {},
      shape: [3],
      dtype: "float32",
    }),
    add({
      kind: "cast",
      inputs: [x],
      attributes: {},
      shape: [4],
      dtype: "int32",
    }),
  ];
  for (const lie of lies) assertThrows(() => valueOf(lie), Error, lie.name);
  const whole = graph.placeholder("whole", [], { dtype: "int32" });
  assertThrows(() => valueOf(whole, { whole: [0.5] }), Error, "whole");
  assertThrows(() => valueOf(whole), Error, "whole");
});

Deno.test("interpret() draws by seed and by run", () => {
  const graph = new Graph();
  const [a, b, c] = [1, 1, 2].map((seed) => graph.randomNormal([3], seed));
  const source = program({ a: a!, b: b!, c: c! });
  const [first, again, second] = [0, 0, 1].map((draws) =>
    interpret(source, { draws }).outputs
  );
  assertEquals(first, again);
  assertEquals(first!.a!.data, first!.b!.data);
  assert(first!.a!.data.join() !== first!.c!.data.join());
  assert(first!.a!.data.join() !== second!.a!.data.join());
});

/** How many samples of an operation are such that `holds`. */
function share(
  kind: OperationKind,
  holds: (node: GraphNode, feeds: readonly (readonly number[])[]) => boolean,
): number {
  const [, { any }] = operations.find(([each]) => each === kind)!;
  const drawn = fc.sample(any, { numRuns: 400, seed: 1 });
  const such = drawn.filter(({ program, feeds }) => {
    const node = program.outputs.output!;
    return holds(node, node.inputs.map(({ name }) => feeds[name] ?? []));
  });
  return such.length / drawn.length;
}

const distinct = (values: readonly number[]) => new Set(values).size;

Deno.test("the samples reach what is special about operations", () => {
  const reached = {
    "stretched operands": share(
      "add",
      ({ inputs: [a, b] }) => `${a!.shape}` !== `${b!.shape}`,
    ),
    "one operand of fewer axes": share(
      "multiply",
      ({ inputs: [a, b] }) => a!.shape.length !== b!.shape.length,
    ),
    "axes of size 1": share("tanh", ({ shape }) => shape.includes(1)),
    "no axes": share("tanh", ({ shape }) => shape.length === 0),
    "five axes": share("tanh", ({ shape }) => shape.length === 5),
    "whole numbers": share("subtract", ({ dtype }) => dtype === "int32"),
    "bools that move": share("gather", ({ dtype }) => dtype === "bool"),
    "equal operands": share(
      "equal",
      (_, [a = [], b = []]) => a.some((x) => b.includes(x)),
    ),
    "negative bases": share("power", (_, [a = []]) => a.some((x) => x < 0)),
    "some axes folded": share(
      "max",
      ({ inputs: [x], shape }) =>
        shape.length > 0 && shape.length < x!.shape.length,
    ),
    "ties for the largest": share(
      "argMax",
      (_, [x = []]) => distinct(x) < x.length,
    ),
    "indices taken twice": share(
      "gather",
      (_, [, indices = []]) => distinct(indices) < indices.length,
    ),
    "indices outside": share(
      "oneHot",
      (node, [indices = []]) =>
        node.kind === "oneHot" &&
        indices.some((i) => i < 0 || i >= node.attributes.depth),
    ),
    "transposed factors": share(
      "matmul",
      (node) => node.kind === "matmul" && node.attributes.transposeA,
    ),
    "many matrices": share("matmul", ({ shape }) => shape.length > 2),
    "strides": share(
      "conv2d",
      (node) =>
        node.kind === "conv2d" && node.attributes.strides.some((s) => s > 1),
    ),
    "dilations": share(
      "conv2d",
      (node) =>
        node.kind === "conv2d" && node.attributes.dilations.some((d) => d > 1),
    ),
    "uneven padding": share("conv2d", (node) =>
      node.kind === "conv2d" &&
      node.attributes.padding.top !== node.attributes.padding.bottom),
    "cells that no window reaches": share("averagePool", (node) => {
      if (node.kind !== "averagePool") return false;
      const { size, strides } = node.attributes;
      return strides[0] > size[0] || strides[1] > size[1];
    }),
    "windows that overlap": share("maxPool", (node) => {
      if (node.kind !== "maxPool") return false;
      const { size, strides } = node.attributes;
      return strides[0] < size[0] || strides[1] < size[1];
    }),
    "equal cells": share("maxPool", (_, [x = []]) => distinct(x) < x.length),
  };
  for (const [what, found] of Object.entries(reached)) {
    assert(found > 0.04, `${what} in only ${100 * found} % of the samples`);
  }
});

Deno.test("the programs drawn use nearly every operation", () => {
  const kinds = new Set(
    fc.sample(programs, { numRuns: 300, seed: 1 }).flatMap(({ program }) =>
      programNodes(program).map(({ kind }) => kind)
    ),
  );
  assert(kinds.size >= 42, `only ${[...kinds].sort().join(", ")}`);
});
