import type { Local } from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { i32, memory } from "../../../../core/assembler/instructions.ts";
import { lesser } from "../../../../core/assembler/lesser.ts";
import type { Kernel, KernelParameters } from "../kernel.ts";
import type { Library } from "../library.ts";
import { isBlocked, termsAtOnce } from "./blocking.ts";
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
import { type TilePointers, writeTile } from "./tile.ts";
import { takesQuads } from "./tile_height.ts";
import { type Panels, panelsOf } from "./tiling.ts";

/** Rows of a block, about: what they read and write of a few columns stays in the first cache. */
const BLOCK_ROWS = 64;

/**
 * A kernel that multiplies numbers of a by vectors of b's rows; reads a, b and,
 * with bias, a number for each column.
 */
export function productKernel(product: Product): Kernel {
  return {
    key: JSON.stringify(["product", product]),
    label: labelOf(product),
    write: (f, at, library) => new ProductWriter(product, f, library).write(at),
  };
}

/** Some terms of all sums: all, or a block of them. */
interface Terms {
  /** Addresses of the first row's first number, and of the first column's. */
  readonly a: Local<"i32">;
  readonly b: Local<"i32">;
  /** Bytes of the rows of b of a block: of those that are taken in fours, and of all. */
  readonly block?: {
    readonly fours: Local<"i32">;
    readonly all: Local<"i32">;
  };
}

class ProductWriter {
  readonly #product: Product;
  readonly #f: FunctionBuilder;
  readonly #library: Library;
  readonly #panels: readonly Panels[];
  /** Bytes from row to row of a, and from term to term of a row. */
  readonly #rowA: number;
  readonly #stepA: number;
  /** Bytes from row to row of b, and of the result. */
  readonly #stepB: number;

  constructor(product: Product, f: FunctionBuilder, library: Library) {
    this.#product = product;
    this.#f = f;
    this.#library = library;
    this.#panels = panelsOf(product, library.target.relaxed);
    const { transposeA, rows, inner, columns } = product;
    this.#rowA = 4 * (transposeA ? 1 : inner);
    this.#stepA = 4 * (transposeA ? rows : 1);
    this.#stepB = 4 * columns;
  }

  write(at: KernelParameters): void {
    eachMatrix(this.#f, this.#product, at, (rows) => {
      const [a, b] = rows.pointers;
      if (isBlocked(this.#product)) this.#blocks(rows);
      else this.#columns(rows, { a: a!, b: b! });
    });
  }

  /** Adds a block of terms to all sums, then the next one; the sums wait in the result. */
  #blocks(rows: MatrixRows): void {
    const f = this.#f;
    const { inner } = this.#product;
    const [a, b] = rows.pointers;
    const size = termsAtOnce(this.#product);
    const bytes = i32.const(this.#stepB);
    this.#begin(rows);
    f.for(
      { from: i32.const(0), to: i32.const(inner), step: size },
      (first) => {
        const left = f.let(i32.sub(i32.const(inner), first));
        const terms = f.let(lesser(left, i32.const(size)));
        const fours = i32.and(terms, i32.const(-4));
        this.#columns(rows, {
          a: f.let(moved(a!, first, this.#stepA)),
          b: f.let(moved(b!, first, this.#stepB)),
          block: {
            fours: f.let(i32.mul(fours, bytes)),
            all: f.let(i32.mul(terms, bytes)),
          },
        });
      },
    );
  }

  /** Fills the result with what sums begin with. */
  #begin({ pointers, begin, end }: MatrixRows): void {
    const f = this.#f;
    const bytes = i32.const(this.#stepB);
    const result = pointers.at(-1)!;
    const at = (row: Local<"i32">) => moved(result, row, this.#stepB);
    if (this.#product.bias) {
      f.for({ from: begin, to: end, step: 1 }, (row) => {
        f.do(memory.copy(at(row), pointers[2]!, bytes));
      });
    } else {
      const all = i32.mul(i32.sub(end, begin), bytes);
      f.do(memory.fill(at(begin), i32.const(0), all));
    }
  }

  /** Takes some terms for all columns. */
  #columns(rows: MatrixRows, terms: Terms): void {
    for (const panels of this.#panels) {
      withTiles(this.#f, rows, panels.height, (height) => {
        this.#cover({ ...panels, height }, rows, terms);
      });
    }
  }

  /** Takes some terms for panels side by side; tiles below each other find the same part of b in the first cache. */
  #cover(
    { height, vectors, column, count }: Panels,
    matrix: MatrixRows,
    { a, b, block }: Terms,
  ): void {
    const f = this.#f;
    const { rows, bias } = this.#product;
    const { pointers } = matrix;
    const blocks = Math.max(1, Math.round(rows / BLOCK_ROWS));
    const begun = (address: Local<"i32">) =>
      f.let(i32.add(address, i32.const(4 * column)));
    eachBlock(f, matrix, { rows, blocks, height }, (range) => {
      const panel = {
        b: begun(b),
        result: begun(pointers.at(-1)!),
        ...(bias && { bias: begun(pointers[2]!) }),
      };
      f.repeat(count, () => {
        const ends = block && {
          fours: f.let(i32.add(panel.b, block.fours)),
          all: f.let(i32.add(panel.b, block.all)),
        };
        eachTile(f, range, height, (row, done) => {
          const first = moved(a, row, this.#rowA);
          this.#tile(vectors, {
            a: rowsFrom(f, first, this.#rowA, height),
            b: f.let(panel.b),
            result: f.let(moved(panel.result, row, this.#stepB)),
            ...(panel.bias && { bias: panel.bias }),
            ...(ends && { ends }),
            ...(block && height > 1 && { done }),
          });
        });
        for (const pointer of Object.values(panel)) {
          f.increase(pointer, 16 * vectors.length);
        }
      });
    });
  }

  #tile(vectors: Panels["vectors"], at: TilePointers): void {
    const { inner, bias, relu } = this.#product;
    writeTile(this.#f, this.#library, {
      vectors,
      stepA: this.#stepA,
      stepB: this.#stepB,
      terms: inner,
      start: at.ends ? "result" : bias ? "bias" : "zero",
      relu,
      quads: takesQuads(this.#product, at.a.length),
    }, at);
  }
}
