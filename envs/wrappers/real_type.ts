import type { NumberType } from "../spaces/number_array.ts";

/** The floating-point type that holds the numbers of a type exactly. */
export type RealType<Type extends NumberType> = Type extends "float32" | "uint8"
  ? "float32"
  : "float64";

/** The value of {@linkcode RealType}. */
export function realType<Type extends NumberType>(dtype: Type): RealType<Type> {
  const real = dtype === "float32" || dtype === "uint8" ? "float32" : "float64";
  return real as RealType<Type>;
}
