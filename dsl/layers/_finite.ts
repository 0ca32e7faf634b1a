import { type Interval, requireWithin } from "../../core/errors.ts";

/** A finite number within an interval; −0 becomes 0, as it does in JSON. */
export function finite(
  value: number,
  action: string,
  name: string,
  interval: Interval = {},
): number {
  requireWithin(value, action, name, interval);
  return value + 0;
}
