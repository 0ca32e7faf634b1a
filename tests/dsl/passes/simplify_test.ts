import { assertAlmostEquals, assertEquals } from "@std/assert";
import { Graph } from "../../../dsl/graph/graph.ts";
import type { GraphNode } from "../../../dsl/graph/node.ts";
import * as op from "../../../dsl/graph/op.ts";
import { program, programNodes } from "../../../dsl/graph/program.ts";
import { simplify } from "../../../dsl/passes/simplify.ts";
import { interpret } from "../reference.ts";
import { type Build, built, outputOf } from "./expression.ts";

/** A constant of the shape [2, 3], beside a row of 3. */
function filled({ graph }: GraphNode, value: number): GraphNode {
  return graph.constant(new Float32Array(6).fill(value), { shape: [2, 3] });
}

/** What becomes what. */
const REWRITES: Readonly<Record<string, readonly [Build, Build]>> = {
  "0 + x = x": [({ x }) => op.add(0, x), ({ x }) => x],
  "x + 0 = x": [({ x }) => op.add(x, 0), ({ x }) => x],
  "x − 0 = x": [({ x }) => op.subtract(x, 0), ({ x }) => x],
  "1 · x = x": [({ x }) => op.multiply(1, x), ({ x }) => x],
  "x / 1 = x": [({ x }) => op.divide(x, 1), ({ x }) => x],
  "x¹ = x": [({ x }) => op.power(x, 1), ({ x }) => x],
  "x² is a product": [({ x }) => op.power(x, 2), ({ x }) => op.square(x)],
  "−(−x) = x": [({ x }) => op.negate(op.negate(x)), ({ x }) => x],
  "x + (−y) = x − y": [
    ({ x, y }) => op.add(x, op.negate(y)),
    ({ x, y }) => op.subtract(x, y),
  ],
  "(−y) + x = x − y": [
    ({ x, y }) => op.add(op.negate(y), x),
    ({ x, y }) => op.subtract(x, y),
  ],
  "x − (−y) = x + y": [
    ({ x, y }) => op.subtract(x, op.negate(y)),
    ({ x, y }) => op.add(x, y),
  ],
  "(−x)² = x²": [
    ({ x }) => op.square(op.negate(x)),
    ({ x }) => op.square(x),
  ],
  "x · (1/y) = x / y": [
    ({ x, y }) => op.multiply(x, op.reciprocal(y)),
    ({ x, y }) => op.divide(x, y),
  ],
  "(1/y) · x = x / y": [
    ({ x, y }) => op.multiply(op.reciprocal(y), x),
    ({ x, y }) => op.divide(x, y),
  ],
  "factors that are constants become one": [
    ({ x }) => op.multiply(op.multiply(x, 4), 0.5),
    ({ x }) => op.multiply(2, x),
  ],
  "constants come first": [({ x }) => op.add(x, 3), ({ x }) => op.add(3, x)],
  "arithmetic on constants is done": [
    ({ x }) => op.multiply(x, op.square(op.negate(x.graph.constant(3)))),
    ({ x }) => op.multiply(9, x),
  ],
  "relu twice is relu": [
    ({ x }) => op.relu(op.relu(x)),
    ({ x }) => op.relu(x),
  ],
  "abs twice is abs": [({ x }) => op.abs(op.abs(x)), ({ x }) => op.abs(x)],
  "stopGradient has nothing to stop": [
    ({ x }) => op.exp(op.stopGradient(x)),
    ({ x }) => op.exp(x),
  ],
  "e^log softmax = softmax": [
    ({ x }) => op.exp(op.logSoftmax(x)),
    ({ x }) => op.softmax(x),
  ],
  "two transposes are one": [
    ({ image }) =>
      op.transpose(op.transpose(image, [1, 2, 0, 3]), [0, 3, 1, 2]),
    ({ image }) => op.transpose(image, [1, 3, 2, 0]),
  ],
  "transposes that cancel are none": [
    ({ x }) => op.transpose(op.transpose(x)),
    ({ x }) => x,
  ],
  "two reshapes are one": [
    ({ x }) => op.reshape(op.reshape(x, [6]), [3, 2]),
    ({ x }) => op.reshape(x, [3, 2]),
  ],
  "reshapes that cancel are none": [
    ({ x }) => op.reshape(op.reshape(x, [6]), [2, 3]),
    ({ x }) => x,
  ],
  "two broadcasts are one": [
    ({ row }) => op.broadcastTo(op.broadcastTo(row, [2, 3]), [4, 2, 3]),
    ({ row }) => op.broadcastTo(row, [4, 2, 3]),
  ],
  "an operand need not be stretched beforehand": [
    ({ x, row }) => op.maximum(op.broadcastTo(row, [2, 3]), x),
    ({ x, row }) => op.maximum(row, x),
  ],
  "one of two operands must be stretched": [
    ({ row }) =>
      op.add(op.broadcastTo(row, [2, 3]), op.broadcastTo(row, [2, 3])),
    ({ row }) => op.add(row, op.broadcastTo(row, [2, 3])),
  ],
  "a sum over axes of size 1 is a reshape": [
    ({ image }) => op.sum(image, { axes: 0 }),
    ({ image }) => op.reshape(image, [4, 4, 2]),
  ],
  "padding by nothing is nothing": [
    ({ x }) => op.pad(x, [[0, 0], [0, 0]]),
    ({ x }) => x,
  ],
  "a slice of everything is everything": [
    ({ x }) => op.slice(x, [0, 0], [2, 3]),
    ({ x }) => x,
  ],
  "one part is joined already": [({ x }) => op.concat([x]), ({ x }) => x],
  "a product transposes its factors itself": [
    ({ x, matrix }) => op.matmul(op.transpose(matrix), op.transpose(x)),
    ({ x, matrix }) =>
      op.matmul(matrix, x, { transposeA: true, transposeB: true }),
  ],
  "a product that transposes a transposed factor does neither": [
    ({ x, matrix }) => op.matmul(x, op.transpose(matrix), { transposeB: true }),
    ({ x, matrix }) => op.matmul(x, matrix),
  ],
};

for (const [name, [before, after]] of Object.entries(REWRITES)) {
  Deno.test(`simplify(): ${name}`, () => {
    assertEquals(outputOf(simplify(built(before))), outputOf(built(after)));
  });
}

/** What looks like something to simplify, and is not. */
const KEPT: Readonly<Record<string, Build>> = {
  "0 + x where 0 is the larger": ({ row }) => op.add(filled(row, 0), row),
  "x − 0 where 0 is the larger": ({ row }) => op.subtract(row, filled(row, 0)),
  "1 · x where 1 is the larger": ({ row }) => op.multiply(filled(row, 1), row),
  "x / 1 where 1 is the larger": ({ row }) => op.divide(row, filled(row, 1)),
  "x¹ where 1 is the larger": ({ row }) => op.power(row, filled(row, 1)),
  "x² where 2 is the larger": ({ row }) => op.power(row, filled(row, 2)),
  "x · 0, as x may be infinite": ({ x }) => op.multiply(0, x),
  "c · (d · x) where c · d is too small for a float": ({ x }) =>
    op.multiply(1e-30, op.multiply(1e-30, x)),
  "c · (d · x) where c · d has few digits left": ({ x }) =>
    op.multiply(1e-20, op.multiply(1e-20, x)),
  "c · (d · x) where c · d is too large for a float": ({ x }) =>
    op.multiply(1e30, op.multiply(1e30, x)),
  "x / x, as x may be 0": ({ x }) => op.divide(x, x),
  "relu of a sum": ({ x, y }) => op.relu(op.add(x, y)),
  "a product that transposes other axes": ({ x }) =>
    op.matmul(
      op.transpose(op.broadcastTo(x, [2, 2, 3]), [1, 0, 2]),
      op.broadcastTo(x, [2, 2, 3]),
      { transposeB: true },
    ),
};

for (const [name, build] of Object.entries(KEPT)) {
  Deno.test(`simplify() keeps ${name}`, () => {
    assertEquals(outputOf(simplify(built(build))), outputOf(built(build)));
  });
}

Deno.test("simplify() computes equal expressions once", () => {
  const source = built(({ x, y }) =>
    op.add(op.tanh(op.multiply(x, y)), op.tanh(op.multiply(x, y)))
  );
  const kinds = programNodes(simplify(source)).map(({ kind }) => kind);
  assertEquals(kinds, [
    "placeholder",
    "placeholder",
    "multiply",
    "tanh",
    "add",
  ]);
});

Deno.test("simplify() draws once where the seeds are equal, else apart", () => {
  const graph = new Graph();
  const [a, b, c] = [1, 1, 2].map((seed) => graph.randomNormal([2], seed));
  const source = simplify(program({ a: a!, b: b!, c: c! }));
  assertEquals(programNodes(source).length, 2);
});

Deno.test("simplify() keeps the names of placeholders and variables", () => {
  const graph = new Graph();
  const x = graph.placeholder("x", []);
  // Simplifying makes nodes called divide, square and subtract before these are met.
  const ratio = op.multiply(x, op.reciprocal(op.exp(x)));
  const early = op.add(x, op.negate(op.power(ratio, 2)));
  const named = ["subtract", "square"].map((name) =>
    graph.placeholder(name, [])
  );
  const divide = graph.variable("divide", 5);
  const all = [...named, divide];
  const output = all.reduce((sum, node) => op.multiply(sum, node), early);
  const source = program({ output }, [op.assign(divide, output)]);
  const feeds = { x: [2], subtract: [3], square: [7] };
  const expected = interpret(source, { feeds });
  const { outputs, variables } = interpret(simplify(source), { feeds });
  assertAlmostEquals(
    outputs.output!.data[0]!,
    expected.outputs.output!.data[0]!,
  );
  assertAlmostEquals(variables.divide![0]!, expected.variables.divide![0]!);
});
