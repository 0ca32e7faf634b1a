import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import {
  float32,
  float64,
  signed,
  text,
  unsigned,
  vector,
} from "../../../core/assembler/encode.ts";

/** The number in LEB128, by its definition: 7 bits a byte, the last one without the high bit. */
function decoded(bytes: readonly number[], isSigned: boolean): number {
  const sum = bytes.reduce((all, byte, i) => all + (byte & 0x7f) * 128 ** i, 0);
  const size = 128 ** bytes.length;
  return isSigned && bytes.at(-1)! & 0x40 ? sum - size : sum;
}

/** Only the last byte's high bit is 0. */
function assertEnds(bytes: readonly number[]): void {
  assertEquals(
    bytes.map((byte) => byte >> 7),
    bytes.map((_, i) => i < bytes.length - 1 ? 1 : 0),
  );
}

const integers = fc.oneof(
  fc.integer(),
  // Where one more byte is needed.
  fc.tuple(fc.nat(31), fc.integer({ min: -2, max: 2 }), fc.boolean())
    .map(([bits, more, negative]) =>
      (negative ? -(2 ** bits) : 2 ** bits) + more | 0
    ),
);

Deno.test("unsigned integers are those of the LEB128 definition", () => {
  // The example of the DWARF standard, appendix C.
  assertEquals(unsigned(2), [2]);
  assertEquals(unsigned(127), [127]);
  assertEquals(unsigned(128), [0x80, 1]);
  assertEquals(unsigned(129), [0x81, 1]);
  assertEquals(unsigned(12857), [57 + 0x80, 100]);
  assertEquals(unsigned(624485), [0xe5, 0x8e, 0x26]);
  assertEquals(unsigned(2 ** 32 - 1), [0xff, 0xff, 0xff, 0xff, 0x0f]);
});

Deno.test("signed integers are those of the LEB128 definition", () => {
  assertEquals(signed(2), [2]);
  assertEquals(signed(-2), [0x7e]);
  assertEquals(signed(127), [127 + 0x80, 0]);
  assertEquals(signed(-127), [1 + 0x80, 0x7f]);
  assertEquals(signed(-128), [0x80, 0x7f]);
  assertEquals(signed(-123456), [0xc0, 0xbb, 0x78]);
  assertEquals(signed(-(2 ** 31)), [0x80, 0x80, 0x80, 0x80, 0x78]);
  assertEquals(signed(2 ** 32 - 1), [0x7f]);
});

Deno.test("integers come back from LEB128, which is as short as can be", () => {
  fc.assert(fc.property(integers, (value) => {
    const [plain, withSign] = [unsigned(value), signed(value)];
    assertEquals(decoded(plain, false), value >>> 0);
    assertEquals(decoded(withSign, true), value);
    for (const bytes of [plain, withSign]) assertEnds(bytes);
    assert(plain.length === 1 || plain.at(-1) !== 0);
    // Dropping the last byte would change the number.
    if (withSign.length > 1) {
      const shorter = withSign.slice(0, -1);
      assert(decoded(shorter, true) !== value);
    }
  }));
});

Deno.test("floats come back from their bytes, lowest first", () => {
  assertEquals(float32(1), [0, 0, 0x80, 0x3f]);
  assertEquals(float64(-2), [0, 0, 0, 0, 0, 0, 0, 0xc0]);
  fc.assert(fc.property(fc.float(), fc.double(), (single, double) => {
    const view = (bytes: readonly number[]) =>
      new DataView(Uint8Array.from(bytes).buffer);
    assertEquals(view(float32(single)).getFloat32(0, true), single);
    assertEquals(view(float64(double)).getFloat64(0, true), double);
  }));
});

Deno.test("text is its length in bytes, and UTF-8", () => {
  assertEquals(text("env"), [3, 0x65, 0x6e, 0x76]);
  assertEquals(text("π"), [2, 0xcf, 0x80]);
  assertEquals(text("a".repeat(200)).slice(0, 3), [0xc8, 1, 0x61]);
});

Deno.test("a vector is the number of its parts, and they", () => {
  assertEquals(vector([]), [0]);
  assertEquals(vector([[1, 2], [], [3]]), [3, 1, 2, 3]);
});
