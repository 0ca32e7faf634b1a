import { type FusedActivation, sizeOf } from "../../../graph/node.ts";
import { wholeAxes } from "../../view.ts";
import { activate } from "../elementwise/activate.ts";
import type { Read } from "../kernel.ts";
import { LANES } from "../lanes.ts";
import type { Layout } from "../layout.ts";
import { appendView } from "../moving/append_view.ts";
import type { Typed, Value } from "../value.ts";
import { isBlocked } from "./blocking.ts";
import { dotKernel } from "./dot_kernel.ts";
import { flopsOf, type Product } from "./product.ts";
import { productKernel } from "./product_kernel.ts";

/** Matrices to be multiplied: activation(a · b + bias). */
export interface Factors {
  /** Matrices [m, k], or [k, m] if swapped. */
  readonly a: Value;
  /** Matrices [k, n], or [n, k] if swapped. */
  readonly b: Value;
  /** A number for each column; for one pair of matrices only. */
  readonly bias?: Value;
  /** Whether the axes of a are swapped first. */
  readonly transposeA: boolean;
  /** Whether the axes of b are swapped first. */
  readonly transposeB: boolean;
  /** What is applied to the sums. */
  readonly activation: FusedActivation;
}

/** Terms from which on it pays to add up sums in four lanes, and these at the end, rather than to swap axes. */
const LEAST_DOT_TERMS = 32;

/** Appends products of matrices, with a result of this shape. */
export function appendProduct(
  { a, b, bias, activation, ...swaps }: Factors,
  { shape, dtype }: Typed,
  to: Layout,
): Value {
  const [rows, columns] = shape.slice(-2) as [number, number];
  const inner = a.shape.at(swaps.transposeA ? -2 : -1)!;
  // A row or a column stands in memory as it does with its axes swapped.
  const transposeA = swaps.transposeA && rows > 1 && inner > 1;
  const isSwappedB = swaps.transposeB && columns > 1 && inner > 1;
  const isColumn = columns === 1 && inner > 1;
  const areDotsCheaper = columns < LANES || inner > rows ||
    inner >= LEAST_DOT_TERMS;
  const transposeB = !transposeA && (isColumn || isSwappedB && areDotsCheaper);
  // aᵀ · b = (bᵀ · a)ᵀ, for a column b a row, whose numbers stand side by side.
  const isTurned = isColumn && transposeA && !bias;
  const plain: Product = {
    matrices: sizeOf(shape.slice(0, -2)),
    inner,
    ...(isTurned
      ? { rows: 1, columns: rows, transposeA: false }
      : { rows, columns, transposeA }),
    transposeB,
    bias: bias !== undefined,
    relu: false,
  };
  const relu = activation === "relu" && !isBlocked(plain);
  const second = isSwappedB && !transposeB ? swapped(b, to) : b;
  const factors = isTurned ? [second, a] : [a, second];
  const values = [...factors, ...(bias ? [bias] : [])];
  const result = to.temporary({ shape, dtype });
  step({ ...plain, relu }, values, result, to);
  return activate(relu ? "linear" : activation, result, to);
}

/** Swaps the last two axes. */
function swapped(value: Value, to: Layout): Value {
  const axes = wholeAxes(value.shape);
  const turned = [...axes.slice(0, -2), axes.at(-1)!, axes.at(-2)!];
  const shape = turned.map(({ size }) => size);
  const { dtype } = value;
  return appendView(value, turned, { kind: "transpose", shape, dtype }, to);
}

/** Appends the step that computes a result. */
function step(
  product: Product,
  values: readonly Value[],
  result: Value,
  to: Layout,
): void {
  const { matrices, rows, transposeA, transposeB } = product;
  const isOwn = [matrices > 1 || !transposeA, matrices > 1];
  const reads = values.map((value, i): Read => ({
    value,
    rows: isOwn[i] ? "own" : "whole",
  }));
  to.step({
    kernel: transposeB ? dotKernel(product) : productKernel(product),
    reads,
    writes: [result],
    rows: matrices > 1 ? matrices : rows,
    flops: flopsOf(product),
  });
}
