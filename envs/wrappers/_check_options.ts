import { cannot, formatValue, requireWithin } from "../../core/errors.ts";
import { isSpace } from "../spaces/space.ts";

/** Refuses an option that is neither true nor false. */
export function requireBoolean(
  value: boolean,
  action: string,
  name: string,
): void {
  if (typeof value === "boolean") return;
  const wish = `'${name}' must be true or false`;
  throw new TypeError(cannot(action, wish, formatValue(value)));
}

/** Refuses an option that is no function. */
export function requireFunction(
  value: unknown,
  action: string,
  name: string,
): void {
  if (typeof value === "function") return;
  const wish = `'${name}' must be a function`;
  throw new TypeError(cannot(action, wish, formatValue(value)));
}

/** Refuses an option that is no space. */
export function requireSpace(
  value: unknown,
  action: string,
  name: string,
): void {
  if (isSpace(value)) return;
  const wish = `'${name}' must be a space`;
  throw new RangeError(cannot(action, wish, formatValue(value)));
}

/** Refuses an option that is no list, or an empty one. */
export function requireList(
  value: readonly unknown[],
  action: string,
  name: string,
): void {
  if (Array.isArray(value) && value.length > 0) return;
  const wish = `'${name}' must be a list with something in it`;
  throw new TypeError(cannot(action, wish, formatValue(value)));
}

/** Refuses an option that is no list of finite numbers. */
export function requireNumbers(
  value: readonly number[],
  action: string,
  name: string,
): void {
  requireList(value, action, name);
  for (const [i, number] of value.entries()) {
    requireWithin(number, action, `${name}[${i}]`);
  }
}
