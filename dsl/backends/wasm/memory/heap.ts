import { cannot } from "../../../../core/errors.ts";
import type { MemoryLimits } from "../../../../core/assembler/module_builder.ts";

const PAGE = 65536;
/** WebAssembly addresses have 32 bits. */
const MOST_PAGES = 65536;
/** Bytes at the beginning that belong to the threads' barrier. */
const RESERVED = 1024;
const ALIGNMENT = 64;

/** A stretch of a heap that is in use. */
export interface Block {
  /** Where it begins. */
  readonly address: number;
  /** Its size, rounded up to whole cache lines. */
  readonly bytes: number;
}

/** Counts the blocks that are in use, in all heaps of a backend. */
export interface BlockCount {
  /** Their number. */
  blocks: number;
}

/** A WebAssembly memory, of which blocks are lent. */
export class Heap {
  /** The memory; its buffer changes when it grows. */
  readonly memory: WebAssembly.Memory;
  readonly #isShared: boolean;
  /** Free stretches, by address. */
  #free: { address: number; bytes: number }[] = [];
  #f32!: Float32Array;
  #i32!: Int32Array;
  readonly #count: BlockCount;

  /** An empty heap, which threads share or not. */
  constructor(shared: boolean, count: BlockCount) {
    this.#count = count;
    this.#isShared = shared;
    this.memory = new WebAssembly.Memory(
      shared ? { initial: 1, maximum: MOST_PAGES, shared } : { initial: 1 },
    );
    this.#free.push({ address: RESERVED, bytes: PAGE - RESERVED });
    this.#look();
  }

  /**
   * What modules over it import. They may count on the pages that there are now:
   * the engine checks fewer addresses then.
   */
  get limits(): MemoryLimits {
    const initial = this.memory.buffer.byteLength / PAGE;
    const shared = this.#isShared;
    return shared
      ? { initial, maximum: MOST_PAGES, shared }
      : { initial, shared };
  }

  /** All words as floats; a new array after every {@linkcode allocate}. */
  get f32(): Float32Array {
    return this.#f32;
  }

  /** All words as whole numbers; a new array after every {@linkcode allocate}. */
  get i32(): Int32Array {
    return this.#i32;
  }

  /**
   * Lends a block.
   *
   * @throws {RangeError} If it does not fit in 4 GiB, or the machine has no more.
   */
  allocate(action: string, size: number): Block {
    const bytes = Math.max(1, Math.ceil(size / ALIGNMENT)) * ALIGNMENT;
    if (!this.#free.some((free) => free.bytes >= bytes)) {
      this.#grow(action, bytes);
    }
    const free = this.#free.find((each) => each.bytes >= bytes)!;
    const block = { address: free.address, bytes };
    free.address += bytes;
    free.bytes -= bytes;
    this.#count.blocks++;
    return block;
  }

  /** Takes a block back. */
  release({ address, bytes }: Block): void {
    this.#count.blocks--;
    this.#giveBack({ address, bytes });
  }

  #giveBack(block: { address: number; bytes: number }): void {
    const all = [...this.#free, block].filter((each) => each.bytes > 0)
      .sort((a, b) => a.address - b.address);
    this.#free = [];
    for (const each of all) {
      const last = this.#free.at(-1);
      if (last && last.address + last.bytes === each.address) {
        last.bytes += each.bytes;
      } else this.#free.push({ ...each });
    }
  }

  #grow(action: string, bytes: number): void {
    const end = this.memory.buffer.byteLength;
    const pages = Math.ceil(bytes / PAGE);
    try {
      this.memory.grow(pages);
    } catch (cause) {
      throw new RangeError(
        cannot(
          action,
          `${bytes} bytes more must fit in its memory`,
          end,
          "number of bytes",
        ),
        { cause },
      );
    }
    this.#giveBack({ address: end, bytes: pages * PAGE });
    this.#look();
  }

  #look(): void {
    this.#f32 = new Float32Array(this.memory.buffer);
    this.#i32 = new Int32Array(this.memory.buffer);
  }
}
