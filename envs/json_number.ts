import { cannot, formatValue } from "../core/errors.ts";

/** A number as JSON can hold it: one that JSON has no digits for is written as text. */
export type JsonNumber = number | "Infinity" | "-Infinity" | "NaN" | "-0";

/** Writes a number such that JSON keeps it to the last bit, the infinities and −0 included. */
export function toJsonNumber(value: number): JsonNumber {
  if (Object.is(value, -0)) return "-0";
  return Number.isFinite(value) ? value : String(value) as JsonNumber;
}

/** Whether a value is a {@linkcode JsonNumber}. */
export function isJsonNumber(value: unknown): value is JsonNumber {
  return typeof value === "number" || value === "Infinity" ||
    value === "-Infinity" || value === "NaN" || value === "-0";
}

/**
 * Reads what {@linkcode toJsonNumber} wrote.
 *
 * @throws {SyntaxError} If it is something else.
 */
export function fromJsonNumber(value: unknown): number {
  if (isJsonNumber(value)) return Number(value);
  throw new SyntaxError(
    cannot("read a number", "it must be one", formatValue(value)),
  );
}
