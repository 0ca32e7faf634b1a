import { sizeOf } from "../../../graph/node.ts";
import { isPadded, simplify, type ViewAxis } from "../../view.ts";
import type {
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { i32, v128 } from "../../../../core/assembler/instructions.ts";
import type { Kernel, KernelParameters, RowRange } from "../kernel.ts";
import { copyStrided } from "./copy_strided.ts";
import { copyWords } from "./copy_words.ts";
import { clearWords, fillWords } from "./fill_words.ts";
import { rowsWithin } from "./rows_within.ts";
import { fillStrip, forStrips, type Strip } from "./strip.ts";

type I32 = Expression<"i32">;

/** A kernel that copies what a view shows; rows are the places of its first axis. */
export function viewKernel(
  [rows, ...below]: readonly [ViewAxis, ...ViewAxis[]],
  label: string,
): Kernel {
  const { axes } = simplify({ axes: below, source: 0 });
  return {
    key: JSON.stringify(["view", rows, axes]),
    label,
    write: (f, at) => new ViewWriter(f, at, [rows, ...axes]).write(),
  };
}

/** Number of elements below an axis. */
function widthOf(axes: readonly ViewAxis[]): number {
  return sizeOf(axes.map(({ size }) => size));
}

/** Places of an axis that lie inside the source. */
function insideOf(
  { size, begin, limit }: ViewAxis,
): [first: number, end: number] {
  const first = Math.min(size, Math.max(0, -begin));
  return [first, Math.max(first, Math.min(size, limit - begin))];
}

/** Writes the nest of loops over a view's axes, whose innermost part is a run of the result, or of a strip. */
class ViewWriter {
  readonly #f: FunctionBuilder;
  readonly #at: KernelParameters;
  readonly #axes: readonly [ViewAxis, ...ViewAxis[]];
  /** The axis along which the source runs on, if it is not the last: its rows make strips. */
  readonly #across: ViewAxis | undefined;

  constructor(
    f: FunctionBuilder,
    at: KernelParameters,
    axes: readonly [ViewAxis, ...ViewAxis[]],
  ) {
    this.#f = f;
    this.#at = at;
    this.#axes = axes;
    const last = axes.at(-1)!;
    const canTurn = last.step > 1 && last.size >= 4 && !axes.some(isPadded);
    this.#across = canTurn
      ? axes.find(({ step, size }) => step === 1 && size >= 4)
      : undefined;
  }

  write(): void {
    const f = this.#f;
    const { pointers: [source, result], begin, end } = this.#at;
    const [rows, ...inner] = this.#axes;
    const { axes: joined } = simplify({ axes: this.#axes, source: 0 });
    if (joined.length <= 1) {
      const [axis = rows] = joined;
      const width = i32.const(axis.size / rows.size);
      const places = {
        begin: f.let(i32.mul(begin, width)),
        end: f.let(i32.mul(end, width)),
      };
      return this.#inside(axis, places, 1, (inside) => {
        this.#flat(axis, inside);
      });
    }
    const width = widthOf(inner);
    this.#inside(rows, { begin, end }, width, (inside) => {
      if (this.#across === rows) {
        return forStrips(f, { rows: inside, stride: width }, (row, strip) => {
          const from = this.#sourceAt(source!, rows, row);
          this.#nest(inner, from, this.#offset(result!, row, width), strip);
        });
      }
      const from = this.#sourceAt(source!, rows, inside.begin);
      const start = this.#offset(result!, inside.begin, width);
      const stop = this.#offset(result!, inside.end, width);
      f.for({ from: start, to: stop, step: 4 * width }, (to) => {
        this.#nest(inner, from, to);
        f.increase(from, 4 * rows.step);
      });
    });
  }

  /** Clears the rows that lie outside the source; leaves the others to `move`. */
  #inside(
    axis: ViewAxis,
    rows: RowRange,
    width: number,
    move: (rows: RowRange) => void,
  ): void {
    if (!isPadded(axis)) return move(rows);
    const f = this.#f;
    const [first, last] = insideOf(axis);
    const clear = ({ begin, end }: RowRange) => {
      const words = f.let(i32.mul(i32.sub(end, begin), i32.const(width)));
      const to = this.#offset(this.#at.pointers[1]!, begin, width);
      clearWords(f, { to, words });
    };
    rowsWithin(f, rows, [0, first], clear);
    rowsWithin(f, rows, [first, last], move);
    rowsWithin(f, rows, [last, axis.size], clear);
  }

  /** Places of an axis along which the result runs on, from one to another. */
  #flat(axis: ViewAxis, { begin, end }: RowRange): void {
    const f = this.#f;
    const [source, result] = this.#at.pointers;
    const from = this.#sourceAt(source!, axis, begin);
    const to = this.#offset(result!, begin, 1);
    this.#run(axis.step, f.let(i32.sub(end, begin)), from, to);
  }

  /** All places of some axes, from the addresses of their sources' begin and of the result. */
  #nest(
    axes: readonly ViewAxis[],
    source: Local<"i32">,
    result: Local<"i32">,
    strip?: Strip,
  ): void {
    const f = this.#f;
    const [axis, ...inner] = axes;
    const { size, step, begin } = axis!;
    const width = widthOf(inner);
    const [first, last] = insideOf(axis!);
    clearWords(f, { to: result, words: first * width });
    const from = this.#plus(source, step * (begin + first));
    const to = this.#plus(result, first * width);
    if (inner.length === 0) {
      if (strip) fillStrip(f, to, { from, step, size }, strip);
      else this.#run(step, last - first, from, to);
    } else if (this.#across === axis) {
      const all = { begin: f.let(i32.const(0)), end: f.let(i32.const(size)) };
      forStrips(f, { rows: all, size, stride: width }, (place, strip) => {
        const start = f.let(i32.add(from, i32.shl(place, i32.const(2))));
        this.#nest(inner, start, this.#offset(to, place, width), strip);
      });
    } else {
      const start = f.let(from);
      const stop = this.#plus(to, (last - first) * width);
      f.for({ from: to, to: stop, step: 4 * width }, (at) => {
        this.#nest(inner, start, at, strip);
        f.increase(start, 4 * step);
      });
    }
    const after = this.#plus(result, last * width);
    clearWords(f, { to: after, words: (size - last) * width });
  }

  /** A run of the result. */
  #run(
    step: number,
    words: Local<"i32"> | number,
    from: Local<"i32">,
    to: Local<"i32">,
  ): void {
    const f = this.#f;
    if (words === 0) return;
    if (step === 1) copyWords(f, { to, from, words });
    else if (step === 0) {
      fillWords(f, { to, words }, f.let(v128.loadSplat(from)));
    } else copyStrided(f, { to, from, step, words });
  }

  /** Where the source of a place of an axis stands. */
  #sourceAt(source: I32, { step, begin }: ViewAxis, place: I32): Local<"i32"> {
    const along = i32.mul(
      i32.add(place, i32.const(begin)),
      i32.const(4 * step),
    );
    return this.#f.let(i32.add(source, along));
  }

  /** The address of a row of the result. */
  #offset(result: I32, row: I32, width: number): Local<"i32"> {
    const along = i32.mul(row, i32.const(4 * width));
    return this.#f.let(i32.add(result, along));
  }

  /** An address some elements further. */
  #plus(address: Local<"i32">, elements: number): Local<"i32"> {
    return elements === 0
      ? address
      : this.#f.let(i32.add(address, i32.const(4 * elements)));
  }
}
