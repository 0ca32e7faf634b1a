import type { TensorInfo } from "../../../core/deps/tfjs_core.ts";
import { type Data, sizeOf } from "../../graph/node.ts";
import type { Memory, Slot } from "../backend.ts";
import { requireData } from "../require_data.ts";
import { type Entry, VariableTable } from "../variable_table.ts";
import type { Machine } from "./machine.ts";

/** Where a variable's value stands; the memory owns it. */
export type Cell = Entry<TensorInfo>;

/** Variables in the store of a tfjs backend. */
export class TfjsMemory implements Memory {
  readonly #machine: Machine;
  readonly #variables = new VariableTable<TensorInfo>();

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  get slots(): ReadonlyMap<string, Slot> {
    return this.#variables.slots;
  }

  write(name: string, slot: Slot, data: Data): void {
    const action = `write variable "${name}"`;
    this.requireAlive(action);
    this.#machine.requireSound(action);
    const size = sizeOf(slot.shape);
    requireData(action, name, data, { dtype: slot.dtype, size });
    const cell = this.#variables.find(action, name, slot);
    const value = this.#machine.upload(data.slice(), slot.dtype);
    if (!cell) {
      this.#variables.add(name, slot, value);
      return;
    }
    this.#machine.release(cell.value);
    cell.value = value;
  }

  async read(name: string): Promise<Data> {
    const action = `read variable "${name}"`;
    this.requireAlive(action);
    this.#machine.requireSound(action);
    const { value } = this.#variables.get(name);
    this.#machine.share(value);
    const data = await this.#machine.take(value);
    this.#machine.requireSound(action);
    return data;
  }

  /** The place of a variable. */
  cell(name: string): Cell {
    return this.#variables.get(name);
  }

  /** The place of a variable, which is added with its initial value if there is none. */
  claim(name: string, slot: Slot, initial: Data): Cell {
    const action = `compile a program with "${name}"`;
    const found = this.#variables.find(action, name, slot);
    if (found) return found;
    const value = this.#machine.upload(initial.slice(), slot.dtype);
    return this.#variables.add(name, slot, value);
  }

  /** Answers what `build` does; if it throws, all variables are as before. */
  attempt<R>(build: () => R): R {
    return this.#variables.attempt(
      build,
      (value) => this.#machine.release(value),
    );
  }

  /** Whether the values stand in this machine's store. */
  isOn(machine: Machine): boolean {
    return this.#machine === machine;
  }

  /** Throws once the memory is disposed. */
  requireAlive(action: string): void {
    this.#variables.requireAlive(action);
  }

  [Symbol.dispose](): void {
    this.#variables.dispose((value) => this.#machine.release(value));
  }
}
