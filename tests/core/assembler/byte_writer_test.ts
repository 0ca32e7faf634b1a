import fc from "fast-check";
import { assertEquals } from "@std/assert";
import { ByteWriter } from "../../../core/assembler/byte_writer.ts";
import { unsigned } from "../../../core/assembler/encode.ts";

Deno.test("a byte writer appends bytes, and what others wrote", () => {
  const inner = new ByteWriter();
  inner.write([3, 4]);
  const outer = new ByteWriter();
  outer.write([1, 2]);
  outer.writeAll(inner);
  outer.write([5]);
  assertEquals(outer.length, 5);
  assertEquals(outer.finish(), Uint8Array.of(1, 2, 3, 4, 5));
});

Deno.test("a byte writer writes an unsigned integer behind a byte", () => {
  const numbers = fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(numbers, (numbers) => {
      const writer = new ByteWriter();
      for (const number of numbers) writer.writeUnsigned(7, number);
      const expected = numbers.flatMap((number) => [7, ...unsigned(number)]);
      assertEquals(writer.finish(), Uint8Array.from(expected));
    }),
    { examples: [[[0, 127, 128]]] },
  );
});

Deno.test("a byte writer keeps any number of bytes", () => {
  const parts = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 30 });
  fc.assert(fc.property(parts, (parts) => {
    const whole = new ByteWriter();
    for (const part of parts) {
      const one = new ByteWriter();
      one.write([...part]);
      whole.writeAll(one);
      whole.write([...part]);
    }
    const expected = parts.flatMap((part) => [...part, ...part]);
    assertEquals(whole.finish(), Uint8Array.from(expected));
    assertEquals(whole.length, expected.length);
  }));
});
