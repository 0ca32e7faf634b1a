import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { requireChecksum, withChecksum } from "../../core/checksum.ts";
import {
  decodeSafetensors,
  encodeSafetensors,
} from "../../core/safetensors.ts";

const TENSORS = {
  a: { shape: [2, 3], data: Float32Array.from([1, 2, 3, 4, 5, 6]) },
  b: { shape: [3], data: Int32Array.from([7, 8, 9]) },
};
const TEXTS = { format: "example", note: "round 1" };
const FILE = encodeSafetensors(TENSORS, withChecksum(TENSORS, TEXTS));

Deno.test("withChecksum() adds eight digits, whatever the order", () => {
  const { checksum, ...rest } = withChecksum(TENSORS, TEXTS);
  assertEquals(rest, TEXTS);
  assertEquals(checksum!.length, 8);
  const { a, b } = TENSORS;
  const { format, note } = TEXTS;
  const turned = withChecksum({ b, a }, { note, format });
  assertEquals(turned.checksum, checksum);
});

Deno.test("requireChecksum() takes what was written, and refuses what has none", () => {
  requireChecksum("read", decodeSafetensors(FILE));
  const bare = decodeSafetensors(encodeSafetensors(TENSORS, TEXTS));
  assertThrows(
    () => requireChecksum("read a file", bare),
    SyntaxError,
    "Cannot read a file as the file must be undamaged, with the checksum",
  );
});

Deno.test("no flipped bit goes unseen that changes what is read", () => {
  const content = JSON.stringify(decodeSafetensors(FILE));
  let refused = 0;
  fc.assert(
    fc.property(
      fc.nat({ max: FILE.length - 1 }),
      fc.nat({ max: 7 }),
      (index, bit) => {
        const bytes = FILE.slice();
        bytes[index]! ^= 1 << bit;
        try {
          const found = decodeSafetensors(bytes);
          requireChecksum("read", found);
          assertEquals(JSON.stringify(found), content);
        } catch (error) {
          if (!(error instanceof SyntaxError)) throw error;
          refused++;
        }
      },
    ),
    { numRuns: 300 },
  );
  assertEquals(refused > 200, true);
});
