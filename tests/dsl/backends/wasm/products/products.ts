import fc from "fast-check";
import { PRODUCT_LOWERINGS } from "../../../../../dsl/backends/wasm/products/lowerings.ts";
import type { Product } from "../../../../../dsl/backends/wasm/products/product.ts";
import type { Target } from "../../../../../dsl/backends/wasm/target.ts";
import { Graph } from "../../../../../dsl/graph/graph.ts";
import type {
  FusedActivation,
  GraphNode,
  NodeOf,
  Shape,
} from "../../../../../dsl/graph/node.ts";
import { emit } from "../../../../../dsl/graph/emit.ts";
import * as op from "../../../../../dsl/graph/op.ts";
import { loweredBy } from "../lowered.ts";
import { runEveryWay } from "../run_every_way.ts";

/** Products to be computed, one factor or the other swapped. */
export interface Multiplication {
  readonly matrices: number;
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  /** Of a fused product, of one pair of matrices. */
  readonly activation?: FusedActivation;
}

/** Elements of the factors and, of a fused product, the bias. */
export interface Elements {
  readonly a: Float32Array;
  readonly b: Float32Array;
  readonly bias: Float32Array;
}

/** A product as its node. */
export function nodeOf(
  multiplication: Multiplication,
): NodeOf<"matmul"> | NodeOf<"fusedMatmul"> {
  const { matrices, rows, inner, columns } = multiplication;
  const { transposeA, transposeB, activation } = multiplication;
  const graph = new Graph();
  const leading = matrices > 1 ? [matrices] : [];
  const factor = (name: string, shape: Shape, isSwapped: boolean) =>
    graph.placeholder(name, [
      ...leading,
      ...(isSwapped ? shape.toReversed() : shape),
    ]) as GraphNode;
  const a = factor("a", [rows, inner], transposeA);
  const b = factor("b", [inner, columns], transposeB);
  const swaps = { transposeA, transposeB };
  if (activation === undefined) {
    return op.matmul(a, b, swaps) as NodeOf<"matmul">;
  }
  const bias = graph.placeholder("bias", [columns]) as GraphNode;
  return emit({
    kind: "fusedMatmul",
    inputs: [a, b, bias],
    attributes: { ...swaps, activation },
    shape: [rows, columns],
    dtype: "float32",
  }) as NodeOf<"fusedMatmul">;
}

/** Computes a product: the same bits however its rows are divided. */
export function multiply(
  multiplication: Multiplication,
  { a, b, bias }: Elements,
  target?: Target,
): Float32Array {
  const node = nodeOf(multiplication) as GraphNode;
  const inputs = node.kind === "matmul" ? [a, b] : [a, b, bias];
  const lowered = loweredBy(PRODUCT_LOWERINGS, node);
  return runEveryWay(lowered, inputs, target) as Float32Array;
}

/** Elements for a product, drawn from a seed. */
export function elementsOf(
  { matrices, rows, inner, columns }: Multiplication,
  seed: number,
  element: (random: number) => number,
): Elements {
  let state = seed;
  const draw = (length: number) =>
    Float32Array.from({ length }, () => {
      state = Math.imul(state, 1664525) + 1013904223 | 0;
      return element((state >>> 8) / 2 ** 24);
    });
  return {
    a: draw(matrices * rows * inner),
    b: draw(matrices * inner * columns),
    bias: draw(columns),
  };
}

/** Sums of products and, of a fused one, the bias, term by term in double precision; relu if that is its activation. */
export function plainProduct(
  multiplication: Multiplication,
  { a, b, bias }: Elements,
): Float32Array {
  const { matrices, rows, inner, columns, activation } = multiplication;
  const { transposeA, transposeB } = multiplication;
  const result = new Float32Array(matrices * rows * columns);
  for (let matrix = 0; matrix < matrices; matrix++) {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        let sum = activation === undefined ? 0 : bias[j]!;
        for (let k = 0; k < inner; k++) {
          const placeA = transposeA ? k * rows + i : i * inner + k;
          const placeB = transposeB ? j * inner + k : k * columns + j;
          sum += a[matrix * rows * inner + placeA]! *
            b[matrix * inner * columns + placeB]!;
        }
        result[(matrix * rows + i) * columns + j] = activation === "relu"
          ? Math.max(0, sum)
          : sum;
      }
    }
  }
  return result;
}

const size = fc.oneof(
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 8 }) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 21 }) },
  { weight: 1, arbitrary: fc.integer({ min: 22, max: 75 }) },
);

/** Products of small matrices, that reach every kind of tile. */
export const multiplications: fc.Arbitrary<Multiplication> = fc.record({
  matrices: fc.oneof(
    { weight: 3, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fc.integer({ min: 2, max: 3 }) },
  ),
  rows: fc.oneof(
    { weight: 1, arbitrary: fc.constant(1) },
    { weight: 6, arbitrary: size },
  ),
  inner: size,
  columns: size,
  transposeA: fc.boolean(),
  transposeB: fc.boolean(),
  activation: fc.constantFrom(undefined, "linear", "relu"),
}, { noNullPrototype: true }).map(({ activation, ...rest }) =>
  activation === undefined || rest.matrices > 1
    ? rest
    : { ...rest, activation } as const
);

/** A product without swaps. */
export function plainly(
  rows: number,
  inner: number,
  columns: number,
): Product {
  return {
    matrices: 1,
    rows,
    inner,
    columns,
    transposeA: false,
    transposeB: false,
    bias: false,
    relu: false,
  };
}
