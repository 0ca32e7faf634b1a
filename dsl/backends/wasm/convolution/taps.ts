import type { Local } from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";

/** A loop over neighbours. */
export interface TapLoop {
  /** Turns. */
  readonly count: number;
  /** Elements of the source from one turn to the next. */
  readonly source: number;
  /** Elements of the weights from one turn to the next. */
  readonly filter: number;
}

/** Loops one inside the other, the outermost first: the terms of a sum. */
export type Taps = readonly TapLoop[];

/** Addresses that follow the loops. */
export interface TapPointers {
  /** Into the source. */
  readonly sources: readonly Local<"i32">[];
  /** Into the weights. */
  readonly filter: Local<"i32">;
}

/** Terms in one turn of the innermost loop, at most. */
const TURN = 8;

/** As few loops as can be that walk the same way. */
export function joinTaps(taps: Taps): Taps {
  const joined: TapLoop[] = [];
  for (const tap of taps.filter(({ count }) => count !== 1)) {
    const outer = joined.at(-1);
    const runsOn = outer !== undefined &&
      outer.source === tap.count * tap.source &&
      outer.filter === tap.count * tap.filter;
    if (runsOn) joined.pop();
    const count = runsOn ? outer.count * tap.count : tap.count;
    joined.push({ ...tap, count });
  }
  return joined;
}

/**
 * Writes loops over taps, a few terms in each turn of the innermost.
 *
 * @param term Writes one term, which stands so many bytes behind the addresses.
 */
export function writeTaps(
  f: FunctionBuilder,
  taps: Taps,
  pointers: TapPointers,
  term: (source: number, filter: number) => void,
): void {
  const [tap, ...rest] = taps;
  if (!tap) return term(0, 0);
  const advance = (source: number, filter: number) => {
    for (const each of pointers.sources) f.increase(each, 4 * source);
    f.increase(pointers.filter, 4 * filter);
  };
  const { count, source, filter } = tap;
  const [inner] = rest;
  if (inner) {
    return f.repeat(count, () => {
      writeTaps(f, rest, pointers, term);
      advance(
        source - inner.count * inner.source,
        filter - inner.count * inner.filter,
      );
    });
  }
  const terms = (number: number) => {
    for (let i = 0; i < number; i++) term(4 * i * source, 4 * i * filter);
    advance(number * source, number * filter);
  };
  const turn = turnOf(count);
  f.repeat(Math.floor(count / turn), () => terms(turn));
  if (count % turn > 0) terms(count % turn);
}

/** Terms in one turn: if it can be, such that none are left over. */
function turnOf(count: number): number {
  if (count < TURN) return Math.max(1, count);
  for (let turn = TURN; turn >= TURN / 2; turn--) {
    if (count % turn === 0) return turn;
  }
  return TURN;
}
