import { assertEquals } from "@std/assert";
import { openBoard } from "../../../../../dsl/backends/wasm/threads/board.ts";

const SIGNAL = 64;
const [RAISED, SLEEPERS] = [SIGNAL / 4, SIGNAL / 4 + 1];

Deno.test("a signal counts how often it was raised", () => {
  const { words, raise } = openBoard();
  raise(SIGNAL);
  raise(SIGNAL);
  assertEquals(words.slice(RAISED - 1, RAISED + 3), Int32Array.of(0, 2, 0, 0));
});

Deno.test("who awaits a value that a signal no longer has goes on at once", () => {
  const { words, raise, await: awaitSignal } = openBoard();
  raise(SIGNAL);
  for (const turns of [0, 10, 1e9]) awaitSignal(SIGNAL, 0, turns);
  assertEquals([words[RAISED], words[SLEEPERS]], [1, 0]);
});

Deno.test("a signal wraps around", () => {
  const { words, raise, await: awaitSignal } = openBoard();
  words[RAISED] = 2 ** 31 - 1;
  raise(SIGNAL);
  assertEquals(words[RAISED], -(2 ** 31));
  awaitSignal(SIGNAL, 2 ** 31 - 1, 0);
});
