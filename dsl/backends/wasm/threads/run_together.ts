import { cannot } from "../../../../core/errors.ts";
import { BOARD, type Board } from "./board.ts";
import type { PoolWorker } from "./worker.ts";

/** How often the calling thread turns before it sleeps, where others are not done: some 100 µs. */
const JOIN_TURNS = 100_000;

/** What the engine says where a broken barrier is met. */
const UNREACHABLE = "unreachable";

/** What a program exports. */
export interface ProgramExports {
  /** Computes one thread's share. */
  readonly run: (thread: number, threads: number) => void;
  /** Lets all threads meet an error at the barrier. */
  readonly breakBarrier: () => void;
  /** Undoes that, when all have left. */
  readonly mendBarrier: () => void;
}

/**
 * Runs a program on the calling thread and on all workers; answers when all are done.
 *
 * @param number The program's number, which all workers know.
 * @param exports Of the calling thread's instance.
 * @param workers Threads that wait for the bell.
 * @throws {Error} If a thread did not reach the program's end.
 */
export function runTogether(
  number: number,
  { run, breakBarrier, mendBarrier }: ProgramExports,
  { words, raise, await: awaitSignal }: Board,
  workers: readonly PoolWorker[],
): void {
  const done = Atomics.load(words, BOARD.done);
  Atomics.store(words, BOARD.program, number);
  Atomics.store(words, BOARD.left, workers.length);
  Atomics.add(words, BOARD.turn, 1);
  raise(4 * BOARD.bell);
  let cause: unknown;
  try {
    run(0, workers.length + 1);
  } catch (error) {
    cause = error;
    breakBarrier();
    Atomics.store(words, BOARD.failed, 1);
  }
  awaitSignal(4 * BOARD.done, done, JOIN_TURNS);
  if (Atomics.load(words, BOARD.failed) === 0) return;
  Atomics.store(words, BOARD.failed, 0);
  mendBarrier();
  const errors = workers.map((worker) => worker.takeError());
  if (cause) errors.push(String(cause));
  // Who met the broken barrier is not the one who broke it.
  const first = errors.find((error) => error && !error.includes(UNREACHABLE));
  throw new Error(
    cannot(
      "run a program",
      "all threads must reach its end",
      first ?? UNREACHABLE,
      "error",
    ),
    { cause },
  );
}
