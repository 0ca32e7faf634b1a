import { formatShape } from "../../../core/errors.ts";
import type { Data } from "../../graph/node.ts";
import type { Program } from "../../graph/program.ts";
import type { Executable, SyncExecutable, Values } from "../backend.ts";
import type { Machine, SyncMachine } from "./machine.ts";
import type { TfjsMemory } from "./memory.ts";
import { Runner } from "./run.ts";
import { type Schedule, schedule } from "./schedule.ts";

const ACTION = "run a program";

/** Operations, one for each kernel that is called. */
function explain({ instructions }: Schedule): string {
  return instructions.map(({ node: { kind, name, shape } }) =>
    `${kind} ${formatShape(shape)}  ${name}`
  ).join("\n");
}

/** What both kinds of executables share: a runner that knows when it must not run. */
class Life {
  readonly runner: Runner;
  readonly explanation: string;
  readonly #machine: Machine;
  readonly #memory: TfjsMemory;
  #isDisposed = false;

  constructor(program: Program, machine: Machine, memory: TfjsMemory) {
    const calls = schedule(program, machine, memory);
    this.runner = new Runner(calls, machine);
    this.explanation = explain(calls);
    this.#machine = machine;
    this.#memory = memory;
  }

  /** Throws unless the program, its memory and the machine are alive. */
  require(): void {
    if (this.#isDisposed) {
      throw new RangeError(
        `Cannot ${ACTION} as it must be alive: current state is disposed`,
      );
    }
    this.#memory.requireAlive(ACTION);
    this.#machine.requireSound(ACTION);
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.runner.dispose();
  }
}

/** A program on a machine that is read later. */
export class TfjsExecutable implements Executable {
  draws = 0;
  readonly #machine: Machine;
  readonly #life: Life;

  constructor(program: Program, machine: Machine, memory: TfjsMemory) {
    this.#machine = machine;
    this.#life = new Life(program, machine, memory);
  }

  async run(feeds: Values = {}): Promise<Values> {
    this.#life.require();
    const machine = this.#machine;
    const { runner } = this.#life;
    const watch = machine.watch();
    const reads: Promise<Data>[] = [];
    try {
      const values = runner.run(feeds, this.draws);
      this.draws++;
      // All reads are under way before the first is waited for.
      for (const value of values) reads.push(machine.take(value));
      if (values.length === 0) machine.flush();
    } finally {
      const closed = watch.close(ACTION);
      await Promise.allSettled([...reads, closed]);
      await closed;
    }
    const data = await Promise.all(reads);
    // A GPU that was lost meanwhile may have answered zeros.
    machine.requireSound(ACTION);
    return named(runner.outputs, data);
  }

  explain(): string {
    return this.#life.explanation;
  }

  [Symbol.dispose](): void {
    this.#life.dispose();
  }
}

/** A program in this process's memory. */
export class TfjsSyncExecutable implements SyncExecutable {
  draws = 0;
  readonly #machine: SyncMachine;
  readonly #life: Life;

  constructor(program: Program, machine: SyncMachine, memory: TfjsMemory) {
    this.#machine = machine;
    this.#life = new Life(program, machine, memory);
  }

  runSync(feeds: Values = {}): Values {
    this.#life.require();
    const { runner } = this.#life;
    const values = runner.run(feeds, this.draws);
    this.draws++;
    const data = values.map((value) => this.#machine.takeSync(value));
    return named(runner.outputs, data);
  }

  // deno-lint-ignore require-await -- so that an error rejects
  async run(feeds: Values = {}): Promise<Values> {
    return this.runSync(feeds);
  }

  explain(): string {
    return this.#life.explanation;
  }

  [Symbol.dispose](): void {
    this.#life.dispose();
  }
}

function named(names: readonly string[], data: readonly Data[]): Values {
  const values: Record<string, Data> = {};
  for (let i = 0; i < names.length; i++) values[names[i]!] = data[i]!;
  return values;
}
