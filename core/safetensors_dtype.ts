/** Element types of the safetensors format, and the typed array that holds each. */
export interface SafetensorsArrays {
  /** IEEE 754 double precision. */
  F64: Float64Array;
  /** IEEE 754 single precision. */
  F32: Float32Array;
  /** IEEE 754 half precision. */
  F16: Float16Array;
  /** Whole numbers, 64 bits. */
  I64: BigInt64Array;
  /** Whole numbers of at least 0, 64 bits. */
  U64: BigUint64Array;
  /** Whole numbers, 32 bits. */
  I32: Int32Array;
  /** Whole numbers of at least 0, 32 bits. */
  U32: Uint32Array;
  /** Whole numbers, 16 bits. */
  I16: Int16Array;
  /** Whole numbers of at least 0, 16 bits. */
  U16: Uint16Array;
  /** Whole numbers, 8 bits. */
  I8: Int8Array;
  /** Whole numbers of at least 0, 8 bits. */
  U8: Uint8Array;
  /** 0 or 1, in 8 bits. */
  BOOL: Uint8Array;
}

/** The name of an element type of the safetensors format. */
export type SafetensorsDType = keyof SafetensorsArrays;

/** Elements of any type of the safetensors format. */
export type SafetensorsData = SafetensorsArrays[SafetensorsDType];

interface ArrayType {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBuffer): SafetensorsData;
}

/** In the order in which the reference implementation writes them, which keeps all aligned. */
const ARRAYS: { readonly [D in SafetensorsDType]: ArrayType } = {
  U64: BigUint64Array,
  I64: BigInt64Array,
  F64: Float64Array,
  F32: Float32Array,
  U32: Uint32Array,
  I32: Int32Array,
  F16: Float16Array,
  U16: Uint16Array,
  I16: Int16Array,
  I8: Int8Array,
  U8: Uint8Array,
  BOOL: Uint8Array,
};

/** Every element type there is, larger elements first: the order of tensors in a file. */
export const SAFETENSORS_DTYPES: readonly SafetensorsDType[] = Object.freeze(
  Object.keys(ARRAYS) as SafetensorsDType[],
);

/** Whether this is the name of an element type. */
export function isSafetensorsDType(name: unknown): name is SafetensorsDType {
  return typeof name === "string" && Object.hasOwn(ARRAYS, name);
}

/** Bytes per element. */
export function bytesPerElement(dtype: SafetensorsDType): number {
  return ARRAYS[dtype].BYTES_PER_ELEMENT;
}

/** The element type that a typed array stands for by itself; bytes are `U8`, never `BOOL`. */
export function dtypeOf(data: unknown): SafetensorsDType | undefined {
  return SAFETENSORS_DTYPES.find((dtype) =>
    Object.prototype.toString.call(data) === `[object ${ARRAYS[dtype].name}]`
  );
}

/** Elements from their bytes, little-endian, copied. */
export function readElements(
  dtype: SafetensorsDType,
  bytes: Uint8Array,
): SafetensorsData {
  return new ARRAYS[dtype](new Uint8Array(bytes).buffer);
}
