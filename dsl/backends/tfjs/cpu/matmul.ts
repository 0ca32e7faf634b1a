import type { FusedActivation } from "../../../graph/node.ts";
import type { Call, Product } from "../kernels.ts";
import { ROWS } from "./elementwise.ts";
import type { Store } from "./store.ts";

/** A matrix inside an array. */
export interface Matrix {
  /** The array. */
  readonly data: Float32Array;
  /** Place of its first element. */
  readonly at: number;
  /** Elements from one row to the next. */
  readonly row: number;
  /** Elements from one column to the next. */
  readonly column: number;
}

/** Sizes of a product [m, k] · [k, n], and room for four columns of the second factor. */
export interface ProductSize {
  /** Rows of the result. */
  readonly m: number;
  /** Columns of the result. */
  readonly n: number;
  /** Terms of each sum. */
  readonly k: number;
  /** 4k numbers, overwritten. */
  readonly panel: Float64Array;
}

/**
 * y[at…] += a · b, the sums in double precision.
 *
 * Four columns of b are packed side by side; two rows of a pass over them at once,
 * so that each number loaded serves several products.
 */
export function addProduct(
  y: Float32Array,
  at: number,
  a: Matrix,
  b: Matrix,
  { m, n, k, panel }: ProductSize,
): void {
  const { data: x, row, column } = a;
  let j = 0;
  for (; j + 4 <= n; j += 4) {
    pack(panel, b, j, k);
    let i = 0;
    for (; i + 2 <= m; i += 2) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let t0 = 0;
      let t1 = 0;
      let t2 = 0;
      let t3 = 0;
      let u = a.at + i * row;
      let v = u + row;
      for (let p = 0; p < 4 * k; p += 4, u += column, v += column) {
        const xu = x[u]!;
        const xv = x[v]!;
        const b0 = panel[p]!;
        const b1 = panel[p + 1]!;
        const b2 = panel[p + 2]!;
        const b3 = panel[p + 3]!;
        s0 += xu * b0;
        s1 += xu * b1;
        s2 += xu * b2;
        s3 += xu * b3;
        t0 += xv * b0;
        t1 += xv * b1;
        t2 += xv * b2;
        t3 += xv * b3;
      }
      const s = at + i * n + j;
      y[s]! += s0;
      y[s + 1]! += s1;
      y[s + 2]! += s2;
      y[s + 3]! += s3;
      const t = s + n;
      y[t]! += t0;
      y[t + 1]! += t1;
      y[t + 2]! += t2;
      y[t + 3]! += t3;
    }
    if (i < m) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let u = a.at + i * row;
      for (let p = 0; p < 4 * k; p += 4, u += column) {
        const xu = x[u]!;
        s0 += xu * panel[p]!;
        s1 += xu * panel[p + 1]!;
        s2 += xu * panel[p + 2]!;
        s3 += xu * panel[p + 3]!;
      }
      const s = at + i * n + j;
      y[s]! += s0;
      y[s + 1]! += s1;
      y[s + 2]! += s2;
      y[s + 3]! += s3;
    }
  }
  for (; j < n; j++) addColumn(y, at + j, a, b, j, { m, n, k });
}

/** One column of the product, for the last columns that make no four. */
function addColumn(
  y: Float32Array,
  at: number,
  a: Matrix,
  b: Matrix,
  j: number,
  { m, n, k }: Omit<ProductSize, "panel">,
): void {
  const { data: x, row, column } = a;
  const z = b.data;
  for (let i = 0; i < m; i++, at += n) {
    let sum = 0;
    let u = a.at + i * row;
    let w = b.at + j * b.column;
    for (let p = 0; p < k; p++, u += column, w += b.row) sum += x[u]! * z[w]!;
    y[at]! += sum;
  }
}

function pack(panel: Float64Array, b: Matrix, j: number, k: number): void {
  const { data, row, column } = b;
  let w = b.at + j * column;
  for (let p = 0; p < 4 * k; p += 4, w += row) {
    panel[p] = data[w]!;
    panel[p + 1] = data[w + column]!;
    panel[p + 2] = data[w + 2 * column]!;
    panel[p + 3] = data[w + 3 * column]!;
  }
}

/** Matrix products, with bias and activation. */
export function matmul(spec: Product, store: Store): Call {
  const { count, m, n, k, transposeA, transposeB } = spec;
  const panel = new Float64Array(n < 4 ? 0 : 4 * k);
  const size = { m, n, k, panel };
  return ([left, right, bias]) => {
    const a = store.floats(left!);
    const b = store.floats(right!);
    const y = new Float32Array(count * m * n);
    if (bias) fillRows(y, store.floats(bias));
    for (let i = 0; i < count; i++) {
      addProduct(y, i * m * n, {
        data: a,
        at: i * m * k,
        row: transposeA ? 1 : k,
        column: transposeA ? m : 1,
      }, {
        data: b,
        at: i * k * n,
        row: transposeB ? 1 : n,
        column: transposeB ? k : 1,
      }, size);
    }
    activate(y, spec.activation);
    return store.keep(y);
  };
}

/** Sets every row of y to `row`. */
export function fillRows(y: Float32Array, row: Float32Array): void {
  for (let at = 0; at < y.length; at += row.length) y.set(row, at);
}

/** Applies an activation to every element, in place. */
export function activate(y: Float32Array, activation: FusedActivation): void {
  if (activation === "linear") return;
  ROWS[activation](y, 0, y.length, y, 0, 1, y, 0, 1, y, 0, 1);
}
