import type {
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { i32 } from "../../../../core/assembler/instructions.ts";
import type { Kernel, KernelParameters } from "../kernel.ts";
import type { Library } from "../library.ts";
import { clearWords } from "../moving/fill_words.ts";
import {
  type FilterGradient,
  partCount,
  type Stride,
} from "./filter_gradient.ts";
import { split } from "./split.ts";
import type { Taps } from "./taps.ts";
import { TILE_COLUMNS, tileRows, TileWriter } from "./tile.ts";

/**
 * A kernel for the gradient of a convolution by its filter; reads images and
 * upstream gradients. Rows are groups of images, or parts of the filter if there
 * is one group.
 */
export function filterGradientKernel(
  gradient: FilterGradient,
  label: string,
): Kernel {
  return {
    key: JSON.stringify(["conv2d filter gradient", gradient]),
    label,
    write: (f, at, library) =>
      new FilterGradientWriter(gradient, f, at, library).write(),
  };
}

/** Addresses of what is read. */
interface Read {
  readonly source: Local<"i32">;
  readonly upstream: Local<"i32">;
}

class FilterGradientWriter {
  readonly #gradient: FilterGradient;
  readonly #f: FunctionBuilder;
  readonly #at: KernelParameters;
  readonly #tiles: TileWriter;
  /** Rows of a tile at most. */
  readonly #most: number;

  constructor(
    gradient: FilterGradient,
    f: FunctionBuilder,
    at: KernelParameters,
    library: Library,
  ) {
    this.#gradient = gradient;
    this.#f = f;
    this.#at = at;
    this.#tiles = new TileWriter(f, library);
    this.#most = tileRows(library);
  }

  write(): void {
    const f = this.#f;
    const { begin, end, pointers: [source, upstream, results] } = this.#at;
    const { groups, group } = this.#gradient;
    const parts = partCount(this.#gradient);
    this.#clear(results!);
    if (groups === 1) {
      const read = { source: f.let(source!), upstream: f.let(upstream!) };
      return this.#turns(read, results!, begin, end);
    }
    const [first, last] = [f.let(i32.const(0)), f.let(i32.const(parts))];
    f.for({ from: begin, to: end, step: 1 }, (row) => {
      const read = {
        source: this.#moved(source!, row, group.source),
        upstream: this.#moved(upstream!, row, group.upstream),
      };
      const result = this.#moved(results!, row, parts * this.#partWords);
      this.#turns(read, result, first, last);
    });
  }

  get #partWords(): number {
    const { part, filters } = this.#gradient;
    return part.length * filters;
  }

  /** Sets all sums to 0. */
  #clear(results: Local<"i32">): void {
    const f = this.#f;
    const { begin, end } = this.#at;
    const { groups } = this.#gradient;
    const parts = groups === 1 ? 1 : partCount(this.#gradient);
    const words = parts * this.#partWords;
    f.scope(() => {
      const to = this.#moved(results, begin, words);
      const rows = i32.sub(end, begin);
      clearWords(f, { to, words: f.let(i32.mul(rows, i32.const(words))) });
    });
  }

  #moved(
    base: Local<"i32">,
    times: Expression<"i32">,
    elements: number,
  ): Local<"i32"> {
    const bytes = i32.mul(times, i32.const(4 * elements));
    return this.#f.let(i32.add(base, bytes));
  }

  /** Adds up a group's windows, for the parts of the filter from `first` to `last`. */
  #turns(
    turn: Read,
    results: Local<"i32">,
    first: Local<"i32">,
    last: Local<"i32">,
  ): void {
    const f = this.#f;
    const { turns, turn: turnStride, blocks } = this.#gradient;
    f.repeat(turns, () => {
      const read = {
        source: f.let(turn.source),
        upstream: f.let(turn.upstream),
      };
      for (const { count, stride, windows } of blocks) {
        f.repeat(count, () => {
          f.for({ from: first, to: last, step: 1 }, (part) => {
            const result = this.#moved(results, part, this.#partWords);
            this.#part(windows, this.#under(part, read), result);
          });
          this.#advance(read, stride);
        });
      }
      this.#advance(turn, turnStride);
    });
  }

  #advance(read: Read, { source, upstream }: Stride): void {
    this.#f.increase(read.source, 4 * source);
    this.#f.increase(read.upstream, 4 * upstream);
  }

  /** What the first window puts under a part of the filter. */
  #under(part: Local<"i32">, { source, upstream }: Read): Read {
    const f = this.#f;
    const rest = f.let(part);
    const under = f.let(source);
    for (const { count, step } of this.#gradient.parts.toReversed()) {
      const turn = i32.remU(rest, i32.const(count));
      f.increase(under, i32.mul(turn, i32.const(4 * step)));
      f.set(rest, i32.divU(rest, i32.const(count)));
    }
    return { source: under, upstream };
  }

  /** Adds a block's windows to a part of the filter, 8 filters at a time. */
  #part(windows: Taps, { source, upstream }: Read, result: Local<"i32">): void {
    const f = this.#f;
    const { filters } = this.#gradient;
    const filter = f.let(upstream);
    const write = (columns: number) => {
      this.#panel(
        windows,
        columns,
        { source, upstream: filter },
        f.let(result),
      );
      f.increase(filter, 4 * TILE_COLUMNS);
      f.increase(result, 4 * TILE_COLUMNS);
    };
    const rest = filters % TILE_COLUMNS;
    f.repeat((filters - rest) / TILE_COLUMNS, () => write(TILE_COLUMNS));
    if (rest > 0) f.scope(() => write(rest));
  }

  #panel(
    taps: Taps,
    columns: number,
    { source, upstream }: Read,
    result: Local<"i32">,
  ): void {
    const { part, filters } = this.#gradient;
    let first = 0;
    for (const { size, count } of split(part.length, this.#most)) {
      for (let i = 0; i < count; i++) {
        this.#tiles.write({
          rows: part.slice(first, first + size),
          columns,
          taps,
          start: "result",
          hasSpare: false,
          step: filters,
          relu: false,
        }, { source, filter: upstream, result });
        this.#f.increase(result, 4 * size * filters);
        first += size;
      }
    }
  }
}
