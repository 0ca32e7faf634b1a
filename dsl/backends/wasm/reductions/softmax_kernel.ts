import { formatShape } from "../../../../core/errors.ts";
import type { Local } from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { f32x4, i32 } from "../../../../core/assembler/instructions.ts";
import type { Kernel } from "../kernel.ts";
import { foldLanes, forLanes, LANES, loadLanes, storeLanes } from "../lanes.ts";
import type { Library } from "../library.ts";
import { type Block, shapeOf } from "./block.ts";
import { foldOf } from "./fold.ts";
import { foldRow } from "./fold_row.ts";

/** Kinds of operations that turn scores into probabilities. */
export type SoftmaxKind = "softmax" | "logSoftmax";

/** Rows of scores, and where their probabilities go. */
interface Rows {
  readonly kind: SoftmaxKind;
  /** Elements of a row. */
  readonly length: number;
  /** Address of the next row. */
  readonly from: Local<"i32">;
  /** Address of its result. */
  readonly to: Local<"i32">;
  /** Address behind the last result. */
  readonly last: Local<"i32">;
  readonly library: Library;
}

/** sᵢ = e^(xᵢ − m) / Σⱼ e^(xⱼ − m), m = max x, or its logarithm; x are the rows of a block [outer, length, 1]. */
export function softmaxKernel(
  kind: SoftmaxKind,
  block: Block,
  rows: number,
): Kernel {
  const { outer, length } = block;
  const isShort = LANES % length === 0;
  return {
    key: JSON.stringify([kind, block, rows]),
    label: `${kind} ${formatShape(shapeOf(block))}`,
    // Long rows of logarithms are read again when powers stand in the result.
    inPlace: isShort || kind === "softmax",
    write: (f, { pointers: [input, output], begin, end }, library) => {
      const bytes = i32.const(4 * length * outer / rows);
      const first = f.let(i32.mul(begin, bytes));
      const from = f.let(i32.add(input!, first));
      const to = f.let(i32.add(output!, first));
      const last = f.let(i32.add(output!, i32.mul(end, bytes)));
      const all = { kind, length, from, to, last, library };
      if (!isShort) return repeat(f, all, length, () => writeLong(f, all));
      repeat(f, all, LANES, () => writeShort(f, all, LANES));
      if (length < LANES) {
        repeat(f, all, length, () => writeShort(f, all, length));
      }
    },
  };
}

/** Repeats `body`, which does so many elements, while there are as many. */
function repeat(
  f: FunctionBuilder,
  { from, to, last }: Rows,
  elements: number,
  body: () => void,
): void {
  const bytes = 4 * elements;
  f.while(() => i32.leU(i32.add(to, i32.const(bytes)), last), () => {
    body();
    f.increase(from, bytes);
    f.increase(to, bytes);
  });
}

/** As many rows as there are in so many lanes. */
function writeShort(
  f: FunctionBuilder,
  { kind, length, from, to, library }: Rows,
  lanes: number,
): void {
  const x = f.let(loadLanes(from, lanes));
  const max = foldLanes(f, x, length, f32x4.pmax);
  const shifted = f.let(f32x4.sub(x, max));
  const power = f.let(library.inline(f, "exp", shifted));
  const sum = foldLanes(f, power, length, f32x4.add);
  const result = kind === "softmax"
    ? f32x4.div(power, sum)
    : f32x4.sub(shifted, library.apply("log", sum));
  f.do(...storeLanes(to, result, lanes));
}

/** One row, of any length but 1 and 2. */
function writeLong(
  f: FunctionBuilder,
  { kind, length, from, to, library }: Rows,
): void {
  const sums = foldOf("sum", "float32", library);
  // A NaN may be missed here, as it makes the sum one.
  const maxima = {
    ...foldOf("max", "float32", library),
    combine: f32x4.pmax,
  };
  const run = { pointers: [from, to], elements: length, unroll: 2 };
  const max = foldRow(f, maxima, from, length);
  forLanes(f, run, ({ pointers: [from, to], offset, count }) => {
    const shifted = f.let(f32x4.sub(loadLanes(from!, count, offset), max));
    const power = library.inline(f, "exp", shifted);
    f.do(...storeLanes(to!, power, count, offset));
  });
  const sum = foldRow(f, sums, to, length);
  const log = kind === "logSoftmax"
    ? f.let(library.apply("log", sum))
    : undefined;
  forLanes(f, run, ({ pointers: [from, to], offset, count }) => {
    const result = log
      ? f32x4.sub(f32x4.sub(loadLanes(from!, count, offset), max), log)
      : f32x4.div(loadLanes(to!, count, offset), sum);
    f.do(...storeLanes(to!, result, count, offset));
  });
}
