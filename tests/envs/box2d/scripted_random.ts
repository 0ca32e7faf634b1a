import { assertEquals } from "@std/assert";
import type { RandomStream } from "../../../core/random.ts";

/** Where in its range a number falls, in parts of 1024; or how far from the least of how many an integer is: `"2/5"`. */
export type Draw = number | string;

/** Chance that gives what a list says. */
export function scriptedRandom(draws: readonly Draw[]): {
  readonly random: RandomStream;
  /** How many draws are left. */
  left(): number;
} {
  let at = 0;
  const random = {
    uniform(low = 0, high = 1) {
      const drawn = draws[at++];
      assertEquals(typeof drawn, "number");
      return low + (high - low) * Number(drawn) / 1024;
    },
    integer(low: number, high: number) {
      if (high - low === 1) return low;
      const [drawn, count] = String(draws[at++]).split("/");
      assertEquals(Number(count), high - low);
      return low + Number(drawn);
    },
  };
  return {
    // Only these two are asked for.
    random: random as unknown as RandomStream,
    left: () => draws.length - at,
  };
}
