import { cannot } from "../../core/errors.ts";
import { resolveOptions } from "../resolve_options.ts";
import { type Box, box } from "../spaces/box.ts";
import type { NumberType } from "../spaces/number_array.ts";
import { boundsOf } from "./_boxes.ts";
import type { RescaleOptions } from "./rescale_options.ts";

const DEFAULTS: Required<RescaleOptions> = Object.freeze({ low: -1, high: 1 });

/** A box with other bounds, and how its values are those of the old one: `new = gradient · old + intercept`. */
export interface RescaledBox<Type extends NumberType> {
  readonly options: Required<RescaleOptions>;
  readonly space: Box<Type>;
  readonly gradient: Float64Array;
  readonly intercept: Float64Array;
}

/**
 * Moves a box to other bounds, each number by itself.
 *
 * Where both bounds are finite the map is linear between them. Where one is
 * infinite it must stay so, and the other is only moved; where both are, nothing changes.
 */
export function rescaleBox<Type extends NumberType>(
  old: Box,
  dtype: Type,
  given: RescaleOptions,
  action: string,
): RescaledBox<Type> {
  const options = resolveOptions(action, given, DEFAULTS);
  const { shape } = old;
  const space = box({ ...options, shape, dtype });
  const from = boundsOf(old);
  const to = boundsOf(space);
  const gradient = new Float64Array(from.low.length).fill(1);
  const intercept = new Float64Array(from.low.length);
  for (let i = 0; i < gradient.length; i++) {
    const [low, high] = [from.low[i]!, from.high[i]!];
    const [newLow, newHigh] = [to.low[i]!, to.high[i]!];
    requireSame("low", i, low, newLow, action);
    requireSame("high", i, high, newHigh, action);
    if (newLow > -Infinity && newHigh < Infinity) {
      if (low === high || newLow === newHigh) {
        const wish = `'low' must be below 'high' everywhere, in both boxes`;
        throw new RangeError(cannot(action, wish, low, `bound ${i}`));
      }
      gradient[i] = (newHigh - newLow) / (high - low);
      intercept[i] = newLow - low * gradient[i]!;
    } else if (newLow > -Infinity) intercept[i] = newLow - low;
    else if (newHigh < Infinity) intercept[i] = newHigh - high;
  }
  return { options, space, gradient, intercept };
}

function requireSame(
  name: string,
  i: number,
  old: number,
  wanted: number,
  action: string,
): void {
  if (Number.isFinite(old) === Number.isFinite(wanted)) return;
  const wish = `'${name}' must be infinite where it was and only there`;
  const fact = `${old} and then ${wanted}`;
  throw new RangeError(cannot(action, wish, fact, `bound ${i}`));
}
