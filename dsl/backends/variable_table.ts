import { formatShape, unknownName } from "../../core/errors.ts";
import type { Slot } from "./backend.ts";

/** A variable: how it looks, and what stands for it in its backend. */
export interface Entry<T> {
  /** How it looks. */
  readonly slot: Slot;
  /** What stands for it. */
  value: T;
}

/** The variables of a memory by name, until the memory is disposed. */
export class VariableTable<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #slots = new Map<string, Slot>();
  #isDisposed = false;

  /** How each variable looks. */
  get slots(): ReadonlyMap<string, Slot> {
    return this.#slots;
  }

  /**
   * The variable of a name, if there is one.
   *
   * @throws {RangeError} If it has another shape or type.
   */
  find(action: string, name: string, slot: Slot): Entry<T> | undefined {
    const entry = this.#entries.get(name);
    if (!entry) return undefined;
    const { shape, dtype } = entry.slot;
    const isSame = dtype === slot.dtype &&
      formatShape(shape) === formatShape(slot.shape);
    if (isSame) return entry;
    throw new RangeError(
      `Cannot ${action} as the memory's variable of that name must have the same shape and type: current variable is ${dtype} ${
        formatShape(shape)
      }, not ${slot.dtype} ${formatShape(slot.shape)}`,
    );
  }

  /**
   * The variable of a name.
   *
   * @throws {RangeError} If there is none.
   */
  get(name: string): Entry<T> {
    const entry = this.#entries.get(name);
    if (entry) return entry;
    throw unknownName("read a variable", "name", name, [
      ...this.#entries.keys(),
    ]);
  }

  /** Adds a variable. */
  add(name: string, { shape, dtype }: Slot, value: T): Entry<T> {
    const slot = Object.freeze({ shape: Object.freeze([...shape]), dtype });
    const entry = { slot, value };
    this.#entries.set(name, entry);
    this.#slots.set(name, slot);
    return entry;
  }

  /** Answers what `build` does; if it throws, the variables that it added are freed and forgotten. */
  attempt<R>(build: () => R, free: (value: T) => void): R {
    const known = new Set(this.#entries.keys());
    try {
      return build();
    } catch (error) {
      for (const [name, { value }] of this.#entries) {
        if (known.has(name)) continue;
        free(value);
        this.#entries.delete(name);
        this.#slots.delete(name);
      }
      throw error;
    }
  }

  /** Throws once the memory is disposed. */
  requireAlive(action: string): void {
    if (!this.#isDisposed) return;
    throw new RangeError(
      `Cannot ${action} as its memory must be alive: current state is disposed`,
    );
  }

  /** Forgets all variables; `free` is called for each, the first time. */
  dispose(free: (value: T) => void): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    for (const { value } of this.#entries.values()) free(value);
    this.#entries.clear();
    this.#slots.clear();
  }
}
