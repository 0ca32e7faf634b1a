import { Pacer } from "./pacer.ts";
import type { SharedProgram, ThreadPool } from "./pool.ts";

/** A program that runs with threads when that is quicker. */
export interface PacedProgram extends Disposable {
  /**
   * Runs it.
   *
   * @throws {Error} If a thread could not run to its end.
   */
  run(): void;
}

/**
 * Adds a program to a pool, and measures whether threads make its runs quicker.
 * The pool's workers are started when that begins to pay.
 *
 * @param shared What to run.
 * @param pool Who runs it.
 * @param now Milliseconds since any moment.
 */
export function paceProgram(
  shared: SharedProgram,
  pool: ThreadPool,
  now: () => number = () => performance.now(),
): PacedProgram {
  const program = pool.add(shared);
  const pacer = new Pacer();
  return {
    run: () => {
      const begin = now();
      const { way } = pacer;
      const isMissing = way === "together" && !pool.isReady;
      if (way === "together") program.run();
      else program.runAlone();
      const time = now() - begin;
      if (isMissing) pool.miss(time);
      else pacer.record(time);
    },
    [Symbol.dispose]: () => program[Symbol.dispose](),
  };
}
