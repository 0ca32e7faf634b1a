import { assert, assertEquals } from "@std/assert";
import {
  BOARD,
  LINE_WORDS,
  openBoard,
} from "../../../../../dsl/backends/wasm/threads/board.ts";

/** Signals take two words. */
const SIGNALS: readonly number[] = [BOARD.bell, BOARD.done];

Deno.test("no two words of a board share a place", () => {
  const places = Object.values(BOARD).flatMap((place) =>
    SIGNALS.includes(place) ? [place, place + 1] : [place]
  );
  assertEquals(new Set(places).size, places.length);
  assert(BOARD.read >= Math.max(...places), "workers' words come last");
});

Deno.test("what the calling thread writes and what workers write stand in different lines", () => {
  const lineOf = (place: number) => Math.floor(place / LINE_WORDS);
  const { bell, sent, turn, program, ended, done, left, failed, read } = BOARD;
  const callers = [bell, sent, turn, program, ended].map(lineOf);
  const workers = [done, left, failed, read].map(lineOf);
  assert(callers.every((line) => !workers.includes(line)));
});

Deno.test("a new board is empty, and has room for 64 workers", () => {
  const { words } = openBoard();
  assert(words.every((word) => word === 0));
  assert(BOARD.read + 64 * LINE_WORDS < words.length);
});
