import { BOARD, openBoard } from "./board.ts";
import { type ProgramExports, runTogether } from "./run_together.ts";
import type { Message } from "./serve.ts";
import { type PoolWorker, startWorker } from "./worker.ts";

/** About how long starting a worker holds up the calling thread, in milliseconds. */
const START_TIME = 50;

/** A program that threads can run together: they share its memory. */
export interface SharedProgram {
  /** Its module; exports `run(thread, threads)`, and what a barrier exports. */
  readonly module: WebAssembly.Module;
  /** The memory that it imports. */
  readonly memory: WebAssembly.Memory;
  /** The calling thread's instance. */
  readonly instance: WebAssembly.Instance;
}

/** A program that a pool knows. */
export interface PooledProgram extends Disposable {
  /**
   * Runs it; on the calling thread alone where the pool's workers are not there
   * (yet). The results are the same.
   *
   * @throws {Error} If a thread could not run to its end; what it wrote is then not complete.
   */
  run(): void;
  /** Runs it on the calling thread. */
  runAlone(): void;
}

/** Threads that run programs together with the calling thread. */
export class ThreadPool implements Disposable {
  /** Number of threads, the calling one included. */
  readonly threads: number;
  readonly #board = openBoard();
  readonly #programs = new Map<number, Message>();
  #workers: PoolWorker[] = [];
  #numbers = 0;
  #missed = 0;
  #isClosed = false;

  /** Starts nothing yet. */
  constructor(threads: number) {
    this.threads = threads;
  }

  /** Whether all threads wait for work. */
  get isReady(): boolean {
    const { words } = this.#board;
    const sent = Atomics.load(words, BOARD.sent);
    return this.threads > 1 && this.#workers.length === this.threads - 1 &&
      Atomics.load(words, BOARD.left) === 0 &&
      this.#workers.every((worker) => worker.hasRead(sent));
  }

  /** Starts one more worker, if one is missing. */
  startOne(): void {
    const thread = this.#workers.length + 1;
    if (this.#isClosed || thread >= this.threads) return;
    const { threads } = this;
    const worker = startWorker(this.#board, {
      thread,
      threads,
      sent: Atomics.load(this.#board.words, BOARD.sent),
      programs: [...this.#programs.values()],
      onEnd: () => this[Symbol.dispose](),
    });
    this.#workers.push(worker);
  }

  /** Tells that threads were missed for some milliseconds; once that took as long as starting a worker, one is started. */
  miss(time: number): void {
    this.#missed += time;
    if (this.#missed < START_TIME) return;
    this.#missed = 0;
    this.startOne();
  }

  /** Makes a program known to all threads, until it is disposed. */
  add({ module, memory, instance }: SharedProgram): PooledProgram {
    const exports = instance.exports as unknown as ProgramExports;
    const program = ++this.#numbers;
    const message = { program, code: { module, memory } };
    this.#programs.set(program, message);
    this.#send(message);
    return {
      run: () => {
        if (this.isReady && this.#programs.has(program)) {
          runTogether(program, exports, this.#board, this.#workers);
        } else exports.run(0, 1);
      },
      runAlone: () => exports.run(0, 1),
      [Symbol.dispose]: () => {
        if (this.#programs.delete(program)) this.#send({ program });
      },
    };
  }

  /** Ends all workers; programs can still be run, on the calling thread. */
  [Symbol.dispose](): void {
    const { words, raise } = this.#board;
    this.#isClosed = true;
    Atomics.store(words, BOARD.ended, 1);
    raise(4 * BOARD.bell);
    for (const worker of this.#workers) worker[Symbol.dispose]();
    this.#workers = [];
    this.#programs.clear();
  }

  #send(message: Message): void {
    const { words, raise } = this.#board;
    if (this.#workers.length === 0) return;
    for (const worker of this.#workers) worker.send(message);
    Atomics.add(words, BOARD.sent, 1);
    raise(4 * BOARD.bell);
  }
}
