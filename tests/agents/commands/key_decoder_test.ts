import { assertEquals } from "@std/assert";
import { KeyDecoder } from "../../../agents/commands/key_decoder.ts";

function decode(...parts: string[]): string[] {
  const decoder = new KeyDecoder();
  return parts.flatMap((part) =>
    decoder.decode(new TextEncoder().encode(part))
  );
}

Deno.test("KeyDecoder knows what terminals send", () => {
  assertEquals(decode("a Q\r\n\t\x7f\b\x03\x1b"), [
    ..."a Q",
    "Enter",
    "Enter",
    "Tab",
    "Backspace",
    "Backspace",
    "Ctrl-C",
    "Escape",
  ]);
  const arrows = ["ArrowUp", "ArrowDown", "ArrowRight", "ArrowLeft"];
  assertEquals(decode("\x1b[A\x1b[B\x1b[C\x1b[D"), arrows);
  assertEquals(decode("\x1bOA\x1bOB\x1bOC\x1bOD"), arrows);
  assertEquals(decode("\x1b[1;2A\x1b[1;5B\x1b[5~\x1b[6;2~"), [
    "ArrowUp",
    "ArrowDown",
    "PageUp",
    "PageDown",
  ]);
  assertEquals(decode("ü✓"), ["ü", "✓"]);
});

Deno.test("KeyDecoder puts together what comes in parts, and leaves out what nobody knows", () => {
  assertEquals(decode("a\x1b[", "1;", "2Ab"), ["a", "ArrowUp", "b"]);
  assertEquals(decode("\x1b[99~\x1b[Zx\x01\x00"), ["x"]);
  const decoder = new KeyDecoder();
  const [first, second] = new TextEncoder().encode("ü");
  assertEquals(decoder.decode(Uint8Array.of(first!)), []);
  assertEquals(decoder.decode(Uint8Array.of(second!)), ["ü"]);
});
