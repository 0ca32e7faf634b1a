import type { Data } from "../../../graph/node.ts";
import type { ElementwiseKind } from "../../elementwise_kind.ts";
import type { Call, Elementwise } from "../kernels.ts";
import { type LoopNest, loopsOver } from "../loop_nest.ts";
import { erf } from "./erf.ts";
import { zeros } from "../../../graph/zeros.ts";
import type { Store } from "./store.ts";

/**
 * Fills n elements of y from place `at`, from operands a, b, c that begin at i,
 * j, k and advance by p, q, r.
 *
 * One loop for each operation, so that each is compiled for its own arithmetic.
 */
export type Row = (
  y: Data,
  at: number,
  n: number,
  a: Data,
  i: number,
  p: number,
  b: Data,
  j: number,
  q: number,
  c: Data,
  k: number,
  r: number,
) => void;

/** The loop of each element-wise operation. */
export const ROWS: { readonly [K in ElementwiseKind]: Row } = {
  negate: (y, at, n, a, i, p) => {
    for (const end = at + n; at < end; at++, i += p) y[at] = -a[i]!;
  },
  abs: (y, at, n, a, i, p) => {
    for (const end = at + n; at < end; at++, i += p) y[at] = Math.abs(a[i]!);
  },
  sign: (y, at, n, a, i, p) => {
    for (const end = at + n; at < end; at++, i += p) y[at] = Math.sign(a[i]!);
  },
  exp: (y, at, n, a, i, p) => {
    for (const end = at + n; at < end; at++, i += p) y[at] = Math.exp(a[i]!);
  },
  expm1: (y, at, n, a, i, p) => {
    for (const end = at + n; at < end; at++, i += p) y[at] = Math.expm1(a[i]!);
  },
  log: (y, at, n, a, i, p) => {
    for (const end = at + n; at < end; at++, i += p) y[at] = Math.log(a[i]!);
  },
  log1p: (y, at, n, a, i, p) => {
    for (const end = at + n; at < end; at++, i += p) y[at] = Math.log1p(a[i]!);
  },
  sqrt: (y, at, n, a, i, p) => {
    for (const end = at + n; at < end; at++, i += p) y[at] = Math.sqrt(a[i]!);
  },
  square: (y, at, n, a, i, p, _b, _j, _q, c, k, r) =>
    ROWS.multiply(y, at, n, a, i, p, a, i, p, c, k, r),
  reciprocal: (y, at, n, a, i, p) => {
    for (const end = at + n; at < end; at++, i += p) y[at] = 1 / a[i]!;
  },
  sin: (y, at, n, a, i, p) => {
    for (const end = at + n; at < end; at++, i += p) y[at] = Math.sin(a[i]!);
  },
  cos: (y, at, n, a, i, p) => {
    for (const end = at + n; at < end; at++, i += p) y[at] = Math.cos(a[i]!);
  },
  tanh: (y, at, n, a, i, p) => {
    for (const end = at + n; at < end; at++, i += p) y[at] = Math.tanh(a[i]!);
  },
  sigmoid: (y, at, n, a, i, p) => {
    for (const end = at + n; at < end; at++, i += p) {
      y[at] = 1 / (1 + Math.exp(-a[i]!));
    }
  },
  // log(1 + eˣ) = max(x, 0) + log(1 + e^(−|x|))
  softplus: (y, at, n, a, i, p) => {
    for (const end = at + n; at < end; at++, i += p) {
      const x = a[i]!;
      y[at] = Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
  },
  relu: (y, at, n, a, i, p) => {
    for (const end = at + n; at < end; at++, i += p) {
      const x = a[i]!;
      y[at] = x < 0 ? 0 : x;
    }
  },
  elu: (y, at, n, a, i, p) => {
    for (const end = at + n; at < end; at++, i += p) {
      const x = a[i]!;
      y[at] = x > 0 ? x : Math.expm1(x);
    }
  },
  erf: (y, at, n, a, i, p) => {
    for (const end = at + n; at < end; at++, i += p) y[at] = erf(a[i]!);
  },
  floor: (y, at, n, a, i, p) => {
    for (const end = at + n; at < end; at++, i += p) y[at] = Math.floor(a[i]!);
  },
  logicalNot: (y, at, n, a, i, p) => {
    for (const end = at + n; at < end; at++, i += p) y[at] = a[i] === 0 ? 1 : 0;
  },
  // A typed array of whole numbers rounds what it is given towards zero.
  cast: (y, at, n, a, i, p) => {
    const toBool = y instanceof Uint8Array;
    for (const end = at + n; at < end; at++, i += p) {
      y[at] = toBool ? (a[i] === 0 ? 0 : 1) : a[i]!;
    }
  },
  add: (y, at, n, a, i, p, b, j, q) => {
    for (const end = at + n; at < end; at++, i += p, j += q) {
      y[at] = a[i]! + b[j]!;
    }
  },
  subtract: (y, at, n, a, i, p, b, j, q) => {
    for (const end = at + n; at < end; at++, i += p, j += q) {
      y[at] = a[i]! - b[j]!;
    }
  },
  multiply: (y, at, n, a, i, p, b, j, q) => {
    const end = at + n;
    if (y instanceof Int32Array) {
      for (; at < end; at++, i += p, j += q) y[at] = Math.imul(a[i]!, b[j]!);
      return;
    }
    for (; at < end; at++, i += p, j += q) y[at] = a[i]! * b[j]!;
  },
  divide: (y, at, n, a, i, p, b, j, q) => {
    for (const end = at + n; at < end; at++, i += p, j += q) {
      y[at] = a[i]! / b[j]!;
    }
  },
  power: (y, at, n, a, i, p, b, j, q) => {
    for (const end = at + n; at < end; at++, i += p, j += q) {
      y[at] = Math.pow(a[i]!, b[j]!);
    }
  },
  maximum: (y, at, n, a, i, p, b, j, q) => {
    for (const end = at + n; at < end; at++, i += p, j += q) {
      y[at] = Math.max(a[i]!, b[j]!);
    }
  },
  minimum: (y, at, n, a, i, p, b, j, q) => {
    for (const end = at + n; at < end; at++, i += p, j += q) {
      y[at] = Math.min(a[i]!, b[j]!);
    }
  },
  less: (y, at, n, a, i, p, b, j, q) => {
    for (const end = at + n; at < end; at++, i += p, j += q) {
      y[at] = a[i]! < b[j]! ? 1 : 0;
    }
  },
  lessEqual: (y, at, n, a, i, p, b, j, q) => {
    for (const end = at + n; at < end; at++, i += p, j += q) {
      y[at] = a[i]! <= b[j]! ? 1 : 0;
    }
  },
  greater: (y, at, n, a, i, p, b, j, q) => {
    for (const end = at + n; at < end; at++, i += p, j += q) {
      y[at] = a[i]! > b[j]! ? 1 : 0;
    }
  },
  greaterEqual: (y, at, n, a, i, p, b, j, q) => {
    for (const end = at + n; at < end; at++, i += p, j += q) {
      y[at] = a[i]! >= b[j]! ? 1 : 0;
    }
  },
  equal: (y, at, n, a, i, p, b, j, q) => {
    for (const end = at + n; at < end; at++, i += p, j += q) {
      y[at] = a[i] === b[j] ? 1 : 0;
    }
  },
  notEqual: (y, at, n, a, i, p, b, j, q) => {
    for (const end = at + n; at < end; at++, i += p, j += q) {
      y[at] = a[i] !== b[j] ? 1 : 0;
    }
  },
  logicalAnd: (y, at, n, a, i, p, b, j, q) => {
    for (const end = at + n; at < end; at++, i += p, j += q) {
      y[at] = a[i] !== 0 && b[j] !== 0 ? 1 : 0;
    }
  },
  logicalOr: (y, at, n, a, i, p, b, j, q) => {
    for (const end = at + n; at < end; at++, i += p, j += q) {
      y[at] = a[i] !== 0 || b[j] !== 0 ? 1 : 0;
    }
  },
  select: (y, at, n, a, i, p, b, j, q, c, k, r) => {
    for (const end = at + n; at < end; at++, i += p, j += q, k += r) {
      y[at] = a[i] !== 0 ? b[j]! : c[k]!;
    }
  },
};

/** Runs an operation's loop over every row of the result. */
export function elementwise(spec: Elementwise, store: Store): Call {
  const { sizes, steps }: LoopNest = loopsOver(
    spec.shape,
    spec.inputs.map(({ shape }) => shape),
  );
  const outer = sizes.slice(0, -1);
  const n = sizes.at(-1)!;
  const rows = outer.reduce((count, size) => count * size, 1);
  const [p = 0, q = 0, r = 0] = steps.map((each) => each.at(-1)!);
  const row = ROWS[spec.kind];
  return (inputs) => {
    const a = store.elements(inputs[0]!);
    const b = inputs.length > 1 ? store.elements(inputs[1]!) : a;
    const c = inputs.length > 2 ? store.elements(inputs[2]!) : a;
    const y = zeros(spec.dtype, rows * n);
    if (rows === 1) {
      row(y, 0, n, a, 0, p, b, 0, q, c, 0, r);
      return store.keep(y);
    }
    const counters = outer.map(() => 0);
    const places = [0, 0, 0];
    for (let at = 0; at < y.length; at += n) {
      row(y, at, n, a, places[0]!, p, b, places[1]!, q, c, places[2]!, r);
      advance(counters, places, outer, steps);
    }
    return store.keep(y);
  };
}

/** Takes the counters of nested loops, and the places that follow them, one turn on. */
function advance(
  counters: number[],
  places: number[],
  sizes: readonly number[],
  steps: LoopNest["steps"],
): void {
  for (let loop = sizes.length - 1; loop >= 0; loop--) {
    const turn = counters[loop]! + 1;
    if (turn < sizes[loop]!) {
      counters[loop] = turn;
      for (let i = 0; i < steps.length; i++) places[i]! += steps[i]![loop]!;
      return;
    }
    for (let i = 0; i < steps.length; i++) {
      places[i]! -= steps[i]![loop]! * counters[loop]!;
    }
    counters[loop] = 0;
  }
}
