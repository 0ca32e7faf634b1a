import { type BufferOf, type Space, spaceSize } from "./spaces/space.ts";
import { spaceBuffer } from "./spaces/space_buffer.ts";

/** How many numbers are set aside at once. */
const CHUNK = 1024;

/**
 * Rows for values of a space, each given away for good.
 *
 * Small ones are views of a common chunk: making a typed array of its own costs
 * fifteen times as much as a view.
 */
export class FreshRows<S extends Space> {
  readonly #space: S;
  readonly #size: number;
  readonly #count: number;
  #chunk: BufferOf<S>;
  #begin = 0;

  constructor(space: S) {
    this.#space = space;
    this.#size = spaceSize(space);
    this.#count = Math.max(1, Math.floor(CHUNK / this.#size));
    this.#chunk = spaceBuffer(space, this.#count);
  }

  /** A row that nobody else has, or will ever have. */
  next(): BufferOf<S> {
    if (this.#begin === this.#chunk.length) {
      this.#chunk = spaceBuffer(this.#space, this.#count);
      this.#begin = 0;
    }
    const begin = this.#begin;
    this.#begin += this.#size;
    return this.#chunk.subarray(begin, this.#begin) as BufferOf<S>;
  }
}
