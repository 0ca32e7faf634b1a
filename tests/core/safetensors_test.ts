import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { parseExact, stringifyExact } from "../../core/exact_json.ts";
import {
  decodeSafetensors,
  encodeSafetensors,
  readMetadataJson,
  type SafetensorsInput,
} from "../../core/safetensors.ts";
import { SAFETENSORS_DTYPES } from "../../core/safetensors_dtype.ts";
import {
  ARRAYS,
  bytesOf,
  content,
  fileOf,
} from "../arbitraries/safetensors.ts";

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
