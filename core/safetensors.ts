import { parseExact } from "./exact_json.ts";
import { cannot, formatShape, formatValue, quote } from "./errors.ts";
import {
  badTensor,
  LONGEST_HEADER,
  METADATA,
  PREFIX,
  readHeader,
} from "./_safetensors_header.ts";
import {
  dtypeOf,
  readElements,
  SAFETENSORS_DTYPES,
  type SafetensorsArrays,
  type SafetensorsData,
  type SafetensorsDType,
} from "./safetensors_dtype.ts";

/** A tensor to be written in the safetensors format. */
export interface SafetensorsInput {
  /** Sizes of the axes, outermost first. */
  readonly shape: readonly number[];
  /** The elements; the last axis runs fastest. */
  readonly data: SafetensorsData;
  /** Type of the elements; needed only for `BOOL`. @default {the type of `data`} */
  readonly dtype?: SafetensorsDType;
}

/** A tensor of element type `D`, read from the safetensors format. */
export interface SafetensorsTensorOf<D extends SafetensorsDType> {
  /** Type of the elements. */
  readonly dtype: D;
  /** Sizes of the axes, outermost first. */
  readonly shape: readonly number[];
  /** The elements; the last axis runs fastest. */
  readonly data: SafetensorsArrays[D];
}

/** A tensor read from the safetensors format; `dtype` tells which array it has. */
export type SafetensorsTensor = {
  [D in SafetensorsDType]: SafetensorsTensorOf<D>;
}[SafetensorsDType];

/** What a file in the safetensors format holds; both records have no prototype. */
export interface SafetensorsContent {
  /** Tensors by name. */
  readonly tensors: Readonly<Record<string, SafetensorsTensor>>;
  /** Text by name. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Writes named tensors and text in the safetensors format.
 *
 * Eight bytes with the length of the header, the header as JSON, then the
 * elements, little-endian. Equal content gives equal bytes, in whatever order
 * it comes, and the bytes of the reference implementation: larger elements
 * stand first, so that every tensor begins at a multiple of its element's size.
 * https://github.com/huggingface/safetensors
 *
 * @param tensors What to write, by name.
 * @param metadata Text to keep beside it; for more than text see `stringifyExact`.
 * @returns The bytes of the file.
 * @throws {RangeError} If a shape and its elements disagree, a `BOOL` is neither 0 nor 1, or a name is not allowed.
 * @throws {TypeError} If elements are no typed array of their dtype, or metadata are not text.
 *
 * @example There and back
 * ```ts
 * import { decodeSafetensors, encodeSafetensors } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const kernel = { shape: [2, 1], data: Float32Array.of(1, 2) };
 * const file = encodeSafetensors({ kernel }, { format: "example" });
 * const { tensors, metadata } = decodeSafetensors(file);
 * assertEquals(tensors.kernel!.data, kernel.data);
 * assertEquals(metadata.format, "example");
 * ```
 */
export function encodeSafetensors(
  tensors: Readonly<Record<string, SafetensorsInput>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(tensors)
    .map(([name, input]) => checkTensor(name, input))
    .sort((a, b) =>
      SAFETENSORS_DTYPES.indexOf(a.dtype) -
        SAFETENSORS_DTYPES.indexOf(b.dtype) ||
      compare(a.name, b.name)
    );
  const header = headerBytes(entries, metadata);
  const size = entries.reduce((sum, { data }) => sum + data.byteLength, 0);
  const bytes = new Uint8Array(PREFIX + header.length + size);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, PREFIX);
  let begin = PREFIX + header.length;
  for (const { data: { buffer, byteOffset, byteLength } } of entries) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), begin);
    begin += byteLength;
  }
  return bytes;
}

/**
 * Reads the safetensors format, from any source.
 *
 * Everything is checked before memory is allocated for a tensor: the header's
 * length, its JSON, every dtype and shape, and that the tensors' bytes lie one
 * after another and fill the file.
 *
 * @param bytes The bytes of the file.
 * @returns Copies of its tensors, and its text.
 * @throws {SyntaxError} If it is no such file, or damaged; the tensor is named.
 */
export function decodeSafetensors(bytes: Uint8Array): SafetensorsContent {
  const { entries, metadata } = readHeader(bytes);
  for (const { name, dtype, begin, end } of entries) {
    if (dtype !== "BOOL") continue;
    const wrong = bytes.subarray(begin, end).find((bool) => bool > 1);
    if (wrong === undefined) continue;
    throw badTensor(name, "a BOOL must be 0 or 1", wrong);
  }
  // Without a prototype, "__proto__" is a name like any other.
  const tensors: Record<string, SafetensorsTensor> = Object.create(null);
  for (const { name, dtype, shape, begin, end } of entries) {
    const data = readElements(dtype, bytes.subarray(begin, end));
    const tensor = { dtype, shape: Object.freeze(shape), data };
    // The array is that of the dtype; TypeScript cannot see it.
    tensors[name] = Object.freeze(tensor) as SafetensorsTensor;
  }
  const texts: Record<string, string> = Object.create(null);
  for (const [name, text] of metadata) texts[name] = text;
  return Object.freeze({
    tensors: Object.freeze(tensors),
    metadata: Object.freeze(texts),
  });
}

/**
 * Reads a JSON value from the text beside the tensors.
 *
 * @param metadata The text, by name.
 * @param name Which of it.
 * @returns The value, as it was given to `stringifyExact`; to be checked further.
 * @throws {SyntaxError} If there is no text of that name, or it is not JSON.
 */
export function readMetadataJson(
  metadata: Readonly<Record<string, string>>,
  name: string,
): unknown {
  const action = `read metadata ${quote(name)}`;
  if (!Object.hasOwn(metadata, name)) {
    const names = Object.keys(metadata).map(quote).join(", ") || "none";
    const wish = "the file must hold it";
    throw new SyntaxError(cannot(action, wish, names, "list of names"));
  }
  return parseExact(metadata[name]!, action);
}

interface Entry {
  readonly name: string;
  readonly dtype: SafetensorsDType;
  readonly shape: readonly number[];
  readonly data: SafetensorsData;
}

/** The header as JSON, with spaces after it up to a multiple of 8 bytes. */
function headerBytes(
  entries: readonly Entry[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  // JSON is put together by hand, as an object would reorder names like "7".
  const members: string[] = [];
  const texts = Object.entries(metadata).sort(([a], [b]) => compare(a, b));
  if (texts.length > 0) {
    const items = texts.map(([name, text]) => {
      checkText(name, text);
      return `${JSON.stringify(name)}:${JSON.stringify(text)}`;
    });
    members.push(`"${METADATA}":{${items.join(",")}}`);
  }
  let begin = 0;
  for (const { name, dtype, shape, data } of entries) {
    const end = begin + data.byteLength;
    const entry = { dtype, shape, "data_offsets": [begin, end] };
    members.push(`${JSON.stringify(name)}:${JSON.stringify(entry)}`);
    begin = end;
  }
  const text = new TextEncoder().encode(`{${members.join(",")}}`);
  const header = new Uint8Array(Math.ceil(text.length / 8) * 8).fill(0x20);
  header.set(text);
  if (header.length > LONGEST_HEADER) {
    throw new RangeError(
      cannot(
        "write safetensors",
        `the header must have at most ${LONGEST_HEADER} bytes`,
        `${header.length} bytes`,
        "length",
      ),
    );
  }
  return header;
}

function checkTensor(name: string, input: SafetensorsInput): Entry {
  const { shape, data } = input;
  const action = `write tensor ${quote(name)} as safetensors`;
  if (name === METADATA || !name.isWellFormed()) {
    const wish = `a name must be well-formed text other than "${METADATA}"`;
    throw new RangeError(cannot(action, wish, formatValue(name), "name"));
  }
  const natural = dtypeOf(data);
  const { dtype = natural } = input;
  const fits = dtype === natural || dtype === "BOOL" && natural === "U8";
  if (dtype === undefined || !fits) {
    const wish = `its data must be a typed array of ${
      dtype ?? "a known dtype"
    }`;
    throw new TypeError(cannot(action, wish, formatValue(data), "data"));
  }
  if (!shape.every((axis) => Number.isSafeInteger(axis) && axis >= 0)) {
    const wish = "every axis must be an integer of at least 0";
    throw new RangeError(cannot(action, wish, formatShape(shape), "shape"));
  }
  const size = shape.reduce((product, axis) => product * axis, 1);
  if (size !== data.length) {
    const wish = `shape ${formatShape(shape)} takes ${size} elements`;
    throw new RangeError(cannot(action, wish, data.length, "number"));
  }
  if (dtype === "BOOL") {
    const wrong = (data as Uint8Array).find((bool) => bool > 1);
    if (wrong !== undefined) {
      throw new RangeError(cannot(action, "a BOOL must be 0 or 1", wrong));
    }
  }
  return { name, dtype, shape, data };
}

function checkText(name: string, text: unknown): void {
  if (
    typeof text === "string" && text.isWellFormed() && name.isWellFormed()
  ) return;
  throw new TypeError(
    cannot(
      "write safetensors",
      "metadata must be well-formed text",
      formatValue(text),
      `value at ${quote(name)}`,
    ),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
