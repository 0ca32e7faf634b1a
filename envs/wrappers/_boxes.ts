import { cannot } from "../../core/errors.ts";
import type { Box } from "../spaces/box.ts";
import type { NumberType } from "../spaces/number_array.ts";
import { formatSpace, type Space } from "../spaces/space.ts";
import type { RealType } from "./real_type.ts";

/** Refuses a space that is no box; types say so too, but not where a description comes from JSON. */
export function requireBox(
  space: Space,
  action: string,
  name: "actionSpace" | "observationSpace",
): asserts space is Box {
  if (space.kind === "box") return;
  const wish = `'${name}' must be a box`;
  throw new RangeError(cannot(action, wish, formatSpace(space)));
}

/** Refuses a box of integers. */
export function requireReal(
  space: Box,
  action: string,
  name: "actionSpace" | "observationSpace",
): void {
  if (!isWhole(space.dtype)) return;
  const wish = `'${name}' must hold floating-point numbers`;
  throw new RangeError(cannot(action, wish, formatSpace(space)));
}

/** Whether numbers of a type are integers. */
export function isWhole(dtype: NumberType): boolean {
  return dtype === "uint8" || dtype === "int32";
}

/** The value of {@linkcode RealType}. */
export function realType<Type extends NumberType>(dtype: Type): RealType<Type> {
  const real = dtype === "float32" || dtype === "uint8" ? "float32" : "float64";
  return real as RealType<Type>;
}

/** The bounds of a box, one for each number of a value. */
export function boundsOf(
  space: Box,
): { readonly low: Float64Array; readonly high: Float64Array } {
  const size = space.shape.reduce((places, axis) => places * axis, 1);
  const list = (bound: number | readonly number[]) =>
    typeof bound === "number"
      ? new Float64Array(size).fill(bound)
      : Float64Array.from(bound);
  return { low: list(space.low), high: list(space.high) };
}

/** The value between bounds that is nearest to zero everywhere. */
export function nearestToZero(
  { low, high }: ReturnType<typeof boundsOf>,
): Float64Array {
  return low.map((bound, i) => Math.min(Math.max(0, bound), high[i]!));
}
