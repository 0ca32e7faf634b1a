import type {
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { i32 } from "../../../../core/assembler/instructions.ts";
import { lesser } from "../../../../core/assembler/lesser.ts";
import type { KernelParameters, RowRange } from "../kernel.ts";
import type { Product } from "./product.ts";

type I32 = Expression<"i32">;

/** Rows of one matrix, and where its factors, bias and result begin. */
export interface MatrixRows extends RowRange {
  /** Addresses of a, b, the bias if there is one, and the result. */
  readonly pointers: readonly Local<"i32">[];
  /** Whether there may be fewer rows than the matrix has. */
  readonly isPart: boolean;
}

/** Visits each matrix, or some rows of the only one. */
export function eachMatrix(
  f: FunctionBuilder,
  { matrices, rows, inner, columns }: Product,
  { pointers, begin, end }: KernelParameters,
  body: (rows: MatrixRows) => void,
): void {
  if (matrices === 1) {
    return body({ pointers, begin, end, isPart: rows > 1 });
  }
  const sizes = [rows * inner, inner * columns, rows * columns];
  const whole = {
    begin: f.let(i32.const(0)),
    end: f.let(i32.const(rows)),
    isPart: false,
  };
  f.for({ from: begin, to: end, step: 1 }, (matrix) => {
    const own = pointers.map((pointer, i) =>
      f.let(moved(pointer, matrix, 4 * sizes[i]!))
    );
    body({ ...whole, pointers: own });
  });
}

/** How a matrix is cut into blocks of rows. */
export interface Blocks {
  /** Rows that there can be. */
  readonly rows: number;
  /** Blocks that these are cut into, about. */
  readonly blocks: number;
  /** Rows of a tile: blocks hold whole tiles, except for the last one. */
  readonly height: number;
}

/** Visits blocks of rows. */
export function eachBlock(
  f: FunctionBuilder,
  { begin, end }: RowRange,
  { rows, blocks, height }: Blocks,
  body: (rows: RowRange) => void,
): void {
  if (blocks === 1) return body({ begin, end });
  const size = height * Math.ceil(rows / blocks / height);
  f.for({ from: begin, to: end, step: size }, (first) => {
    const next = f.let(i32.add(first, i32.const(size)));
    body({ begin: first, end: f.let(lesser(next, end)) });
  });
}

/**
 * Does something with tiles of a height, or row by row where there are fewer
 * rows than that.
 */
export function withTiles(
  f: FunctionBuilder,
  { begin, end, isPart }: MatrixRows,
  height: number,
  body: (height: number) => void,
): void {
  const tiles = (height: number) => f.scope(() => body(height));
  if (!isPart || height === 1) return tiles(height);
  f.if(
    i32.ltU(i32.sub(end, begin), i32.const(height)),
    () => tiles(1),
    () => tiles(height),
  );
}

/**
 * Visits tiles of `height` rows, of which there are at least as many. The last
 * one is moved up where it would reach over the end; `done` is how many of its
 * rows the tile before has, too.
 */
export function eachTile(
  f: FunctionBuilder,
  { begin, end }: RowRange,
  height: number,
  body: (row: Local<"i32">, done: I32) => void,
): void {
  f.for({ from: begin, to: end, step: height }, (row) => {
    if (height === 1) return body(row, i32.const(0));
    const last = f.let(i32.sub(end, i32.const(height)));
    const first = f.let(lesser(row, last));
    body(first, i32.sub(row, first));
  });
}

/** Addresses of some rows from an address on. */
export function rowsFrom(
  f: FunctionBuilder,
  address: I32,
  bytes: number,
  count: number,
): Local<"i32">[] {
  const first = f.let(address);
  const others = Array.from(
    { length: count - 1 },
    (_, i) => f.let(i32.add(first, i32.const((i + 1) * bytes))),
  );
  return [first, ...others];
}

/** An address moved on by a number of rows. */
export function moved(address: I32, count: I32, bytes: number): I32 {
  return i32.add(address, i32.mul(count, i32.const(bytes)));
}
