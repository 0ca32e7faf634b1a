import { type Bytes, unsigned } from "./encode.ts";

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
    const begin = this.#length;
    const end = begin + bytes.length;
    this.#reserve(end);
    const all = this.#bytes;
    for (let i = 0; i < bytes.length; i++) all[begin + i] = bytes[i]!;
    this.#length = end;
  }

  /** Appends a byte and an unsigned integer below 2³², in LEB128. */
  writeUnsigned(byte: number, value: number): void {
    if (value < 0x80) {
      this.#reserve(this.#length + 2);
      this.#bytes[this.#length++] = byte;
      this.#bytes[this.#length++] = value;
    } else this.write([byte, ...unsigned(value)]);
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
