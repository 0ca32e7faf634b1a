import { assertEquals } from "@std/assert";
import { Graph } from "../../../../dsl/graph/graph.ts";
import type { GraphNode } from "../../../../dsl/graph/node.ts";
import * as op from "../../../../dsl/graph/op.ts";
import { valueOf } from "../../reference.ts";
import { refuses } from "../../refuses.ts";
import { checkTorch, readTorch } from "../../torch_case.ts";

Deno.test("matmul() multiplies rows by columns", () => {
  const graph = new Graph();
  const a = graph.constant([[1, 2], [3, 4]]);
  const b = graph.constant([[5, 6], [7, 8]]);
  assertEquals(valueOf(op.matmul(a, b)), [19, 22, 43, 50]);
  assertEquals(valueOf(op.matmul(a, b, { transposeA: true })), [
    26,
    30,
    38,
    44,
  ]);
  assertEquals(valueOf(op.matmul(a, b, { transposeB: true })), [
    17,
    23,
    39,
    53,
  ]);
});

type Nodes = Readonly<Record<string, GraphNode>>;

/** y = x Wᵀ + b; torch keeps W as [out, in]. */
function linear(x: GraphNode, w: GraphNode, b?: GraphNode): GraphNode {
  const rows = op.reshape(x, [-1, x.shape.at(-1)!]);
  const y = op.matmul(rows, w, { transposeB: true });
  const whole = op.reshape(y, [...x.shape.slice(0, -1), w.shape[0]!]);
  return b ? op.add(whole, b) : whole;
}

function normalized(x: GraphNode, axis: number): GraphNode {
  const total = op.sum(op.square(x), { axes: axis, keepDims: true });
  return op.divide(x, op.sqrt(total));
}

/** yₖ = aᵀ Wₖ b, for each row. */
function bilinear({ a, b, W }: Nodes): GraphNode {
  const [n] = a!.shape as [number];
  const [k, i, j] = W!.shape as [number, number, number];
  const left = op.broadcastTo(op.reshape(a!, [1, n, i]), [k, n, i]);
  const mixed = op.matmul(left, W!);
  const right = op.reshape(b!, [1, n, j]);
  return op.transpose(op.sum(op.multiply(mixed, right), { axes: -1 }));
}

const PRODUCTS: Readonly<Record<string, (nodes: Nodes) => GraphNode>> = {
  dense: ({ x, W, b }) => linear(x!, W!, b),
  "dense_no_bias": ({ x, W }) => linear(x!, W!),
  "dense_3d_input": ({ x, W, b }) => linear(x!, W!, b),
  "two_layer_tanh": ({ x, W1, b1, W2, b2 }) =>
    linear(op.tanh(linear(x!, W1!, b1)), W2!, b2),
  "l2_normalise_dim_1": ({ x }) => normalized(x!, 1),
  "l2_normalise_dim_0": ({ x }) => normalized(x!, 0),
  bilinear,
  embedding: ({ indices, weight }) => op.gather(weight!, indices!),
  "embedding_bag_mean": ({ indices, weight }) =>
    op.divide(op.sum(op.gather(weight!, indices!), { axes: 1 }), 3),
  "embedding_bag_sum": ({ indices, weight }) =>
    op.sum(op.gather(weight!, indices!), { axes: 1 }),
};

for (const torch of readTorch("products").cases) {
  Deno.test(`products agree with torch: ${torch.name}`, () => {
    checkTorch(torch, PRODUCTS[torch.name]!, { whole: ["indices"] });
  });
}

const graph = new Graph();
const a = graph.placeholder("a", [2, 3]);
const b = graph.placeholder("b", [2, 4]);
const batch = graph.placeholder("batch", [5, 3, 4]);
const whole = graph.placeholder("whole", [3, 4], { dtype: "int32" });

refuses("matmul()", [
  [
    () => op.matmul(a, b),
    RangeError,
    "Cannot compute matmul as the factors must be [..., m, k] and [..., k, n]: current shapes are [2, 3] and [2, 4]",
  ],
  [
    () => op.matmul(a, b, { transposeA: true, transposeB: true }),
    RangeError,
    "Cannot compute matmul as the factors must be [..., m, k] and [..., k, n]: current shapes are [2, 3] (transposed) and [2, 4] (transposed)",
  ],
  [
    () => op.matmul(a, graph.constant([1, 2, 3])),
    RangeError,
    "Cannot compute matmul as the factors must be [..., m, k] and [..., k, n]: current shapes are [2, 3] and [3]",
  ],
  [
    () => op.matmul(a, batch),
    RangeError,
    "Cannot compute matmul as the factors must be [..., m, k] and [..., k, n]: current shapes are [2, 3] and [5, 3, 4]",
  ],
  [
    () => op.matmul(a, whole),
    TypeError,
    'Cannot compute matmul as "whole" must be float32: current type is int32',
  ],
]);
