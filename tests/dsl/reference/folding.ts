import type { MatmulAttributes } from "../../../dsl/graph/node.ts";
import { ACTIVATIONS } from "./elementwise.ts";
import {
  at,
  type Meaning,
  type Meanings,
  offset,
  places,
  type Plain,
  tabulate,
  takesOver,
} from "./plain.ts";

type ReductionKind = "sum" | "prod" | "max" | "min";

function reduction<K extends ReductionKind>(
  empty: number,
  fold: (sum: number, x: number) => number,
  foldWhole: (sum: number, x: number) => number = fold,
): Meaning<K> {
  return ({ attributes: { axes, keepDims } }, [x]) => {
    const { shape, dtype } = x!;
    const kept = shape.map((size, axis) => axes.includes(axis) ? 1 : size);
    const data = places(kept).map(() => empty);
    const step = dtype === "int32" ? foldWhole : fold;
    for (const place of places(shape)) {
      const to = offset(kept, place.map((i, a) => axes.includes(a) ? 0 : i));
      data[to] = step(data[to]!, at(x!, place));
    }
    return {
      shape: keepDims ? kept : kept.filter((_, axis) => !axes.includes(axis)),
      dtype,
      data,
    };
  };
}

function arg<K extends "argMax" | "argMin">(
  better: (x: number, best: number) => boolean,
): Meaning<K> {
  return ({ attributes: { axis } }, [x]) => {
    const rest = x!.shape.filter((_, i) => i !== axis);
    return tabulate(rest, "int32", (place) => {
      const row = Array.from(
        { length: x!.shape[axis]! },
        (_, i) => at(x!, place.toSpliced(axis, 0, i)),
      );
      return row.reduce(
        (best, each, i) => takesOver(each, row[best]!, better) ? i : best,
        0,
      );
    });
  };
}

/** Applies `f` to each row along the last axis. */
function alongLast(x: Plain, f: (row: readonly number[]) => number[]): Plain {
  const size = x.shape.at(-1)!;
  const data: number[] = [];
  for (let start = 0; start < x.data.length; start += size) {
    data.push(...f(x.data.slice(start, start + size)));
  }
  return { ...x, data };
}

function logSoftmax(row: readonly number[]): number[] {
  const top = Math.max(...row);
  const total = row.reduce((sum, x) => sum + Math.exp(x - top), 0);
  return row.map((x) => x - top - Math.log(total));
}

function matmul(
  a: Plain,
  b: Plain,
  { transposeA, transposeB }: MatmulAttributes,
): Plain {
  const element = (x: Plain, swap: boolean, place: readonly number[]) =>
    at(x, swap ? [...place.slice(0, -2), ...place.slice(-2).reverse()] : place);
  const inner = a.shape.at(transposeA ? -2 : -1)!;
  const rows = a.shape.at(transposeA ? -1 : -2)!;
  const columns = b.shape.at(transposeB ? -2 : -1)!;
  const shape = [...a.shape.slice(0, -2), rows, columns];
  return tabulate(shape, "float32", (place) => {
    const matrix = place.slice(0, -2);
    const [i, j] = place.slice(-2) as [number, number];
    let sum = 0;
    for (let k = 0; k < inner; k++) {
      sum += element(a, transposeA, [...matrix, i, k]) *
        element(b, transposeB, [...matrix, k, j]);
    }
    return sum;
  });
}

/** Meanings that fold many places into one. */
export const FOLDING: Meanings<
  | ReductionKind
  | "argMax"
  | "argMin"
  | "softmax"
  | "logSoftmax"
  | "matmul"
  | "fusedMatmul"
> = {
  sum: reduction(0, (sum, x) => sum + x, (sum, x) => sum + x | 0),
  prod: reduction(1, (product, x) => product * x, Math.imul),
  max: reduction(-Infinity, Math.max),
  min: reduction(Infinity, Math.min),
  argMax: arg((x, best) => x > best),
  argMin: arg((x, best) => x < best),
  softmax: (_node, [x]) =>
    alongLast(x!, (row) => logSoftmax(row).map(Math.exp)),
  logSoftmax: (_node, [x]) => alongLast(x!, logSoftmax),
  matmul: ({ attributes }, [a, b]) => matmul(a!, b!, attributes),
  fusedMatmul: ({ attributes }, [a, b, bias]) => {
    const product = matmul(a!, b!, attributes);
    return tabulate(
      product.shape,
      "float32",
      ([i, j]) =>
        ACTIVATIONS[attributes.activation](
          at(product, [i!, j!]) + at(bias!, [j!]),
        ),
    );
  },
};
