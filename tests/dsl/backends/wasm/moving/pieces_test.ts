import { assert, assertEquals } from "@std/assert";
import {
  LONGEST_RUN,
  piecesOf,
} from "../../../../../dsl/backends/wasm/moving/pieces.ts";

Deno.test("seven elements are two vectors that overlap in one, three a pair and one", () => {
  assertEquals(piecesOf(7), [
    { offset: 0, words: 4 },
    { offset: 12, words: 4 },
  ]);
  assertEquals(piecesOf(3), [
    { offset: 0, words: 2 },
    { offset: 8, words: 1 },
  ]);
});

Deno.test("pieces cover each element of a run, none outside, in as few as can be", () => {
  for (let count = 0; count <= LONGEST_RUN + 4; count++) {
    const pieces = piecesOf(count);
    const covered = new Set(
      pieces.flatMap(({ offset, words }) =>
        Array.from({ length: words }, (_, i) => offset / 4 + i)
      ),
    );
    const all = Array.from({ length: count }, (_, i) => i);
    assertEquals([...covered].sort((a, b) => a - b), all);
    const least = count < 4 ? Math.ceil(count / 2) : Math.ceil(count / 4);
    assert(pieces.length === least);
  }
});
