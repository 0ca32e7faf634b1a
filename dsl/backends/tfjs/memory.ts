import { formatShape, unknownName } from "../../../core/errors.ts";
import type { TensorInfo } from "../../../core/deps/tfjs_core.ts";
import { type Data, type DType, sizeOf } from "../../graph/node.ts";
import type { Memory, Slot } from "../backend.ts";
import type { Machine } from "./machine.ts";

/** Where a variable's value stands. */
export interface Cell {
  /** How it looks. */
  readonly slot: Slot;
  /** Its value, owned by the memory. */
  value: TensorInfo;
}

const ARRAYS: { readonly [D in DType]: string } = {
  float32: "Float32Array",
  int32: "Int32Array",
  bool: "Uint8Array",
};

/** Throws unless `data` holds `size` elements of a type. */
export function requireData(
  action: string,
  name: string,
  data: Data,
  { dtype, size }: { readonly dtype: DType; readonly size: number },
): void {
  if (data?.constructor?.name !== ARRAYS[dtype]) {
    throw new TypeError(
      `Cannot ${action} as "${name}" takes a ${
        ARRAYS[dtype]
      }: current value is ${
        ArrayBuffer.isView(data) ? `a ${data.constructor.name}` : String(data)
      }`,
    );
  }
  if (data.length !== size) {
    throw new RangeError(
      `Cannot ${action} as "${name}" takes ${size} elements: current number is ${data.length}`,
    );
  }
}

/** Variables in the store of a tfjs backend. */
export class TfjsMemory implements Memory {
  readonly #machine: Machine;
  readonly #cells = new Map<string, Cell>();
  readonly #slots = new Map<string, Slot>();
  #isDisposed = false;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  get slots(): ReadonlyMap<string, Slot> {
    return this.#slots;
  }

  write(name: string, slot: Slot, data: Data): void {
    const action = `write variable "${name}"`;
    this.requireAlive(action);
    this.#machine.requireSound(action);
    const size = sizeOf(slot.shape);
    requireData(action, name, data, { dtype: slot.dtype, size });
    const cell = this.#find(action, name, slot);
    const value = this.#machine.upload(data.slice(), slot.dtype);
    if (!cell) return this.#add(name, slot, value);
    this.#machine.release(cell.value);
    cell.value = value;
  }

  async read(name: string): Promise<Data> {
    const action = `read variable "${name}"`;
    this.requireAlive(action);
    this.#machine.requireSound(action);
    const cell = this.#cells.get(name);
    if (!cell) {
      throw unknownName("read a variable", "name", name, [
        ...this.#cells.keys(),
      ]);
    }
    this.#machine.share(cell.value);
    const data = await this.#machine.take(cell.value);
    this.#machine.requireSound(action);
    return data;
  }

  /** The place of a variable, if there is one. */
  cell(name: string): Cell | undefined {
    return this.#cells.get(name);
  }

  /** The place of a variable, which is added with its initial value if there is none. */
  claim(name: string, slot: Slot, initial: Data): Cell {
    const found = this.#find(`compile a program with "${name}"`, name, slot);
    if (found) return found;
    const value = this.#machine.upload(initial.slice(), slot.dtype);
    this.#add(name, slot, value);
    return this.#cells.get(name)!;
  }

  /** Whether the values stand in this machine's store. */
  isOn(machine: Machine): boolean {
    return this.#machine === machine;
  }

  /** Throws once the memory is disposed. */
  requireAlive(action: string): void {
    if (!this.#isDisposed) return;
    throw new RangeError(
      `Cannot ${action} as its memory must be alive: current state is disposed`,
    );
  }

  [Symbol.dispose](): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    for (const { value } of this.#cells.values()) this.#machine.release(value);
    this.#cells.clear();
    this.#slots.clear();
  }

  #find(action: string, name: string, slot: Slot): Cell | undefined {
    const cell = this.#cells.get(name);
    if (!cell) return undefined;
    const { shape, dtype } = cell.slot;
    const isSame = dtype === slot.dtype &&
      formatShape(shape) === formatShape(slot.shape);
    if (isSame) return cell;
    throw new RangeError(
      `Cannot ${action} as the memory's variable of that name must have the same shape and type: current variable is ${dtype} ${
        formatShape(shape)
      }, not ${slot.dtype} ${formatShape(slot.shape)}`,
    );
  }

  #add(name: string, { shape, dtype }: Slot, value: TensorInfo): void {
    const slot = Object.freeze({ shape: Object.freeze([...shape]), dtype });
    this.#cells.set(name, { slot, value });
    this.#slots.set(name, slot);
  }
}
