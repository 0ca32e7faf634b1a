import type {
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { i32 } from "../../../../core/assembler/instructions.ts";
import type { Kernel, KernelParameters } from "../kernel.ts";
import type { Library } from "../library.ts";
import { type Correlation, type Phase, PLACE_BYTES } from "./correlation.ts";
import { split } from "./split.ts";
import {
  TILE_COLUMNS,
  type TilePointers,
  tileRows,
  TileWriter,
} from "./tile.ts";

/** A kernel for weighted sums of surroundings; reads images, weights, a table of places and, with bias, a number for each channel. */
export function correlationKernel(
  correlation: Correlation,
  label: string,
): Kernel {
  return {
    key: JSON.stringify(["correlation", correlation]),
    label,
    write: (f, at, library) =>
      new CorrelationWriter(correlation, f, at, library).write(),
  };
}

class CorrelationWriter {
  readonly #correlation: Correlation;
  readonly #f: FunctionBuilder;
  readonly #at: KernelParameters;
  readonly #tiles: TileWriter;
  /** Outputs of a tile at most. */
  readonly #most: number;

  constructor(
    correlation: Correlation,
    f: FunctionBuilder,
    at: KernelParameters,
    library: Library,
  ) {
    this.#correlation = correlation;
    this.#f = f;
    this.#at = at;
    this.#tiles = new TileWriter(f, library);
    this.#most = tileRows(library);
  }

  write(): void {
    const f = this.#f;
    const { phases } = this.#correlation;
    const { begin, end } = this.#at;
    const several = this.#alongImages(this.#most);
    if (!several) {
      return f.for(
        { from: begin, to: end, step: 1 },
        (row) => this.#outputs(row, phases),
      );
    }
    const most = i32.const(this.#most);
    const rest = i32.remU(i32.sub(end, begin), most);
    const last = f.let(i32.sub(end, rest));
    f.for(
      { from: begin, to: last, step: this.#most },
      (row) => this.#outputs(row, [several]),
    );
    f.for(
      { from: last, to: end, step: 1 },
      (row) => this.#outputs(row, phases),
    );
  }

  /** The outputs of some images as one row of them, if each image has one only. */
  #alongImages(count: number): Phase | undefined {
    const { phases: [phase], sourceImage, resultImage, channels } =
      this.#correlation;
    if (resultImage !== channels) return undefined;
    return {
      ...phase!,
      columns: count,
      source: { row: 0, pixel: sourceImage },
      result: { row: 0, pixel: resultImage },
    };
  }

  /** What a row of the kernel computes. */
  #outputs(row: Local<"i32">, phases: readonly Phase[]): void {
    const f = this.#f;
    const { imageRows = 1, resultImage, bias } = this.#correlation;
    const [images, filter, table] = this.#at.pointers;
    const start = bias ? { bias: this.#at.pointers[3]! } : {};
    const results = this.#at.pointers.at(-1)!;
    const source = f.let(i32.add(images!, this.#sourceOf(row)));
    const bytes = i32.const(4 * resultImage / imageRows);
    const result = f.let(i32.add(results, i32.mul(row, bytes)));
    const place = f.let(table!);
    for (const phase of phases) {
      f.repeat(phase.places, () => {
        const moved = (base: Local<"i32">, word: number) =>
          f.let(i32.add(base, i32.load(place, 4 * word)));
        this.#grid(phase, {
          source: moved(source, 0),
          filter: moved(filter!, 1),
          result: moved(result, 2),
          ...start,
        });
        f.increase(place, PLACE_BYTES);
      });
    }
  }

  /** Bytes before what a row of the kernel reads. */
  #sourceOf(row: Local<"i32">): Expression<"i32"> {
    const { sourceImage, imageRows, phases } = this.#correlation;
    const times = (count: Expression<"i32">, elements: number) =>
      i32.mul(count, i32.const(4 * elements));
    if (imageRows === undefined) return times(row, sourceImage);
    const rows = i32.const(imageRows);
    return i32.add(
      times(i32.divU(row, rows), sourceImage),
      times(i32.remU(row, rows), phases[0]!.source.row),
    );
  }

  /** The outputs of a grid, row by row. */
  #grid(phase: Phase, { source, result, ...rest }: TilePointers): void {
    const f = this.#f;
    const { rows, source: sourceSteps, result: resultSteps } = phase;
    f.repeat(rows, () => {
      const filter = f.let(rest.filter);
      const bias = rest.bias && { bias: f.let(rest.bias) };
      this.#row(phase, { source, filter, result: f.let(result), ...bias });
      f.increase(source, 4 * sourceSteps.row);
      f.increase(result, 4 * resultSteps.row);
    });
  }

  /** A row of outputs, 8 channels at a time. */
  #row(phase: Phase, at: TilePointers): void {
    const f = this.#f;
    const { channels, panel } = this.#correlation;
    const write = (columns: number) => {
      this.#panel(phase, columns, {
        ...at,
        source: f.let(at.source),
        result: f.let(at.result),
      });
      f.increase(at.filter, 4 * panel);
      if (at.bias) f.increase(at.bias, 4 * TILE_COLUMNS);
      f.increase(at.result, 4 * TILE_COLUMNS);
    };
    const rest = channels % TILE_COLUMNS;
    f.repeat((channels - rest) / TILE_COLUMNS, () => write(TILE_COLUMNS));
    if (rest > 0) f.scope(() => write(rest));
  }

  /** Up to 8 channels of a row of outputs. */
  #panel(phase: Phase, columns: number, at: TilePointers): void {
    const f = this.#f;
    const { bias, relu } = this.#correlation;
    const { source, result } = phase;
    for (const { size: rows, count } of split(phase.columns, this.#most)) {
      f.repeat(count, () => {
        this.#tiles.write({
          rows: Array.from({ length: rows }, (_, i) => i * source.pixel),
          columns,
          taps: phase.taps,
          start: bias ? "bias" : "zero",
          hasSpare: true,
          step: result.pixel,
          relu,
        }, at);
        f.increase(at.source, 4 * rows * source.pixel);
        f.increase(at.result, 4 * rows * result.pixel);
      });
    }
  }
}
