import { cannot, formatValue, requireWithin } from "../../core/errors.ts";
import { RunningMoments } from "./running_moments.ts";

/** Refuses options that no statistics of `size` numbers can be kept with. */
export function requireStatistics(
  { epsilon, update, moments }: {
    readonly epsilon: number;
    readonly update: boolean;
    readonly moments: RunningMoments;
  },
  size: number,
  action: string,
): void {
  requireWithin(epsilon, action, "epsilon", { min: 0, minExclusive: true });
  if (typeof update !== "boolean") {
    const wish = "'update' must be true or false";
    throw new TypeError(cannot(action, wish, formatValue(update)));
  }
  if (!(moments instanceof RunningMoments)) {
    const wish = "'moments' must be RunningMoments";
    throw new TypeError(cannot(action, wish, formatValue(moments)));
  }
  if (moments.mean.length === size) return;
  const wish = `'moments' must be of ${size} numbers`;
  throw new RangeError(cannot(action, wish, moments.mean.length, "size"));
}
