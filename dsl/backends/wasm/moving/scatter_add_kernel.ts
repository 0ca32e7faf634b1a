import type { Local } from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import {
  f32,
  f32x4,
  i32,
  v128,
} from "../../../../core/assembler/instructions.ts";
import type { Kernel } from "../kernel.ts";
import { clearWords } from "./fill_words.ts";
import type { Lookup } from "./gather_kernel.ts";

/** Bytes of the vectors of one turn. */
const TURN = 64;

/**
 * A kernel that adds rows into the table's rows by index; rows are the table's.
 *
 * Each call goes through all indices and adds those that are its own, so that a
 * row is always summed in the order of the indices.
 */
export function scatterAddKernel({ rows, width, count }: Lookup): Kernel {
  return {
    key: JSON.stringify(["scatterAdd", width, count]),
    label: `scatterAdd ${count} into [${rows}, ${width}]`,
    write: (f, { pointers: [values, indices, table], begin, end }) => {
      const bytes = i32.const(4 * width);
      const own = f.let(i32.sub(end, begin));
      const start = f.let(i32.add(table!, i32.mul(begin, bytes)));
      const words = f.let(i32.mul(own, i32.const(width)));
      clearWords(f, { to: start, words });
      const from = f.let(values!);
      const last = f.let(i32.add(indices!, i32.const(4 * count)));
      f.for({ from: indices!, to: last, step: 4 }, (at) => {
        // Unsigned, an index before the first is too large.
        const row = f.let(i32.sub(i32.load(at), begin));
        f.if(i32.ltU(row, own), () => {
          const to = f.let(i32.add(start, i32.mul(row, bytes)));
          addRow(f, to, from, width);
        });
        f.increase(from, 4 * width);
      });
    },
  };
}

/** Adds a row to another. */
function addRow(
  f: FunctionBuilder,
  to: Local<"i32">,
  from: Local<"i32">,
  width: number,
): void {
  const turns = Math.floor(4 * width / TURN) * TURN;
  const ahead = f.let(i32.sub(from, to));
  const end = f.let(i32.add(to, i32.const(turns)));
  const addVectors = (at: Local<"i32">, bytes: number) => {
    const source = f.let(i32.add(at, ahead));
    for (let offset = 0; offset + 16 <= bytes; offset += 16) {
      const sum = f32x4.add(v128.load(at, offset), v128.load(source, offset));
      f.do(v128.store(at, sum, offset));
    }
  };
  f.for({ from: to, to: end, step: TURN }, (at) => addVectors(at, TURN));
  addVectors(end, 4 * width - turns);
  const source = f.let(i32.add(end, ahead));
  for (let word = width - width % 4; word < width; word++) {
    const offset = 4 * word - turns;
    const sum = f32.add(f32.load(end, offset), f32.load(source, offset));
    f.do(f32.store(end, sum, offset));
  }
}
