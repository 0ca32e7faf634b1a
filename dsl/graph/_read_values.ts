import { requireOneOf } from "../../core/errors.ts";
import { type NestedNumbers, readNested } from "../../core/nested_numbers.ts";
import { type Data, type DType, type Shape, sizeOf } from "./node.ts";

/** Options for {@linkcode Graph.constant} and {@linkcode Graph.variable}. */
export interface ValueOptions {
  /** Type of the elements. @default {"float32"} */
  dtype?: DType;
  /** Sizes of the axes; needed where the values are a flat typed array. */
  shape?: Shape;
}

/** Throws unless every axis is a whole number of at least 0. */
export function requireShape(action: string, shape: Shape): void {
  if (shape.every((axis) => Number.isInteger(axis) && axis >= 0)) return;
  throw new RangeError(
    `Cannot ${action} as every axis must be a whole number of at least 0: current shape is [${
      shape.join(", ")
    }]`,
  );
}

/** Throws unless there are elements of this type. */
export function requireDTypeName(action: string, dtype: DType): void {
  requireOneOf(dtype, action, "dtype", ["float32", "int32", "bool"]);
}

/** Values with their shape, copied into the typed array of their type. */
export function readValues(
  action: string,
  values: NestedNumbers | Data,
  options: ValueOptions,
): { shape: Shape; data: Data } {
  const { dtype = "float32" } = options;
  requireDTypeName(action, dtype);
  const flat = ArrayBuffer.isView(values);
  const read = flat ? undefined : readNested(values);
  const shape = options.shape ?? (flat ? [values.length] : read!.shape);
  requireShape(action, shape);
  const elements = flat ? values : read!.data;
  if (elements.length !== sizeOf(shape)) {
    throw new RangeError(
      `Cannot ${action} as shape [${shape.join(", ")}] takes ${
        sizeOf(shape)
      } values: current number is ${elements.length}`,
    );
  }
  return {
    shape: Object.freeze([...shape]),
    data: convert(action, elements, dtype),
  };
}

function requireWhole(action: string, x: number): number {
  if (x === (x | 0)) return x;
  throw new RangeError(
    `Cannot ${action} as int32 takes whole numbers of 32 bits: current value is ${x}`,
  );
}

/** A copy of `elements` as the typed array of `dtype`. */
function convert(
  action: string,
  elements: ArrayLike<number>,
  dtype: DType,
): Data {
  switch (dtype) {
    case "float32":
      return Float32Array.from(elements);
    case "int32":
      return Int32Array.from(elements, (x) => requireWhole(action, x));
    case "bool":
      return Uint8Array.from(elements, (x) => x === 0 ? 0 : 1);
  }
}
