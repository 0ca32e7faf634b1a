import { type Data, sizeOf } from "../../../graph/node.ts";
import type { Memory, Slot } from "../../backend.ts";
import { requireData } from "../../require_data.ts";
import { VariableTable } from "../../variable_table.ts";
import { readElements, writeElements } from "./elements.ts";
import { type Block, type BlockCount, Heap } from "./heap.ts";
import { bytesOf } from "../value.ts";

/** Variables in a WebAssembly memory, in which the programs compiled against it work too. */
export class WasmMemory implements Memory {
  /** Where everything stands. */
  readonly heap: Heap;
  readonly #owner: BlockCount;
  readonly #variables = new VariableTable<Block>();

  /** An empty memory of a backend, which counts its blocks; threads share it or not. */
  constructor(shared: boolean, owner: BlockCount) {
    this.heap = new Heap(shared, owner);
    this.#owner = owner;
  }

  get slots(): ReadonlyMap<string, Slot> {
    return this.#variables.slots;
  }

  write(name: string, slot: Slot, data: Data): void {
    const action = `write variable "${name}"`;
    this.requireAlive(action);
    const { dtype, shape } = slot;
    requireData(action, name, data, { dtype, size: sizeOf(shape) });
    const { value } = this.#variables.find(action, name, slot) ??
      this.#add(action, name, slot);
    writeElements(this.heap, value.address, data, dtype);
  }

  // deno-lint-ignore require-await -- so that an error rejects
  async read(name: string): Promise<Data> {
    this.requireAlive(`read variable "${name}"`);
    const { value, slot: { shape, dtype } } = this.#variables.get(name);
    return readElements(this.heap, value.address, sizeOf(shape), dtype);
  }

  /** The address of a variable, which is added with its initial value if there is none. */
  claim(name: string, slot: Slot, initial: Data): number {
    const action = `compile a program with "${name}"`;
    const found = this.#variables.find(action, name, slot);
    if (found) return found.value.address;
    const { value } = this.#add(action, name, slot);
    writeElements(this.heap, value.address, initial, slot.dtype);
    return value.address;
  }

  /** Answers what `build` does; if it throws, all variables are as before. */
  attempt<R>(build: () => R): R {
    return this.#variables.attempt(build, (block) => this.heap.release(block));
  }

  /** Whether it is a backend's own. */
  isOf(owner: BlockCount): boolean {
    return this.#owner === owner;
  }

  /** Throws once the memory is disposed. */
  requireAlive(action: string): void {
    this.#variables.requireAlive(action);
  }

  [Symbol.dispose](): void {
    this.#variables.dispose((block) => this.heap.release(block));
  }

  #add(action: string, name: string, slot: Slot): { value: Block } {
    const block = this.heap.allocate(action, bytesOf(slot));
    return this.#variables.add(name, slot, block);
  }
}
