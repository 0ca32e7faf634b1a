import type { RandomStream } from "../../../core/random.ts";

/** A stream whose uniform numbers are those of a list, and how many have been taken. */
export interface ScriptedStream {
  readonly random: RandomStream;
  taken(): number;
}

/** What is thrown where a list is not long enough. */
export const SCRIPT_OVER: Error = new Error("The script is over");

/** A stream that takes its uniform numbers from a list, and integers from them in turn. */
export function scriptedStream(numbers: Iterable<number>): ScriptedStream {
  const iterator = numbers[Symbol.iterator]();
  let taken = 0;
  function uniform(): number {
    const { value, done } = iterator.next();
    if (done) throw SCRIPT_OVER;
    taken++;
    return value;
  }
  const integer = (low: number, high: number) =>
    low + Math.floor(uniform() * (high - low));
  return {
    // What moves an environment asks for nothing else.
    random: { uniform, integer } as unknown as RandomStream,
    taken: () => taken,
  };
}
