import { assertEquals } from "@std/assert";
import { HOST, type Host } from "../../../../../dsl/backends/wasm/library.ts";
import {
  BOARD,
  openBoard,
} from "../../../../../dsl/backends/wasm/threads/board.ts";
import {
  type Message,
  serve,
  type WorkerSetup,
} from "../../../../../dsl/backends/wasm/threads/serve.ts";
import { marking } from "./marking_program.ts";

/** The function from its text alone, as a worker knows it. */
const fromText: typeof serve = new Function(`return ${serve}`)();

/** A worker's life in this thread: it reads these messages, the last of which ends it. */
function live(messages: readonly Message[], setup: Partial<WorkerSetup> = {}) {
  const board = openBoard();
  const { words } = board;
  words[BOARD.sent] = (setup.sent ?? 0) + messages.length;
  const rest = [...messages];
  const reads: number[] = [];
  const whole = {
    thread: 2,
    threads: 5,
    port: undefined,
    board,
    places: BOARD,
    read: BOARD.read,
    sent: 0,
    programs: [],
    turns: 0,
    host: Object.keys(HOST) as (keyof Host)[],
    ...setup,
  };
  fromText(whole as unknown as WorkerSetup, () => {
    reads.push(words[BOARD.read]!);
    const message = rest.shift();
    if (rest.length === 0) words[BOARD.ended] = 1;
    return { message };
  });
  return [...reads, words[BOARD.read]];
}

Deno.test("a worker reads its messages, and tells how many when it has read them", () => {
  const { module, memory } = marking();
  const reads = live([
    { program: 1, code: { module, memory } },
    { program: 1 },
    { program: 2, code: { module, memory } },
  ]);
  assertEquals(reads, [0, 1, 2, 3]);
});

Deno.test("what was sent before a worker began counts as read", () => {
  const { module, memory } = marking();
  const programs = [{ program: 4, code: { module, memory } }];
  const reads = live([{ program: 1 }, { program: 2 }], { sent: 1, programs });
  assertEquals(reads, [1, 2, 3]);
});

Deno.test("a worker that cannot learn a program ends, and does not tell that it has read that", () => {
  const { memory } = marking();
  const module = new WebAssembly.Module(Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    // Imports a memory "e" "m" that nobody has.
    ...[2, 8, 1, 1, 0x65, 1, 0x6d, 2, 0, 1],
  ]));
  const reads = live([
    { program: 1 },
    { program: 2, code: { module, memory } },
    { program: 2 },
  ]);
  assertEquals(reads, [0, 1, 1]);
});

Deno.test("what programs import comes from Math, by its name", () => {
  for (const [name, value] of Object.entries(HOST)) {
    assertEquals(Math[name as keyof Host], value);
  }
});
