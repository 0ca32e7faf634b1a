import { crc32 } from "node:zlib";
import { cannot, quote } from "./errors.ts";
import type { SafetensorsContent, SafetensorsInput } from "./safetensors.ts";

/** The name that the checksum has among the text beside the tensors. */
const CHECKSUM = "checksum";

type Texts = Readonly<Record<string, string>>;
type Inputs = Readonly<Record<string, SafetensorsInput>>;

/**
 * Adds a checksum of tensors and of the text beside them to that text.
 *
 * @param tensors What is to be written, by name.
 * @param metadata The text to keep beside it.
 * @returns The same text, and the checksum.
 */
export function withChecksum(
  tensors: Inputs,
  metadata: Texts,
): Record<string, string> {
  return { ...metadata, [CHECKSUM]: checksumOf(tensors, metadata) };
}

/**
 * Checks that a file holds what was written.
 *
 * @param action What the user asked for.
 * @param content What was read.
 * @throws {SyntaxError} If the file has no checksum, or that of something else.
 */
export function requireChecksum(
  action: string,
  { tensors, metadata }: SafetensorsContent,
): void {
  const found = checksumOf(tensors, metadata);
  const { [CHECKSUM]: written } = metadata;
  if (written === found) return;
  const wish = `the file must be undamaged, with the checksum "${found}"`;
  const fact = written === undefined ? "none" : quote(written);
  throw new SyntaxError(cannot(action, wish, fact, "checksum"));
}

/** The CRC-32 of everything but the checksum itself, in whatever order it comes. */
function checksumOf(tensors: Inputs, metadata: Texts): string {
  let sum = 0;
  for (const name of Object.keys(metadata).sort()) {
    if (name === CHECKSUM) continue;
    sum = crc32(JSON.stringify([name, metadata[name]]), sum);
  }
  for (const name of Object.keys(tensors).sort()) {
    const { shape, data } = tensors[name]!;
    sum = crc32(JSON.stringify([name, shape]), sum);
    const { buffer, byteOffset, byteLength } = data;
    sum = crc32(new Uint8Array(buffer, byteOffset, byteLength), sum);
  }
  return sum.toString(16).padStart(8, "0");
}
