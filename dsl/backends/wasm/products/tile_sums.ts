import type {
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { f32x4, i32, v128 } from "../../../../core/assembler/instructions.ts";
import { LANES, loadLanes, storeLanes } from "../lanes.ts";
import type { Library } from "../library.ts";
import type { ColumnVector } from "./tiling.ts";

type V128 = Expression<"v128">;

/** The sums of a tile. */
export interface Sums {
  /** Rows. */
  readonly rows: number;
  /** Columns. */
  readonly vectors: readonly ColumnVector[];
  /** Bytes from row to row of the result. */
  readonly step: number;
  /** What a sum begins with: 0, its column's bias, or the result of before. */
  readonly start: "zero" | "bias" | "result";
  /** Whether only positive sums stay. */
  readonly relu: boolean;
}

/** Where sums begin and end. */
export interface SumPointers {
  /** The first number of the result. */
  readonly result: Local<"i32">;
  /** The first column's bias. */
  readonly bias?: Local<"i32">;
  /** How many rows at the top are not stored. @default {0} */
  readonly done?: Expression<"i32">;
}

/** Sums of products in registers: a vector for each row and each of a tile's vectors. */
export class TileSums {
  readonly #f: FunctionBuilder;
  readonly #library: Library;
  readonly #shape: Sums;
  readonly #at: SumPointers;
  readonly #sums: readonly (readonly Local<"v128">[])[];

  /** Begins all sums. */
  constructor(
    f: FunctionBuilder,
    library: Library,
    shape: Sums,
    at: SumPointers,
  ) {
    this.#f = f;
    this.#library = library;
    this.#shape = shape;
    this.#at = at;
    const { rows, vectors, start, step } = shape;
    const bias = start === "bias"
      ? vectors.map(({ column, lanes }) =>
        f.let(loadLanes(at.bias!, lanes, 4 * column))
      )
      : [];
    const zero = f32x4.const(0);
    this.#sums = Array.from(
      { length: rows },
      (_, row) =>
        vectors.map(({ column, lanes }, i) => {
          switch (start) {
            case "zero":
              return f.let(zero);
            case "bias":
              return row === rows - 1 ? bias[i]! : f.let(bias[i]!);
            case "result":
              return f.let(
                loadLanes(at.result, lanes, row * step + 4 * column),
              );
          }
        }),
    );
  }

  /** Multiplies a number of each row, in all lanes, by each vector of columns; what there is less of is held meanwhile. */
  add(number: (row: number) => V128, columns: (i: number) => V128): void {
    const f = this.#f;
    const { rows, vectors } = this.#shape;
    const add = (row: number, i: number, x: V128, y: V128) => {
      const sum = this.#sums[row]![i]!;
      f.set(sum, this.#library.madd(x, y, sum));
    };
    f.scope(() => {
      if (vectors.length <= rows) {
        const held = vectors.map((_, i) => f.let(columns(i)));
        for (let row = 0; row < rows; row++) {
          const x = held.length === 1 ? number(row) : f.let(number(row));
          held.forEach((y, i) => add(row, i, x, y));
        }
        return;
      }
      const held = this.#sums.map((_, row) => f.let(number(row)));
      for (let i = 0; i < vectors.length; i++) {
        const y = held.length === 1 ? columns(i) : f.let(columns(i));
        held.forEach((x, row) => add(row, i, x, y));
      }
    });
  }

  /** Stores the sums. */
  store(): void {
    const f = this.#f;
    const { done } = this.#at;
    const { rows, vectors, relu } = this.#shape;
    const zero = f32x4.const(0);
    for (const [row, sums] of this.#sums.entries()) {
      const store = () => {
        for (const [i, sum] of sums.entries()) {
          const value = relu ? f32x4.pmax(sum, zero) : sum;
          this.#storeVector(row, vectors[i]!, value);
        }
      };
      if (done && row < rows - 1) {
        f.if(i32.leU(done, i32.const(row)), store);
      } else store();
    }
  }

  #storeVector(row: number, vector: ColumnVector, value: V128): void {
    const f = this.#f;
    const { result } = this.#at;
    const { column, lanes, fresh } = vector;
    const offset = row * this.#shape.step + 4 * column;
    if (fresh === lanes) {
      return f.do(...storeLanes(result, value, lanes, offset));
    }
    if (fresh % 2 === 1) {
      const lane = LANES - fresh;
      f.do(v128.storeLane(result, value, lane, offset + 4 * lane));
    }
    if (fresh >= 2) f.do(v128.storeHalf(result, value, 1, offset + 8));
  }
}
