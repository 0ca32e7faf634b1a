import type { Data } from "../../../graph/node.ts";
import type { Block, Call } from "../kernels.ts";
import { zeros } from "../../../graph/zeros.ts";
import type { Store } from "./store.ts";

type Kind = "sum" | "max" | "min" | "prod";

/** Folds n elements from place `at` into each other, `step` apart. */
type Along = (x: Data, at: number, n: number, step: number) => number;

const ALONG: { readonly [K in Kind]: Along } = {
  sum: (x, at, n, step) => {
    let sum = 0;
    for (let i = 0; i < n; i++, at += step) sum += x[at]!;
    return sum;
  },
  prod: (x, at, n, step) => {
    let prod = 1;
    for (let i = 0; i < n; i++, at += step) prod *= x[at]!;
    return prod;
  },
  max: (x, at, n, step) => {
    let max = -Infinity;
    for (let i = 0; i < n; i++, at += step) max = Math.max(max, x[at]!);
    return max;
  },
  min: (x, at, n, step) => {
    let min = Infinity;
    for (let i = 0; i < n; i++, at += step) min = Math.min(min, x[at]!);
    return min;
  },
};

/** Folds the middle axis of a block. */
export function reduce(kind: Kind, spec: Block, store: Store): Call {
  const { outer, length, inner, dtype } = spec;
  if (kind === "sum" && inner > 1) return sumRows(spec, store);
  const along = ALONG[kind];
  return ([block]) => {
    const x = store.elements(block!);
    const y = zeros(dtype, outer * inner);
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < inner; i++) {
        y[o * inner + i] = along(x, o * length * inner + i, length, inner);
      }
    }
    return store.keep(y);
  };
}

/** Sums rows of neighbours, in the order in which they stand. */
function sumRows({ outer, length, inner, dtype }: Block, store: Store): Call {
  const sums = new Float64Array(inner);
  return ([block]) => {
    const x = store.elements(block!);
    const y = zeros(dtype, outer * inner);
    let at = 0;
    for (let o = 0; o < outer; o++) {
      sums.fill(0);
      for (let k = 0; k < length; k++) {
        for (let i = 0; i < inner; i++, at++) sums[i]! += x[at]!;
      }
      y.set(sums, o * inner);
    }
    return store.keep(y);
  };
}

/** Finds the first extreme along the middle axis of a block; the first NaN counts as one. */
export function argExtreme(
  kind: "argMax" | "argMin",
  { outer, length, inner }: Block,
  store: Store,
): Call {
  const sign = kind === "argMax" ? 1 : -1;
  return ([block]) => {
    const x = store.elements(block!);
    const y = new Int32Array(outer * inner);
    let to = 0;
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < inner; i++, to++) {
        const start = o * length * inner + i;
        let best = sign * x[start]!;
        for (let k = 1; k < length && best === best; k++) {
          const value = sign * x[start + k * inner]!;
          if (value > best || value !== value) {
            best = value;
            y[to] = k;
          }
        }
      }
    }
    return store.keep(y);
  };
}

/** e^(xᵢ − max) / Σⱼ e^(xⱼ − max) along the last axis, or its logarithm. */
export function softmax(
  kind: "softmax" | "logSoftmax",
  { outer, length }: Block,
  store: Store,
): Call {
  return ([logits]) => {
    const x = store.floats(logits!);
    const y = new Float32Array(outer * length);
    for (let at = 0; at < y.length; at += length) {
      const max = ALONG.max(x, at, length, 1);
      let sum = 0;
      for (let i = at; i < at + length; i++) {
        const power = Math.exp(x[i]! - max);
        y[i] = power;
        sum += power;
      }
      const logSum = max + Math.log(sum);
      for (let i = at; i < at + length; i++) {
        y[i] = kind === "softmax" ? y[i]! / sum : x[i]! - logSum;
      }
    }
    return store.keep(y);
  };
}
