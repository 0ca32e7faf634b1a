/** Bytes of the WebAssembly binary format. */
export type Bytes = readonly number[];

/** An unsigned integer below 2³², in LEB128. */
export function unsigned(value: number): number[] {
  return value >>> 0 < 0x80
    ? [value]
    : [value & 0x7f | 0x80, ...unsigned(value >>> 7)];
}

/** A signed integer of 32 bits, in LEB128; a larger unsigned one is taken by its bits. */
export function signed(value: number): number[] {
  const bits = value | 0;
  return bits >= -0x40 && bits < 0x40
    ? [bits & 0x7f]
    : [bits & 0x7f | 0x80, ...signed(bits >> 7)];
}

/** A number in the 4 bytes of single precision. */
export function float32(value: number): number[] {
  return [...new Uint8Array(Float32Array.of(value).buffer)];
}

/** A number in the 8 bytes of double precision. */
export function float64(value: number): number[] {
  return [...new Uint8Array(Float64Array.of(value).buffer)];
}

/** Text as its length and its bytes in UTF-8. */
export function text(value: string): number[] {
  const bytes = new TextEncoder().encode(value);
  return [...unsigned(bytes.length), ...bytes];
}

/** Parts as their number and one after the other. */
export function vector(parts: readonly Bytes[]): number[] {
  return [...unsigned(parts.length), ...parts.flat()];
}
