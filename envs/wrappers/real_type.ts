import type { NumberType } from "../spaces/number_array.ts";

/** The floating-point type that holds the numbers of a type exactly. */
export type RealType<Type extends NumberType> = Type extends "float32" | "uint8"
  ? "float32"
  : "float64";
