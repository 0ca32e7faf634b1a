import { assertEquals } from "@std/assert";
import type { FusedActivation, GraphNode } from "../../../dsl/graph/node.ts";
import * as op from "../../../dsl/graph/op.ts";
import { program, programNodes } from "../../../dsl/graph/program.ts";
import { fuse } from "../../../dsl/passes/fuse.ts";
import { optimize } from "../../../dsl/passes/optimize.ts";
import { type Build, built, outputOf } from "./expression.ts";

const FUNCTIONS = {
  linear: (x) => x,
  relu: op.relu,
  elu: op.elu,
  sigmoid: op.sigmoid,
  tanh: op.tanh,
} as const satisfies Record<FusedActivation, (x: GraphNode) => GraphNode>;

/** A dense layer: x · matrix + bias. */
const affine: Build = ({ x, matrix }) =>
  op.add(op.matmul(x, matrix), x.graph.constant([1, 2, 3, 4]));

/** A layer of windows: image ∗ filter + bias. */
const windows: Build = ({ image }) => {
  const numbers = Float32Array.from({ length: 16 }, (_, i) => i);
  const filter = image.graph.constant(numbers, { shape: [2, 2, 2, 2] });
  const moved = op.conv2d(image, filter, { strides: 2 });
  return op.add(image.graph.constant([1, 2]), moved);
};

for (const [name, f] of Object.entries(FUNCTIONS)) {
  Deno.test(`fuse() makes one node of a dense layer with ${name}`, () => {
    const fused = fuse(built((nodes) => f(affine(nodes)))).outputs.output!;
    assertEquals(fused.kind, "fusedMatmul");
    assertEquals(fused.inputs.map(({ kind }) => kind), [
      "placeholder",
      "placeholder",
      "constant",
    ]);
    assertEquals(fused.attributes, {
      transposeA: false,
      transposeB: false,
      activation: name as FusedActivation,
    });
  });

  Deno.test(`fuse() makes one node of a convolution with ${name}`, () => {
    const fused = fuse(built((nodes) => f(windows(nodes)))).outputs.output!;
    assertEquals(fused.kind, "fusedConv2d");
    assertEquals(fused.attributes, {
      strides: [2, 2],
      dilations: [1, 1],
      padding: { top: 0, bottom: 0, left: 0, right: 0 },
      activation: name as FusedActivation,
    });
  });
}

Deno.test("fuse() takes one function, and leaves the next", () => {
  const fused = fuse(built((nodes) => op.tanh(op.relu(affine(nodes)))));
  const kinds = programNodes(fused).map(({ kind }) => kind);
  assertEquals(kinds.slice(-2), ["fusedMatmul", "tanh"]);
});

Deno.test("optimize() fuses a product with a factor that was transposed", () => {
  const source = built(({ x }) =>
    op.relu(op.add(op.matmul(x, op.transpose(x)), x.graph.constant([1, 2])))
  );
  const { kind, attributes } = optimize(source).outputs.output!;
  assertEquals(kind, "fusedMatmul");
  assertEquals(attributes, {
    transposeA: false,
    transposeB: true,
    activation: "relu",
  });
});

Deno.test("fuse() finds a product whose users are equal", () => {
  const fused = fuse(built(({ x, matrix }) => {
    const product = op.matmul(x, matrix);
    const bias = x.graph.constant([1, 2, 3, 4]);
    return op.concat([op.add(product, bias), op.add(product, bias)]);
  }));
  const { output } = fused.outputs;
  assertEquals(output!.inputs.map(({ kind }) => kind), [
    "fusedMatmul",
    "fusedMatmul",
  ]);
});

/** What must not be fused. */
const KEPT: Readonly<Record<string, Build>> = {
  "a product that something else needs": ({ x, matrix }) => {
    const product = op.matmul(x, matrix);
    const bias = x.graph.constant([1, 2, 3, 4]);
    return op.concat([op.add(product, bias), product]);
  },
  "a bias of one number": ({ x, matrix }) => op.add(op.matmul(x, matrix), 1),
  "a bias of one number that has an axis": ({ x, matrix }) =>
    op.add(op.matmul(x, matrix), x.graph.constant([1])),
  "a bias of a whole matrix": ({ x, matrix }) =>
    op.add(op.matmul(x, matrix), op.matmul(x, op.square(matrix))),
  "a product of more than two axes": ({ x }) =>
    op.add(
      op.matmul(op.broadcastTo(x, [2, 2, 3]), op.broadcastTo(x, [2, 2, 3]), {
        transposeB: true,
      }),
      x.graph.constant([1, 2]),
    ),
};

for (const [name, build] of Object.entries(KEPT)) {
  Deno.test(`fuse() keeps ${name}`, () => {
    assertEquals(outputOf(fuse(built(build))), outputOf(built(build)));
  });
}

Deno.test("fuse() keeps the values before a function that are outputs", () => {
  const { output: before } = built(affine).outputs;
  const fused = fuse(program({ before: before!, after: op.relu(before!) }));
  assertEquals(fused.outputs.before!.kind, "fusedMatmul");
  assertEquals(fused.outputs.after!.kind, "relu");
});
