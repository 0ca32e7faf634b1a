import fc from "fast-check";
import type { SafetensorsInput } from "../../core/safetensors.ts";
import {
  SAFETENSORS_DTYPES,
  type SafetensorsData,
  type SafetensorsDType,
} from "../../core/safetensors_dtype.ts";

/** The array for each type. */
export const ARRAYS: {
  readonly F64: Float64ArrayConstructor;
  readonly F32: Float32ArrayConstructor;
  readonly F16: Float16ArrayConstructor;
  readonly I64: BigInt64ArrayConstructor;
  readonly U64: BigUint64ArrayConstructor;
  readonly I32: Int32ArrayConstructor;
  readonly U32: Uint32ArrayConstructor;
  readonly I16: Int16ArrayConstructor;
  readonly U16: Uint16ArrayConstructor;
  readonly I8: Int8ArrayConstructor;
  readonly U8: Uint8ArrayConstructor;
  readonly BOOL: Uint8ArrayConstructor;
} = {
  F64: Float64Array,
  F32: Float32Array,
  F16: Float16Array,
  I64: BigInt64Array,
  U64: BigUint64Array,
  I32: Int32Array,
  U32: Uint32Array,
  I16: Int16Array,
  U16: Uint16Array,
  I8: Int8Array,
  U8: Uint8Array,
  BOOL: Uint8Array,
};

/** The bytes of elements. */
export const bytesOf = (
  { buffer, byteOffset, byteLength }: SafetensorsData,
): Uint8Array => new Uint8Array(buffer, byteOffset, byteLength);

/** Names, some of which mean something elsewhere. */
export const name: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom(
    "__proto__",
    "constructor",
    "7",
    "10",
    "a/b",
    '"',
    "\\",
    "data_offsets",
  ),
).filter((text) => text.isWellFormed() && text !== "__metadata__");

/** Any bits at all, seen as elements; so every NaN there is. */
const tensorOf = (
  dtype: SafetensorsDType,
): fc.Arbitrary<SafetensorsInput> =>
  fc.array(fc.nat(3), { maxLength: 4 }).chain((shape) => {
    const length = shape.reduce((a, b) => a * b, 1) *
      ARRAYS[dtype].BYTES_PER_ELEMENT;
    const byte = dtype === "BOOL" ? { min: 0, max: 1 } : {};
    return fc.uint8Array({ minLength: length, maxLength: length, ...byte })
      .map((bytes) => ({
        dtype,
        shape,
        data: new ARRAYS[dtype](new Uint8Array(bytes).buffer),
      }));
  });
const anyTensor = fc.constantFrom(...SAFETENSORS_DTYPES).chain(tensorOf);

/** A record of own properties, whatever their names. */
const recordOf = <T>(
  value: fc.Arbitrary<T>,
): fc.Arbitrary<Record<string, T>> =>
  fc.array(fc.tuple(name, value), { maxLength: 6 }).map((entries) =>
    Object.fromEntries(entries)
  );
/** Tensors and metadata. */
export interface SafetensorsContents {
  tensors: Record<string, SafetensorsInput>;
  metadata: Record<string, string>;
}

/** All that a file can hold. */
export const content: fc.Arbitrary<SafetensorsContents> = fc.record({
  tensors: recordOf(anyTensor),
  metadata: recordOf(
    fc.string({ unit: "grapheme" }).filter((text) => text.isWellFormed()),
  ),
}, { noNullPrototype: true });

/** A file of a header and data. */
export function fileOf(
  header: string,
  data: readonly number[] = [],
): Uint8Array {
  const text = new TextEncoder().encode(header);
  const file = new Uint8Array(8 + text.length + data.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  file.set(data, 8 + text.length);
  return file;
}
