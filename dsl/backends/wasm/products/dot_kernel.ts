import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { i32 } from "../../../../core/assembler/instructions.ts";
import type { Kernel } from "../kernel.ts";
import { LANES } from "../lanes.ts";
import type { Library } from "../library.ts";
import { writeDotTile } from "./dot_tile.ts";
import { labelOf, type Product } from "./product.ts";
import {
  eachBlock,
  eachMatrix,
  eachTile,
  type MatrixRows,
  moved,
  rowsFrom,
  withTiles,
} from "./rows.ts";

/** Bytes of the first factor that a block of rows takes: it stays in the second cache. */
const BLOCK_BYTES = 128 * 1024;
/** Rows of a tile of 1, 2, 3, 4 columns. */
const HEIGHTS: readonly number[] = [8, 4, 2, 2];

/**
 * A kernel that multiplies vectors of a's rows by vectors of b's columns, which
 * stand in memory as rows do; reads a, b and, with bias, a number for each column.
 */
export function dotKernel(product: Product): Kernel {
  return {
    key: JSON.stringify(["dots", product]),
    label: labelOf(product),
    write: (f, at, library) =>
      eachMatrix(f, product, at, (rows) => {
        const width = Math.min(LANES, product.columns);
        const height = Math.min(HEIGHTS[width - 1]!, product.rows);
        withTiles(f, rows, height, (height) => {
          writeTiles(f, library, { product, rows, width, height });
        });
      }),
  };
}

/** Rows to be covered with tiles. */
interface Tiles {
  readonly product: Product;
  readonly rows: MatrixRows;
  readonly width: number;
  readonly height: number;
}

/** Tiles below each other find the same rows of b in the first cache. */
function writeTiles(
  f: FunctionBuilder,
  library: Library,
  { product, rows, width, height }: Tiles,
): void {
  const { inner, columns, bias: hasBias, relu } = product;
  const [a, b] = rows.pointers;
  const result = rows.pointers.at(-1)!;
  const rowBytes = 4 * inner;
  const blocks = Math.max(
    1,
    Math.round(product.rows * rowBytes / BLOCK_BYTES),
  );
  eachBlock(f, rows, { ...product, blocks, height }, (block) => {
    const columnRange = {
      begin: f.let(i32.const(0)),
      end: f.let(i32.const(columns)),
    };
    eachTile(f, columnRange, width, (column) => {
      const columnB = f.let(moved(b!, column, rowBytes));
      const bias = hasBias
        ? f.let(moved(rows.pointers[2]!, column, 4))
        : undefined;
      const columnResult = f.let(moved(result, column, 4));
      eachTile(f, block, height, (row) => {
        const at = {
          a: rowsFrom(f, moved(a!, row, rowBytes), rowBytes, height),
          b: rowsFrom(f, columnB, rowBytes, width),
          bias,
          result: f.let(moved(columnResult, row, 4 * columns)),
        };
        const tile = { terms: inner, step: 4 * columns, relu };
        writeDotTile(f, library, tile, at);
      });
    });
  });
}
