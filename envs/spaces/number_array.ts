/** How numbers are stored. */
export type NumberType = "float32" | "float64" | "int32" | "uint8";

/** The typed array that holds numbers of each {@linkcode NumberType}. */
export interface NumberArrays {
  /** 32-bit floating point. */
  readonly float32: Float32Array;
  /** 64-bit floating point, as JavaScript's own numbers. */
  readonly float64: Float64Array;
  /** 32-bit signed integers. */
  readonly int32: Int32Array;
  /** Bytes: integers from 0 to 255. */
  readonly uint8: Uint8Array;
}

/** The smallest type that holds the numbers of all `Types` exactly. */
export type CommonType<Types extends NumberType> = NumberType extends Types
  ? NumberType
  : [Types] extends ["uint8"] ? "uint8"
  : [Types] extends ["uint8" | "int32"] ? "int32"
  : [Types] extends ["uint8" | "float32"] ? "float32"
  : "float64";
