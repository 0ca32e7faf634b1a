import {
  cannot,
  formatValue,
  requireInteger,
  requirePositiveInteger,
} from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import { type Box, box } from "../spaces/box.ts";
import type { NumberType } from "../spaces/number_array.ts";
import type { Space } from "../spaces/space.ts";
import { boundsOf } from "./_boxes.ts";
import { requireNumbers } from "./_check_options.ts";
import { observeThrough } from "./_observe_through.ts";
import { requirePicture } from "./_pictures.ts";
import { wrap } from "./wrap.ts";

/** Options for {@linkcode cropObservation}. */
export interface CropOptions {
  /** Which rows are kept. @default {all} */
  readonly rows?: CropRange | null;
  /** Which columns are kept. @default {all} */
  readonly columns?: CropRange | null;
}

/** Every `step`-th place from `begin` up to, not including, `end`; every one, if the step is left out. */
export type CropRange =
  | readonly [begin: number, end: number]
  | readonly [begin: number, end: number, step: number];

const DEFAULTS: Required<CropOptions> = Object.freeze({
  rows: null,
  columns: null,
});

/**
 * Shows a part of pictures: some of their rows and columns.
 *
 * @param description An environment whose observations have shape `[height, width]` or `[height, width, channels]`.
 * @param options The part.
 * @returns A frozen description.
 * @throws {RangeError} If observations are something else, or a row or column is not there.
 *
 * @example The middle of three rows, and every second column
 * ```ts
 * import { box, cropObservation, discrete, environment, make } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const board = environment({
 *   id: "Board-v0",
 *   stateSize: 0,
 *   actionSpace: discrete(1),
 *   observationSpace: box({ low: 0, high: 255, shape: [3, 4], dtype: "uint8" }),
 *   initialize() {},
 *   step: () => 0,
 *   terminated: () => false,
 *   observe: (_, out) => out.set(out.map((_, i) => i)),
 * });
 * const part = cropObservation(board, { rows: [1, 2], columns: [0, 4, 2] });
 * assertEquals(part.observationSpace.shape, [1, 2]);
 * assertEquals(make(part).reset().observation, Uint8Array.of(4, 6));
 * ```
 */
export function cropObservation<
  Actions extends Space,
  Type extends NumberType,
>(
  description: EnvironmentDescription<Actions, Box<Type>>,
  options: CropOptions,
): EnvironmentDescription<Actions, Box<Type>> {
  const { id, observationSpace } = description;
  const action = `crop the observations of ${id}`;
  const { height, width, channels } = requirePicture(observationSpace, action);
  const resolved = resolveOptions(action, options, DEFAULTS);
  const rows = placesIn(resolved.rows, height, action, "rows");
  const columns = placesIn(resolved.columns, width, action, "columns");
  const kept = Int32Array.from(
    rows.flatMap((row) =>
      columns.flatMap((column) =>
        Array.from(
          { length: channels },
          (_, channel) => (row * width + column) * channels + channel,
        )
      )
    ),
  );
  const { low, high } = boundsOf(observationSpace);
  return wrap<Actions, Box, Actions, Box<Type>>(description, {
    wrapper: { name: "cropObservation", options: resolved },
    observationSpace: box({
      low: Array.from(kept, (place) => low[place]!),
      high: Array.from(kept, (place) => high[place]!),
      shape: [rows.length, columns.length, ...observationSpace.shape.slice(2)],
      dtype: observationSpace.dtype,
    }),
    dynamics: observeThrough<Box, Box>(observationSpace, (seen, out) => {
      for (let i = 0; i < kept.length; i++) out[i] = seen[kept[i]!]!;
    }),
  });
}

/** The places that a range keeps of `size`. */
function placesIn(
  range: CropRange | null,
  size: number,
  action: string,
  name: string,
): readonly number[] {
  if (range === null) return Array.from({ length: size }, (_, i) => i);
  requireNumbers(range, action, name);
  const [begin, end, step = 1] = range;
  requireInteger(begin, action, `${name}[0]`, { min: 0, max: size - 1 });
  requireInteger(end, action, `${name}[1]`, { min: begin + 1, max: size });
  requirePositiveInteger(step, action, `${name}[2]`);
  if (range.length <= 3) {
    const count = Math.ceil((end - begin) / step);
    return Array.from({ length: count }, (_, i) => begin + i * step);
  }
  const wish = `'${name}' must be a begin, an end and a step`;
  throw new RangeError(cannot(action, wish, formatValue(range)));
}
