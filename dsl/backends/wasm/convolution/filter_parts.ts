import { TILE_ROWS } from "./tile.ts";

/** A loop over the numbers that a filter consists of. */
export interface NumberLoop {
  /** Turns. */
  readonly count: number;
  /** Elements of an image between the pixels under one and the next. */
  readonly step: number;
}

/** Equal parts of a filter. */
export interface FilterParts {
  /** Elements of an image from the pixel under a part's first number to those under all its numbers. */
  readonly part: readonly number[];
  /** Loops over the parts, the outermost first. */
  readonly parts: readonly NumberLoop[];
}

/** Numbers of a part at most. */
const LARGEST = 24;

/**
 * Divides the numbers of a filter into parts that fill tiles as well as can be,
 * and that are then as small as can be.
 *
 * @param loops Loops over all numbers, the outermost first.
 */
export function filterParts(loops: readonly NumberLoop[]): FilterParts {
  let inner = [0];
  let best: FilterParts = { part: inner, parts: loops };
  for (const [level, { count, step }] of [...loops.entries()].toReversed()) {
    for (let turns = 1; turns <= count; turns++) {
      if (count % turns !== 0 || turns * inner.length > LARGEST) continue;
      const part = spread(inner, turns, step);
      if (fill(part.length) <= fill(best.part.length)) continue;
      const rest = { count: count / turns, step: turns * step };
      best = { part, parts: [...loops.slice(0, level), rest] };
    }
    inner = spread(inner, count, step);
  }
  return best;
}

/** Rows of a tile on average, if so many numbers are divided among tiles. */
function fill(numbers: number): number {
  return numbers / Math.ceil(numbers / TILE_ROWS);
}

function spread(
  inner: readonly number[],
  turns: number,
  step: number,
): number[] {
  return Array.from(
    { length: turns },
    (_, turn) => inner.map((elements) => elements + turn * step),
  ).flat();
}
