import { assertEquals } from "@std/assert";
import { ByteWriter } from "../../../core/assembler/byte_writer.ts";
import { act, apply, writeCode } from "../../../core/assembler/expression.ts";

Deno.test("operands are written before their instruction, in order", () => {
  const one = apply("i32", [0x41, 1]);
  const two = apply("i32", [0x41, 2]);
  const sum = apply("i32", [0x6a], one, two);
  assertEquals(sum.type, "i32");
  const store = act([0x36, 2, 0], one, sum);
  assertEquals(store.type, "void");
  const writer = new ByteWriter();
  writeCode(writer, store);
  assertEquals(
    writer.finish(),
    Uint8Array.of(0x41, 1, 0x41, 1, 0x41, 2, 0x6a, 0x36, 2, 0),
  );
});
