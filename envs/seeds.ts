import { cannot } from "../core/errors.ts";
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
  if (seed.length === count) return seed.map((each) => environmentStream(each));
  const wish = `there must be one seed or ${count}`;
  throw new RangeError(
    cannot(`seed ${count} environments`, wish, seed.length, "count"),
  );
}
