import type { MessagePort, receiveMessageOnPort } from "node:worker_threads";
import type { Host } from "../library.ts";
import type { BOARD, Board } from "./board.ts";

/** A program that a worker is to know from now on, or to forget. */
export interface Message {
  /** Number of the program. */
  readonly program: number;
  /** What to run, over which memory; to be forgotten if left out. */
  readonly code?: {
    /** Exports `run(thread, threads)` and `breakBarrier()`. */
    readonly module: WebAssembly.Module;
    /** Shared by all threads. */
    readonly memory: WebAssembly.Memory;
  };
}

/** What a worker is given. */
export interface WorkerSetup {
  /** The worker's number, from 1 on. */
  readonly thread: number;
  /** Number of threads, the calling one included. */
  readonly threads: number;
  /** Where messages come from and errors go to. */
  readonly port: MessagePort;
  /** The board. */
  readonly board: Pick<Board, "module" | "memory">;
  /** Its words. */
  readonly places: typeof BOARD;
  /** The word that tells how many messages this worker has read. */
  readonly read: number;
  /** Number of messages that were sent before this worker began. */
  readonly sent: number;
  /** What these said. */
  readonly programs: readonly Message[];
  /** How often a worker turns before it sleeps. */
  readonly turns: number;
  /** Functions of `Math` that programs import. */
  readonly host: readonly (keyof Host)[];
}

/**
 * What a worker does until it is ended. It never returns to its event loop: it
 * waits for the bell, reads messages and takes its part in turns.
 *
 * A worker is started from this function's text, so that no file needs to be
 * found: it may use nothing but its parameters and what is global.
 */
export function serve(
  { thread, threads, port, board, places, read, sent, programs, turns, host }:
    WorkerSetup,
  receive: typeof receiveMessageOnPort,
): void {
  interface Program {
    readonly run: (thread: number, threads: number) => void;
    readonly breakBarrier: () => void;
  }
  const known = new Map<number, Program>();
  const learn = ({ program, code }: Message) => {
    if (!code) {
      known.delete(program);
      return;
    }
    const functions = host.map((name) => [name, Math[name]] as const);
    const { exports } = new WebAssembly.Instance(code.module, {
      env: { memory: code.memory, ...Object.fromEntries(functions) },
    });
    known.set(program, exports as unknown as Program);
  };
  const { exports } = new WebAssembly.Instance(board.module, {
    env: { memory: board.memory },
  });
  const { await: awaitSignal, raise } = exports as unknown as Pick<
    Board,
    "await" | "raise"
  >;
  const words = new Int32Array(board.memory.buffer);
  const takePart = () => {
    const program = known.get(Atomics.load(words, places.program))!;
    try {
      program.run(thread, threads);
    } catch (error) {
      program.breakBarrier();
      port.postMessage(String(error));
      Atomics.store(words, places.failed, 1);
    }
    if (Atomics.sub(words, places.left, 1) === 1) raise(4 * places.done);
  };
  let turn = Atomics.load(words, places.turn);
  let done = sent;
  const work = () => {
    programs.forEach(learn);
    Atomics.store(words, read, done);
    while (Atomics.load(words, places.ended) === 0) {
      const bell = Atomics.load(words, places.bell);
      if (Atomics.load(words, places.sent) !== done) {
        learn(receive(port)!.message);
        Atomics.store(words, read, ++done);
      } else if (Atomics.load(words, places.turn) !== turn) {
        turn++;
        takePart();
      } else awaitSignal(4 * places.bell, bell, turns);
    }
  };
  try {
    work();
  } catch {
    // No room for another program: the worker ends, and is never ready again.
  }
}
