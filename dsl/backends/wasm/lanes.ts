import type {
  Address,
  Expression,
  Local,
  Statement,
} from "../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../core/assembler/function_builder.ts";
import { v128 } from "../../../core/assembler/instructions.ts";

type V128 = Expression<"v128">;

/** Elements of a vector. */
export const LANES = 4;

/** Loads `count` elements, 1 to 4, and reads no others; zeros in the other lanes. */
export function loadLanes(address: Address, count: number, offset = 0): V128 {
  switch (count) {
    case 1:
      return v128.load1(address, offset);
    case 2:
      return v128.load2(address, offset);
    case 3:
      return v128.loadLane(address, v128.load2(address, offset), 2, offset + 8);
    default:
      return v128.load(address, offset);
  }
}

/** Loads `count` elements, 1 to 4, over the first lanes of a vector. */
export function loadLanesOver(
  rest: V128,
  address: Address,
  count: number,
  offset = 0,
): V128 {
  switch (count) {
    case 1:
      return v128.loadLane(address, rest, 0, offset);
    case 2:
      return v128.shuffle(v128.load2(address, offset), rest, [0, 1, 6, 7]);
    case 3:
      return v128.loadLane(
        address,
        loadLanesOver(rest, address, 2, offset),
        2,
        offset + 8,
      );
    default:
      return v128.load(address, offset);
  }
}

/** Stores the first `count` lanes, 1 to 4, and writes nothing else. */
export function storeLanes(
  address: Address,
  value: V128,
  count: number,
  offset = 0,
): Statement[] {
  switch (count) {
    case 1:
      return [v128.storeLane(address, value, 0, offset)];
    case 2:
      return [v128.storeHalf(address, value, 0, offset)];
    case 3:
      return [
        v128.storeHalf(address, value, 0, offset),
        v128.storeLane(address, value, 2, offset + 8),
      ];
    default:
      return [v128.store(address, value, offset)];
  }
}

/** Folds the lanes of each group of `size` neighbours, 1, 2 or 4; each lane holds its group's result. */
export function foldLanes(
  f: FunctionBuilder,
  value: Local<"v128">,
  size: number,
  combine: (a: V128, b: V128) => V128,
): Local<"v128"> {
  let folded = value;
  if (size === 4) {
    folded = f.let(combine(folded, v128.shuffle(folded, folded, [2, 3, 0, 1])));
  }
  if (size >= 2) {
    folded = f.let(combine(folded, v128.shuffle(folded, folded, [1, 0, 3, 2])));
  }
  return folded;
}

/** Elements that lie side by side. */
export interface LaneRun {
  /** Addresses of the first element, in each of the values that are visited together. */
  readonly pointers: readonly Local<"i32">[];
  /** How many. */
  readonly elements: number;
  /** Vectors for which code is written out before it is repeated. @default {4} */
  readonly unroll?: number;
}

/** Some neighbours of a run, as many as one instruction takes. */
export interface Lanes {
  /** Addresses, one for each of the run's pointers. */
  readonly pointers: readonly Local<"i32">[];
  /** Bytes from there to the first of them. */
  readonly offset: number;
  /** How many: 4, and fewer at the end. */
  readonly count: number;
}

/** Visits the elements of a run, vector by vector, the last ones in a narrower one. */
export function forLanes(
  f: FunctionBuilder,
  { pointers, elements, unroll = 4 }: LaneRun,
  body: (lanes: Lanes) => void,
): void {
  const vectors = Math.floor(elements / LANES);
  const turns = Math.floor(vectors / unroll);
  const isRepeated = turns > 1;
  f.scope(() => {
    const at = isRepeated
      ? pointers.map((pointer) => f.let(pointer))
      : pointers;
    const visit = (from: number, to: number) => {
      for (let first = from; first < to; first += LANES) {
        const count = Math.min(LANES, to - first);
        const lanes = { pointers: at, offset: 4 * first, count };
        f.scope(() => body(lanes));
      }
    };
    if (!isRepeated) return visit(0, elements);
    const width = LANES * unroll;
    f.repeat(turns, () => {
      visit(0, width);
      for (const pointer of at) f.increase(pointer, 4 * width);
    });
    visit(0, elements - turns * width);
  });
}
