import { formatShape } from "../../../../core/errors.ts";
import { type Shape, sizeOf } from "../../../graph/node.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { i32 } from "../../../../core/assembler/instructions.ts";
import type { Kernel, KernelParameters } from "../kernel.ts";
import { copyWords } from "./copy_words.ts";
import { rowsWithin } from "./rows_within.ts";

/** A kernel that joins parts along an axis; rows are the places of the first axis. */
export function concatKernel(parts: readonly Shape[], axis: number): Kernel {
  return {
    key: JSON.stringify(["concat", parts, axis]),
    label: `concat ${parts.map(formatShape).join(", ")} along axis ${axis}`,
    write: axis === 0
      ? (f, at) => writeRows(parts, f, at)
      : (f, at) => writeRuns(parts, axis, f, at),
  };
}

/** The parts, one below the other. */
function writeRows(
  parts: readonly Shape[],
  f: FunctionBuilder,
  { pointers, begin, end }: KernelParameters,
): void {
  const result = pointers.at(-1)!;
  const width = sizeOf(parts[0]!.slice(1));
  const bytes = i32.const(4 * width);
  let first = 0;
  parts.forEach(([rows], i) => {
    const start = i32.const(first);
    rowsWithin(f, { begin, end }, [first, first += rows!], (some) => {
      const place = i32.sub(some.begin, start);
      copyWords(f, {
        to: i32.add(result, i32.mul(some.begin, bytes)),
        from: i32.add(pointers[i]!, i32.mul(place, bytes)),
        words: i32.mul(i32.sub(some.end, some.begin), i32.const(width)),
      });
    });
  });
}

/** The parts, side by side in runs of which a row has one or more. */
function writeRuns(
  parts: readonly Shape[],
  axis: number,
  f: FunctionBuilder,
  { pointers, begin, end }: KernelParameters,
): void {
  const result = pointers.at(-1)!;
  const widths = parts.map((shape) => sizeOf(shape.slice(axis)));
  const width = widths.reduce((sum, each) => sum + each, 0);
  const runs = sizeOf(parts[0]!.slice(1, axis));
  const along = (row: typeof begin, width: number) =>
    i32.mul(row, i32.const(4 * runs * width));
  const sources = widths.map((each, i) =>
    f.let(i32.add(pointers[i]!, along(begin, each)))
  );
  const from = f.let(i32.add(result, along(begin, width)));
  const to = f.let(i32.add(result, along(end, width)));
  f.for({ from, to, step: 4 * width }, (run) => {
    let offset = 0;
    widths.forEach((words, i) => {
      const to = f.let(i32.add(run, i32.const(4 * offset)));
      copyWords(f, { to, from: sources[i]!, words });
      f.increase(sources[i]!, 4 * words);
      offset += words;
    });
  });
}
