import { cannot, formatValue } from "../core/errors.ts";
import { RandomStream } from "../core/random.ts";

/** The stream that one environment draws from, apart from whatever else has the same seed. */
export function environmentStream(seed: number): RandomStream {
  return RandomStream.from(seed).split("environment");
}

/** The streams of `count` environments: their seeds are given, or count up from one. */
export function environmentStreams(
  seed: number | readonly number[],
  count: number,
): RandomStream[] {
  if (typeof seed === "number") {
    return Array.from({ length: count }, (_, i) => environmentStream(seed + i));
  }
  const action = `seed ${count} environments`;
  const wish = `there must be one seed or ${count}`;
  if (!Array.isArray(seed)) {
    throw new TypeError(cannot(action, wish, formatValue(seed)));
  }
  if (seed.length !== count) {
    throw new RangeError(cannot(action, wish, seed.length, "count"));
  }
  // A list may have holes, which map() would keep.
  return Array.from<number, RandomStream>(seed, environmentStream);
}
