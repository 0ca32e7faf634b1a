import process from "node:process";
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  decodeSafetensors,
  encodeSafetensors,
} from "../../core/safetensors.ts";
import { isSafetensorsDType } from "../../core/safetensors_dtype.ts";
import { content, fileOf } from "../arbitraries/safetensors.ts";

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
  const begun = process.cpuUsage();
  assertThrows(() => decodeSafetensors(deep), SyntaxError, "nesting");
  assertThrows(() => decodeSafetensors(vast), SyntaxError);
  const { user, system } = process.cpuUsage(begun);
  assert(user + system < 1e6, `${user + system} µs`);
});
