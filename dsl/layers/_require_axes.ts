import { cannot, formatValue } from "../../core/errors.ts";

/** Throws unless a shape is an array, whatever it holds. */
export function requireAxes(shape: unknown, action: string): void {
  if (Array.isArray(shape)) return;
  const wish = "'shape' must be an array of sizes";
  throw new TypeError(cannot(action, wish, formatValue(shape)));
}
