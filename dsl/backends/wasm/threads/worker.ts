import {
  MessageChannel,
  receiveMessageOnPort,
  Worker,
} from "node:worker_threads";
import { HOST, type Host } from "../library.ts";
import { BOARD, type Board, LINE_WORDS } from "./board.ts";
import { type Message, serve, type WorkerSetup } from "./serve.ts";

/** How often a worker turns before it sleeps: some 200 µs, as one run often follows another. */
const IDLE_TURNS = 200_000;

const SCRIPT =
  `import { workerData, receiveMessageOnPort } from "node:worker_threads";
(${serve})(workerData, receiveMessageOnPort);`;

/** A thread that waits for its part of the work. */
export interface PoolWorker extends Disposable {
  /** Whether it has read this many messages. */
  hasRead(sent: number): boolean;
  /** Sends a message; the bell is rung by the sender. */
  send(message: Message): void;
  /** The error that it met in the last turn, if any. */
  takeError(): string | undefined;
}

/** What a new worker must know. */
export interface WorkerOptions {
  /** Its number, from 1 on. */
  readonly thread: number;
  /** Number of threads, the calling one included. */
  readonly threads: number;
  /** Number of messages that were sent before. */
  readonly sent: number;
  /** What these said. */
  readonly programs: readonly Message[];
  /** Called when it has ended, for whatever reason. */
  readonly onEnd: () => void;
}

/**
 * Starts a worker. The calling thread is held up for some 50 ms.
 *
 * It does not keep the process alive, and needs neither permissions nor files.
 */
export function startWorker(
  { memory, module, words }: Board,
  { thread, threads, sent, programs, onEnd }: WorkerOptions,
): PoolWorker {
  const { port1: ours, port2: port } = new MessageChannel();
  const read = BOARD.read + LINE_WORDS * (thread - 1);
  // No number of messages, so that it does not seem to be ready.
  Atomics.store(words, read, -1);
  const workerData: WorkerSetup = {
    thread,
    threads,
    port,
    board: { memory, module },
    places: BOARD,
    read,
    sent,
    programs,
    turns: IDLE_TURNS,
    host: Object.keys(HOST) as (keyof Host)[],
  };
  const url = new URL(`data:text/javascript,${encodeURIComponent(SCRIPT)}`);
  const worker = new Worker(url, { workerData, transferList: [port] });
  worker.on("error", onEnd);
  worker.on("exit", onEnd);
  worker.unref();
  return {
    hasRead: (count) => Atomics.load(words, read) === count,
    send: (message) => ours.postMessage(message),
    takeError: () => receiveMessageOnPort(ours)?.message,
    [Symbol.dispose]: () => {
      ours.close();
      worker.terminate();
    },
  };
}
