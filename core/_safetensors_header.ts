import { match, P } from "./deps/ts_pattern.ts";
import { cannot, formatShape, formatValue, quote } from "./errors.ts";
import { parseExact } from "./exact_json.ts";
import {
  bytesPerElement,
  isSafetensorsDType,
  SAFETENSORS_DTYPES,
  type SafetensorsDType,
} from "./safetensors_dtype.ts";

const READ = "read safetensors";

/** The name under which the format keeps text; no tensor has it. */
export const METADATA = "__metadata__";

/** Bytes before the header, that hold its length. */
export const PREFIX = 8;

/** Bytes of the longest header that the format allows. */
export const LONGEST_HEADER = 100_000_000;

/** What the header says of one tensor, found to be true. */
export interface HeaderEntry {
  /** Its name. */
  readonly name: string;
  /** Type of its elements. */
  readonly dtype: SafetensorsDType;
  /** Sizes of its axes, outermost first. */
  readonly shape: readonly number[];
  /** First byte, counted from the beginning of the file. */
  readonly begin: number;
  /** Byte after the last. */
  readonly end: number;
}

/** What the header says. */
export interface Header {
  /** Tensors in the order of their bytes. */
  readonly entries: readonly HeaderEntry[];
  /** Text by name. */
  readonly metadata: readonly (readonly [string, string])[];
}

/** Reads and checks the whole header; makes nothing larger than the header itself. */
export function readHeader(bytes: Uint8Array): Header {
  const [text, dataBegin] = headerText(bytes);
  const header = parseHeader(text);
  const names = Object.keys(header).filter((name) => name !== METADATA);
  const entries = names
    .map((name) => readEntry(name, header[name], dataBegin))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);
  let expected = dataBegin;
  for (const { name, begin, end } of entries) {
    if (begin !== expected) {
      throw badTensor(
        name,
        `its bytes must follow the others', at ${expected - dataBegin}`,
        begin - dataBegin,
        "beginning",
      );
    }
    expected = end;
  }
  if (expected !== bytes.length) {
    throw bad(
      `the header accounts for ${expected} bytes`,
      `${bytes.length} bytes`,
      "length",
    );
  }
  return { entries, metadata: readMetadata(header[METADATA]) };
}

function headerText(bytes: Uint8Array): [text: string, end: number] {
  if (bytes.length < PREFIX) {
    throw bad(
      `it must begin with ${PREFIX} bytes that tell its header's length`,
      `${bytes.length} bytes`,
      "length",
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getBigUint64(0, true);
  if (length > LONGEST_HEADER) {
    throw bad(
      `the header must have at most ${LONGEST_HEADER} bytes`,
      `${length} bytes`,
      "length of the header",
    );
  }
  const end = PREFIX + Number(length);
  if (end > bytes.length) {
    throw bad(
      `the header must end within the file, of ${bytes.length} bytes`,
      `byte ${end}`,
      "end of the header",
    );
  }
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return [decoder.decode(bytes.subarray(PREFIX, end)), end];
  } catch {
    throw bad("the header must be text in UTF-8", "other bytes", "header");
  }
}

function parseHeader(text: string): Record<string, unknown> {
  if (!text.startsWith("{")) {
    throw bad('the header must begin with "{"', quote(text), "header");
  }
  return parseExact(text, READ, 3) as Record<string, unknown>;
}

const SIZE = P.when((size: unknown): size is number =>
  Number.isSafeInteger(size) && (size as number) >= 0
);
const DTYPE = P.when(isSafetensorsDType);

function readEntry(
  name: string,
  entry: unknown,
  dataBegin: number,
): HeaderEntry {
  if (!name.isWellFormed()) {
    throw badTensor(name, "its name must be text", name);
  }
  const { dtype, shape, data_offsets: offsets } = match(entry)
    .with({ dtype: DTYPE, shape: P.array(SIZE), data_offsets: [SIZE, SIZE] }, (
      whole,
    ) => whole)
    .with({ dtype: P.not(DTYPE) }, ({ dtype }) => {
      const known = SAFETENSORS_DTYPES.join(", ");
      throw badTensor(
        name,
        `its dtype must be one of ${known}`,
        dtype,
        "dtype",
      );
    })
    .with({ dtype: DTYPE, shape: P.not(P.array(SIZE)) }, ({ shape }) => {
      const wish = "its shape must be a list of integers of at least 0";
      throw badTensor(name, wish, shape, "shape");
    })
    .with(
      { dtype: DTYPE, shape: P.array(SIZE), data_offsets: P.any },
      ({ data_offsets }) => {
        const wish = "its offsets must be two integers of at least 0";
        throw badTensor(name, wish, data_offsets, "pair of offsets");
      },
    )
    .otherwise((other) => {
      const wish = "it must have dtype, shape and data_offsets";
      throw badTensor(name, wish, other, "entry");
    });
  const [begin, end] = offsets;
  const size = byteSize(shape, bytesPerElement(dtype));
  if (size === undefined || end - begin !== size) {
    throw badTensor(
      name,
      `${dtype} of shape ${formatShape(shape)} takes ${
        size ?? "more than 2⁵³"
      } bytes`,
      end - begin,
      "number of bytes",
    );
  }
  return {
    name,
    dtype,
    shape,
    begin: dataBegin + begin,
    end: dataBegin + end,
  };
}

/** Bytes of a tensor, or nothing where they are more than can be counted exactly. */
function byteSize(
  shape: readonly number[],
  width: number,
): number | undefined {
  if (shape.includes(0)) return 0;
  let size = width;
  for (const axis of shape) {
    size *= axis;
    if (!Number.isSafeInteger(size)) return undefined;
  }
  return size;
}

function readMetadata(metadata: unknown): [string, string][] {
  if (metadata === undefined) return [];
  if (
    typeof metadata !== "object" || metadata === null ||
    Array.isArray(metadata)
  ) throw bad(`${METADATA} must be an object`, formatValue(metadata));
  return Object.entries(metadata).map(([name, text]) => {
    if (typeof text === "string") return [name, text];
    const what = `value at ${quote(name)}`;
    throw bad(`${METADATA} must hold only text`, formatValue(text), what);
  });
}

/** An error about the file. */
function bad(wish: string, fact: string, what = "value"): SyntaxError {
  return new SyntaxError(cannot(READ, wish, fact, what));
}

/** An error about one tensor. */
export function badTensor(
  name: string,
  wish: string,
  fact: unknown,
  what = "value",
): SyntaxError {
  const action = `read tensor ${quote(name)} of safetensors`;
  return new SyntaxError(cannot(action, wish, formatValue(fact), what));
}
