import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { parseExact, stringifyExact } from "../../core/exact_json.ts";
import {
  decodeSafetensors,
  encodeSafetensors,
  readMetadataJson,
  type SafetensorsInput,
} from "../../core/safetensors.ts";
import {
  isSafetensorsDType,
  SAFETENSORS_DTYPES,
  type SafetensorsData,
  type SafetensorsDType,
} from "../../core/safetensors_dtype.ts";

const ARRAYS = {
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
} as const;

const bytesOf = (
  { buffer, byteOffset, byteLength }: SafetensorsData,
): Uint8Array => new Uint8Array(buffer, byteOffset, byteLength);

const name = fc.oneof(
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
const tensorOf = (dtype: SafetensorsDType): fc.Arbitrary<SafetensorsInput> =>
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
const recordOf = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.array(fc.tuple(name, value), { maxLength: 6 }).map((entries) =>
    Object.fromEntries(entries)
  );
const content = fc.record({
  tensors: recordOf(anyTensor),
  metadata: recordOf(
    fc.string({ unit: "grapheme" }).filter((text) => text.isWellFormed()),
  ),
}, { noNullPrototype: true });

/** A file of a header and data. */
function fileOf(header: string, data: readonly number[] = []): Uint8Array {
  const text = new TextEncoder().encode(header);
  const file = new Uint8Array(8 + text.length + data.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  file.set(data, 8 + text.length);
  return file;
}

Deno.test("encodeSafetensors() writes length, header and data as the format says", () => {
  const file = encodeSafetensors({
    b: { shape: [3], data: Uint8Array.of(1, 0, 1), dtype: "BOOL" },
    a: { shape: [], data: Float32Array.of(1) },
  }, { note: "é" });
  const header =
    '{"__metadata__":{"note":"é"},"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]},' +
    '"b":{"dtype":"BOOL","shape":[3],"data_offsets":[4,7]}}';
  const padded = header +
    " ".repeat(7 - (new TextEncoder().encode(header).length + 7) % 8);
  assertEquals(file, fileOf(padded, [0, 0, 0x80, 0x3f, 1, 0, 1]));
});

Deno.test("Files of the reference implementation are read, and written again byte for byte", () => {
  const file = Deno.readFileSync(
    new URL("../fixtures/safetensors/numpy.safetensors", import.meta.url),
  );
  const { tensors, metadata } = decodeSafetensors(file);
  const values = (name: string) => {
    const tensor = tensors[name]!;
    return [tensor.dtype, tensor.shape, ...Array.from<unknown>(tensor.data)];
  };
  assertEquals(values("dense_1/kernel"), [
    "F32",
    [2, 3],
    1,
    2,
    3,
    -0,
    NaN,
    Infinity,
  ]);
  assertEquals(values("double"), ["F64", [3], 0.1, -2.5e-310, 1e308]);
  assertEquals(values("half"), ["F16", [2, 2], 1, -2, 65504, 2 ** -24]);
  assertEquals(values("i64"), ["I64", [2], -(2n ** 63n), 2n ** 63n - 1n]);
  assertEquals(values("u64"), ["U64", [1], 2n ** 64n - 1n]);
  assertEquals(values("i32"), ["I32", [2, 1, 1], -(2 ** 31), 2 ** 31 - 1]);
  assertEquals(values("u32"), ["U32", [1], 2 ** 32 - 1]);
  assertEquals(values("i16"), ["I16", [3], -32768, 7, 32767]);
  assertEquals(values("u16"), ["U16", [1], 65535]);
  assertEquals(values("i8"), ["I8", [3], -128, 127, 3]);
  assertEquals(values("u8"), ["U8", [3], 255, 0, 1]);
  assertEquals(values("bool"), ["BOOL", [3], 1, 0, 1]);
  assertEquals(values("scalar"), ["I32", [], 7]);
  assertEquals(values("empty"), ["F32", [0, 3]]);
  assertEquals(values('名前 "x"'), ["U8", [1], 5]);
  assertEquals(metadata.note, "line\nbreak é");
  assertEquals(encodeSafetensors(tensors, metadata), file);
});

Deno.test("decodeSafetensors() answers what encodeSafetensors() was given, to the bit", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(content, ({ tensors, metadata }) => {
      const file = encodeSafetensors(tensors, metadata);
      const read = decodeSafetensors(file);
      assertEquals(
        Object.entries(read.metadata).sort(),
        Object.entries(metadata).sort(),
      );
      assertEquals(
        Object.keys(read.tensors).sort(),
        Object.keys(tensors).sort(),
      );
      for (const [key, { dtype, shape, data }] of Object.entries(tensors)) {
        const tensor = read.tensors[key]!;
        assertEquals(tensor.dtype, dtype);
        assertEquals(tensor.shape, shape);
        assert(tensor.data instanceof ARRAYS[tensor.dtype]);
        assertEquals(bytesOf(tensor.data), bytesOf(data));
        seen.add(tensor.dtype).add(key).add(`rank ${shape.length}`).add(
          data.length === 0 ? "empty" : "full",
        );
      }
    }),
    { numRuns: 300 },
  );
  for (
    const each of [
      ...SAFETENSORS_DTYPES,
      "__proto__",
      "7",
      "rank 0",
      "rank 4",
      "empty",
    ]
  ) assert(seen.has(each), each);
});

Deno.test("encodeSafetensors() does not mind the order, aligns every tensor, and leaves no part of a view behind", () => {
  fc.assert(fc.property(content, ({ tensors, metadata }) => {
    const file = encodeSafetensors(tensors, metadata);
    const back = (record: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(record).reverse());
    assertEquals(
      encodeSafetensors(
        back(tensors) as typeof tensors,
        back(metadata) as typeof metadata,
      ),
      file,
    );
    const length = Number(new DataView(file.buffer).getBigUint64(0, true));
    assertEquals(length % 8, 0);
    const text = new TextDecoder().decode(file.subarray(8, 8 + length));
    const header = parseExact(text, "read the header") as Record<
      string,
      { "data_offsets": [number, number] }
    >;
    for (const [key, { data }] of Object.entries(tensors)) {
      const [begin] = header[key]!.data_offsets;
      assertEquals(begin % data.BYTES_PER_ELEMENT, 0);
    }
  }));
  const view = new Float32Array(Float32Array.of(9, 1, 2, 9).buffer, 4, 2);
  const file = encodeSafetensors({ view: { shape: [2], data: view } });
  assertEquals(
    [...decodeSafetensors(file).tensors.view!.data as Float32Array],
    [1, 2],
  );
  // A file somewhere within a larger buffer.
  const shifted = new Uint8Array(file.length + 3);
  shifted.set(file, 3);
  assertEquals(decodeSafetensors(shifted.subarray(3)), decodeSafetensors(file));
});

Deno.test("encodeSafetensors() refuses what the format cannot say", () => {
  const data = Float32Array.of(1, 2);
  const encode = (tensor: unknown, key = "x") => () =>
    encodeSafetensors({ [key]: tensor as SafetensorsInput });
  assertThrows(
    encode({ shape: [3], data }),
    RangeError,
    'Cannot write tensor "x" as safetensors as shape [3] takes 3 elements: current number is 2',
  );
  assertThrows(
    encode({ shape: [-1, -2], data }),
    RangeError,
    "current shape is [-1, -2]",
  );
  assertThrows(
    encode({ shape: [2], data }, "__metadata__"),
    RangeError,
    'current name is "__metadata__"',
  );
  assertThrows(
    encode({ shape: [2], data }, "\ud800"),
    RangeError,
    "well-formed",
  );
  assertThrows(
    encode({ shape: [2], data: [1, 2] }),
    TypeError,
    "must be a typed array",
  );
  assertThrows(
    encode({ shape: [2], data: new DataView(new ArrayBuffer(2)) }),
    TypeError,
  );
  assertThrows(
    encode({ shape: [2], data, dtype: "F64" }),
    TypeError,
    "typed array of F64",
  );
  assertThrows(encode({ shape: [2], data, dtype: "BOOL" }), TypeError);
  assertThrows(
    encode({ shape: [1], data: Uint8Array.of(2), dtype: "BOOL" }),
    RangeError,
    "a BOOL must be 0 or 1: current value is 2",
  );
  assertThrows(
    () => encodeSafetensors({}, { a: 1 as unknown as string }),
    TypeError,
    'current value at "a" is 1',
  );
  assertThrows(
    () => encodeSafetensors({}, { a: "\udfff" }),
    TypeError,
    "well-formed",
  );
});

const entry = (dtype: string, shape: string, offsets: string) =>
  `{"dtype":"${dtype}","shape":${shape},"data_offsets":${offsets}}`;

Deno.test("decodeSafetensors() tells what is wrong with a damaged file", () => {
  const u8 = entry("U8", "[1]", "[0,1]");
  const cases: [file: Uint8Array, message: string][] = [
    [new Uint8Array(7), "current length is 7 bytes"],
    [
      Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 128),
      "must have at most 100000000 bytes: current length of the header is 9223372036854775808 bytes",
    ],
    [
      fileOf("{}").subarray(0, 9),
      "the header must end within the file, of 9 bytes: current end of the header is byte 10",
    ],
    [
      Uint8Array.of(3, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0xff, 0x7d),
      "the header must be text in UTF-8",
    ],
    [fileOf(""), 'the header must begin with "{"'],
    [fileOf("[]"), 'the header must begin with "{"'],
    [fileOf("\ufeff{}"), 'the header must begin with "{"'],
    [
      fileOf("{"),
      "Cannot read safetensors as it must be JSON: current fault is",
    ],
    [fileOf(`{"a":${u8},"a":${u8}}`, [0]), 'two values for "a"'],
    [
      fileOf(
        `{"a":{"dtype":"U8","shape":[1],"shape":[2],"data_offsets":[0,1]}}`,
        [0],
      ),
      'two values for "shape"',
    ],
    [
      fileOf(`{"a":${entry("U8", "[[1]]", "[0,1]")}}`, [0]),
      "nesting more than 3 deep",
    ],
    [fileOf(`{"a":{"b":{"c":{}}}}`), "nesting more than 3 deep"],
    [
      fileOf(`{"a":${entry("BF16", "[1]", "[0,2]")}}`, [0, 0]),
      'Cannot read tensor "a" of safetensors as its dtype must be one of U64, I64',
    ],
    [
      fileOf(`{"a":${entry("toString", "[1]", "[0,1]")}}`, [0]),
      'current dtype is "toString"',
    ],
    [
      fileOf(`{"a":${entry("U8", "[-1]", "[0,1]")}}`, [0]),
      "current shape is [-1]",
    ],
    [
      fileOf(`{"a":${entry("U8", "[0.5,2]", "[0,1]")}}`, [0]),
      "current shape is [0.5, 2]",
    ],
    [
      fileOf(`{"a":${entry("U8", '"1"', "[0,1]")}}`, [0]),
      'current shape is "1"',
    ],
    [
      fileOf(
        `{"a":${entry("F64", "[4503599627370496,4503599627370496]", "[0,1]")}}`,
        [0],
      ),
      "takes more than 2⁵³ bytes",
    ],
    [
      fileOf(`{"a":${entry("F64", "[1000000000000]", "[0,8000000000000]")}}`, [
        0,
      ]),
      "the header accounts for",
    ],
    [
      fileOf(`{"a":${entry("U8", "[2]", "[0,1]")}}`, [0]),
      "U8 of shape [2] takes 2 bytes: current number of bytes is 1",
    ],
    [
      fileOf(`{"a":${entry("U8", "[1]", "[1,0]")}}`, [0]),
      "current number of bytes is -1",
    ],
    [
      fileOf(`{"a":${entry("U8", "[1]", "[0]")}}`, [0]),
      "its offsets must be two integers of at least 0: current pair of offsets is [0]",
    ],
    [
      fileOf(`{"a":${entry("U8", "[1]", "[-1,0]")}}`, [0]),
      "current pair of offsets is [-1, 0]",
    ],
    [
      fileOf(
        `{"a":${entry("U8", "[1]", "[0,1]")},"b":${
          entry("U8", "[1]", "[2,3]")
        }}`,
        [0, 0, 0],
      ),
      'Cannot read tensor "b" of safetensors as its bytes must follow the others\', at 1: current beginning is 2',
    ],
    [
      fileOf(
        `{"a":${entry("U8", "[2]", "[0,2]")},"b":${
          entry("U8", "[2]", "[1,3]")
        }}`,
        [0, 0, 0],
      ),
      "current beginning is 1",
    ],
    [fileOf(`{"a":${u8}}`, [0, 0]), "current length is"],
    [
      fileOf(`{"a":{"dtype":"U8","shape":[1]}}`, [0]),
      "it must have dtype, shape and data_offsets",
    ],
    [
      fileOf(`{"a":{"dtype":"U8","Shape":[1],"data_offsets":[0,1]}}`, [0]),
      "it must have dtype, shape and data_offsets",
    ],
    [
      fileOf(`{"a":7}`),
      'Cannot read tensor "a" of safetensors as it must have dtype, shape and data_offsets: current entry is 7',
    ],
    [fileOf(`{"a":null}`), "current entry is null"],
    [fileOf(`{"\\ud800":${u8}}`, [0]), "its name must be"],
    [
      fileOf(`{"a":${entry("BOOL", "[1]", "[0,1]")}}`, [2]),
      "a BOOL must be 0 or 1: current value is 2",
    ],
    [
      fileOf(`{"__metadata__":{"a":1}}`),
      '__metadata__ must hold only text: current value at "a" is 1',
    ],
    [
      fileOf(`{"__metadata__":[]}`),
      "__metadata__ must be an object: current value is []",
    ],
  ];
  for (const [file, message] of cases) {
    assertThrows(() => decodeSafetensors(file), SyntaxError, message);
  }
});

Deno.test("decodeSafetensors() keeps names that mean something to objects", () => {
  const file = fileOf(
    `{"__proto__":${
      entry("U8", "[1]", "[0,1]")
    },"__metadata__":{"__proto__":"x"}}`,
    [5],
  );
  const { tensors, metadata } = decodeSafetensors(file);
  assertEquals(Object.keys(tensors), ["__proto__"]);
  assertEquals(Object.entries(metadata), [["__proto__", "x"]]);
  assertEquals(tensors.toString, undefined);
});

/** Reads a file, or finds it refused as it should be. */
function readOrRefuse(file: Uint8Array): "read" | "refused" {
  try {
    const { tensors, metadata } = decodeSafetensors(file);
    for (const { dtype, shape, data } of Object.values(tensors)) {
      assert(isSafetensorsDType(dtype));
      assertEquals(data.length, shape.reduce((a, b) => a * b, 1));
    }
    for (const text of Object.values(metadata)) {
      assertEquals(typeof text, "string");
    }
    return "read";
  } catch (error) {
    assert(
      error instanceof SyntaxError &&
        /^Cannot read .*safetensors as .*: current /s.test(error.message),
      `${error}`,
    );
    return "refused";
  }
}

Deno.test("decodeSafetensors() refuses every file that was cut short", () => {
  fc.assert(
    fc.property(content, ({ tensors, metadata }) => {
      const file = encodeSafetensors(tensors, metadata);
      for (let length = 0; length < file.length; length++) {
        assertEquals(readOrRefuse(file.subarray(0, length)), "refused");
      }
    }),
    { numRuns: 25 },
  );
});

Deno.test("decodeSafetensors() reads or refuses any file with one wrong byte, and any bytes at all", () => {
  let [read, refused] = [0, 0];
  const count = (answer: "read" | "refused") =>
    answer === "read" ? read++ : refused++;
  fc.assert(
    fc.property(
      content,
      fc.infiniteStream(fc.nat(255)),
      ({ tensors, metadata }, bytes) => {
        const file = encodeSafetensors(tensors, metadata);
        const header = 8 +
          Number(new DataView(file.buffer).getBigUint64(0, true));
        for (let at = 0; at < header; at++) {
          const kept = file[at]!;
          file[at] = bytes.next().value;
          count(readOrRefuse(file));
          file[at] = kept;
        }
      },
    ),
    { numRuns: 60 },
  );
  assert(read > 100 && refused > 1000, `${read} read, ${refused} refused`);
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 40 }),
      (bytes) => void readOrRefuse(bytes),
    ),
  );
  const json = fc.oneof(
    fc.json(),
    fc.string({ unit: fc.constantFrom(...'{}[]":,\\09UIF8e-') }),
  );
  fc.assert(
    fc.property(
      json,
      fc.array(fc.nat(255)),
      (text, data) => void readOrRefuse(fileOf(text, data)),
    ),
  );
});

Deno.test("decodeSafetensors() refuses at once what would take long or much memory", () => {
  const deep = fileOf('{"a":'.repeat(1_000_000));
  const vast = fileOf(
    `{"a":${entry("U8", "[9007199254740991]", "[0,9007199254740991]")}}`,
  );
  const begun = performance.now();
  assertThrows(() => decodeSafetensors(deep), SyntaxError, "nesting");
  assertThrows(() => decodeSafetensors(vast), SyntaxError);
  assert(performance.now() - begun < 1000);
});

Deno.test("readMetadataJson() reads the value that was kept", () => {
  const value = { layers: [{ kind: "dense", units: 3 }], zero: -0 };
  const { metadata } = decodeSafetensors(
    encodeSafetensors({}, { model: stringifyExact(value), other: "{" }),
  );
  assertEquals(readMetadataJson(metadata, "model"), value);
  assertThrows(
    () => readMetadataJson(metadata, "agent"),
    SyntaxError,
    'Cannot read metadata "agent" as the file must hold it: current list of names is "model", "other"',
  );
  assertThrows(
    () => readMetadataJson(metadata, "toString"),
    SyntaxError,
    "the file must hold it",
  );
  assertThrows(
    () => readMetadataJson(metadata, "other"),
    SyntaxError,
    'Cannot read metadata "other" as it must be JSON',
  );
});
