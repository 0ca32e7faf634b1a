import type { Contestant } from "./contestant.ts";
import { median } from "./time_calls.ts";
import type { PlayWork, Work } from "./works.ts";

/** Seconds of one burst. */
const BURST = 0.3;
/** How often each way is tried, before the fastest is taken. */
const TRIALS = 2;
const ROUNDS = 9;
/** Seconds after which no further round begins. */
const PATIENCE = 20;

/** What a contestant took. */
export interface Run {
  readonly contestant: Contestant;
  /** Its fastest way. */
  readonly way: string;
  /** Milliseconds in each round. */
  readonly times: readonly number[];
}

/** Why a contestant did not run. */
export interface Refusal {
  readonly contestant: Contestant;
  readonly refused: string;
}

/**
 * Lets contestants do the same work in turns, in short bursts.
 *
 * Whatever disturbs the machine disturbs neighbouring bursts alike: compare
 * round by round, with {@linkcode ratio}.
 *
 * @returns The runs and refusals, in the order of the contestants.
 */
export async function race(
  contestants: readonly Contestant[],
  work: Work | PlayWork,
): Promise<readonly (Run | Refusal)[]> {
  const entries: (Run & { readonly times: number[] } | Refusal)[] = [];
  for (const contestant of contestants) {
    entries.push(await enter(contestant, work));
  }
  const start = performance.now();
  for (let round = 0; round < ROUNDS; round++) {
    for (const entry of entries) {
      if ("refused" in entry) continue;
      const { contestant, way, times } = entry;
      const { ms } = await contestant.burst({ work, way, seconds: BURST });
      times.push(ms!);
    }
    if (performance.now() - start > 1000 * PATIENCE) break;
  }
  return entries;
}

/** One number for two runs: the median over the rounds of a's time over b's. */
export function ratio(a: Run, b: Run): number {
  return median(a.times.map((ms, round) => ms / b.times[round]!));
}

/** Finds a contestant's fastest way, and warms it up. */
async function enter(contestant: Contestant, work: Work | PlayWork) {
  const { ways } = contestant.greeting;
  const trials = ways.length > 1 ? TRIALS : 1;
  let [fastest, best] = ["", Infinity];
  let refusal = "";
  for (const way of Array.from({ length: trials }, () => ways).flat()) {
    const { ms = Infinity, refused } = await contestant.burst({
      work,
      way,
      seconds: BURST,
    });
    if (refused !== undefined) refusal = refused;
    if (ms < best) [fastest, best] = [way, ms];
  }
  if (best === Infinity) return { contestant, refused: refusal };
  return { contestant, way: fastest, times: [] };
}
