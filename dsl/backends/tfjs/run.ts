import type { TensorInfo } from "../../../core/deps/tfjs_core.ts";
import { fillRandom } from "../../graph/random_values.ts";
import type { Values } from "../backend.ts";
import { requireFeeds } from "../require_data.ts";
import type { Machine } from "./machine.ts";
import type { Feed, Instruction, Schedule } from "./schedule.ts";

/** Runs a schedule, over and over. */
export class Runner {
  readonly #schedule: Schedule;
  readonly #machine: Machine;
  readonly #values: (TensorInfo | undefined)[];
  readonly #feeds: ReadonlyMap<string, Feed>;
  /** Slots of what no run leaves behind. */
  readonly #temporaries: readonly number[];

  constructor(schedule: Schedule, machine: Machine) {
    this.#schedule = schedule;
    this.#machine = machine;
    this.#values = new Array(schedule.slots).fill(undefined);
    this.#feeds = new Map(schedule.feeds.map((feed) => [feed.name, feed]));
    this.#temporaries = [
      ...[...schedule.feeds, ...schedule.draws].map(({ slot }) => slot),
      ...schedule.instructions.map(({ output }) => output),
    ];
    for (const { slot, value } of schedule.constants) {
      this.#values[slot] = value;
    }
  }

  /** Names of the outputs, in the order in which {@linkcode run} answers them. */
  get outputs(): readonly string[] {
    return this.#schedule.outputs.map(({ name }) => name);
  }

  /**
   * Computes everything and stores what is assigned.
   *
   * If anything fails, nothing is stored and nothing temporary stays.
   *
   * @returns The outputs; the caller owns them.
   */
  run(feeds: Values, draws: number): TensorInfo[] {
    requireFeeds(feeds, this.#feeds);
    const { instructions, outputs, assignments } = this.#schedule;
    const values = this.#values;
    try {
      this.#fill(feeds, draws);
      for (let i = 0; i < instructions.length; i++) {
        this.#step(instructions[i]!);
      }
      const machine = this.#machine;
      const answers: TensorInfo[] = [];
      for (let i = 0; i < outputs.length; i++) {
        const value = values[outputs[i]!.slot]!;
        machine.share(value);
        answers.push(value);
      }
      const olds: TensorInfo[] = [];
      for (let i = 0; i < assignments.length; i++) {
        const { slot, cell } = assignments[i]!;
        const value = values[slot]!;
        machine.share(value);
        olds.push(cell.value);
        cell.value = value;
      }
      for (let i = 0; i < olds.length; i++) machine.release(olds[i]!);
      this.#drop(this.#schedule.release);
      return answers;
    } catch (error) {
      this.#drop(this.#temporaries);
      throw error;
    }
  }

  /** Frees what the schedule stored when it was made. */
  dispose(): void {
    for (const { value } of this.#schedule.constants) {
      this.#machine.release(value);
    }
  }

  #step({ node, call, inputs, operands, output, release }: Instruction): void {
    const values = this.#values;
    for (let i = 0; i < inputs.length; i++) operands[i] = values[inputs[i]!]!;
    try {
      values[output] = call(operands);
    } catch (cause) {
      throw new Error(
        `Cannot compute "${node.name}" as its kernel must succeed: current error is ${
          cause instanceof Error ? cause.message : String(cause)
        }`,
        { cause },
      );
    }
    this.#drop(release);
  }

  #fill(feeds: Values, draws: number): void {
    const machine = this.#machine;
    const values = this.#values;
    const schedule = this.#schedule;
    for (let i = 0; i < schedule.feeds.length; i++) {
      const { name, slot, dtype, escapes } = schedule.feeds[i]!;
      const data = feeds[name]!;
      values[slot] = machine.upload(escapes ? data.slice() : data, dtype);
    }
    for (let i = 0; i < schedule.draws.length; i++) {
      const { slot, kind, seed, size } = schedule.draws[i]!;
      const data = new Float32Array(size);
      fillRandom(kind, seed, draws, data);
      values[slot] = machine.upload(data, "float32");
    }
    for (let i = 0; i < schedule.variables.length; i++) {
      const { slot, cell } = schedule.variables[i]!;
      values[slot] = cell.value;
    }
  }

  #drop(slots: readonly number[]): void {
    const values = this.#values;
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i]!;
      const value = values[slot];
      if (value) this.#machine.release(value);
      values[slot] = undefined;
    }
  }
}
