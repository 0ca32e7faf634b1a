import type { Bytes } from "./encode.ts";

/** Bytes one after the other, however many. */
export class ByteWriter {
  #bytes = new Uint8Array(64);
  #length = 0;

  /** Number of bytes. */
  get length(): number {
    return this.#length;
  }

  /** Appends some bytes. */
  write(bytes: Bytes): void {
    const end = this.#length + bytes.length;
    this.#reserve(end);
    for (let i = 0; i < bytes.length; i++) {
      this.#bytes[this.#length + i] = bytes[i]!;
    }
    this.#length = end;
  }

  /** Appends what another wrote. */
  writeAll(other: ByteWriter): void {
    const end = this.#length + other.length;
    this.#reserve(end);
    this.#bytes.set(other.#bytes.subarray(0, other.length), this.#length);
    this.#length = end;
  }

  /** All that was written. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  #reserve(length: number): void {
    if (length <= this.#bytes.length) return;
    const bytes = new Uint8Array(Math.max(length, 2 * this.#bytes.length));
    bytes.set(this.#bytes);
    this.#bytes = bytes;
  }
}
