import type { DType } from "../../../graph/node.ts";
import type { Expression } from "../../../../core/assembler/expression.ts";
import { f32x4, i32x4 } from "../../../../core/assembler/instructions.ts";
import type { Library } from "../library.ts";

type V128 = Expression<"v128">;

/** Kinds of operations that fold elements into one of the same type. */
export type FoldKind = "sum" | "max" | "min" | "prod";

/** How elements are folded into each other, lane by lane. */
export interface Fold {
  /** The element that changes no other, in each lane. */
  readonly identity: V128;
  /** Folds two elements. */
  readonly combine: (a: V128, b: V128) => V128;
  /** Whether many small errors may add up to a large one. */
  readonly isRounded: boolean;
}

type Folds = {
  readonly [K in FoldKind]: readonly [
    identity: V128,
    combine: (a: V128, b: V128) => V128,
  ];
};

const FLOATS: Folds = {
  sum: [f32x4.const(0), f32x4.add],
  prod: [f32x4.const(1), f32x4.mul],
  max: [f32x4.const(-Infinity), f32x4.max],
  min: [f32x4.const(Infinity), f32x4.min],
};

const WHOLE: Folds = {
  sum: [i32x4.const(0), i32x4.add],
  prod: [i32x4.const(1), i32x4.mul],
  max: [i32x4.const(-(2 ** 31)), i32x4.max],
  min: [i32x4.const(2 ** 31 - 1), i32x4.min],
};

/** How a kind of operation folds elements of a type. */
export function foldOf(kind: FoldKind, dtype: DType, library: Library): Fold {
  const isFloat = dtype === "float32";
  const [identity, combine] = (isFloat ? FLOATS : WHOLE)[kind];
  return {
    identity: library.constant(identity),
    combine,
    isRounded: isFloat && kind === "sum",
  };
}
