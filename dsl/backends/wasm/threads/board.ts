import { ModuleBuilder } from "../../../../core/assembler/module_builder.ts";
import { writeSignals } from "./signal.ts";

/** Places of a board's words, counted in words. Those of one line are written by the same side. */
export const BOARD = {
  /** Signal of the calling thread: there is a message or a turn. */
  bell: 0,
  /** How many messages were sent to each worker. */
  sent: 2,
  /** How many turns were asked for. */
  turn: 3,
  /** The program to run in this turn. */
  program: 4,
  /** Whether the workers are to end. */
  ended: 5,
  /** Signal of the workers: all are done with the turn. */
  done: 16,
  /** How many are not done yet. */
  left: 18,
  /** Whether one of them met an error. */
  failed: 19,
  /** How many messages the first worker has read; each other worker's number stands a line further. */
  read: 32,
} as const;

/** Words of a cache line. */
export const LINE_WORDS = 16;

/** What the calling thread and its workers tell each other, in a memory that they share. */
export interface Board {
  /** The words' memory. */
  readonly memory: WebAssembly.Memory;
  /** Functions over it. */
  readonly module: WebAssembly.Module;
  /** All words. */
  readonly words: Int32Array;
  /** Waits while a signal has a value. */
  readonly await: (signal: number, value: number, turns: number) => void;
  /** Raises a signal. */
  readonly raise: (signal: number) => void;
}

/** A board on which nothing stands yet. */
export function openBoard(): Board {
  const limits = { initial: 1, maximum: 1, shared: true };
  const builder = new ModuleBuilder(limits);
  const signals = writeSignals(builder);
  builder.export("await", signals.await);
  builder.export("raise", signals.raise);
  const module = new WebAssembly.Module(builder.finish());
  const memory = new WebAssembly.Memory(limits);
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return {
    memory,
    module,
    words: new Int32Array(memory.buffer),
    await: exports.await as Board["await"],
    raise: exports.raise as Board["raise"],
  };
}
