/** So long, in milliseconds, that reading the clock does not count. */
const CHUNK = 2;

/** The middle one of some numbers, or the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
}

/**
 * Milliseconds of a call: the median over chunks of calls, after a fifth of the time for warming up.
 *
 * A call that takes longer than all the time there is, is made once.
 */
export async function timeCalls(
  call: () => unknown,
  seconds: number,
): Promise<number> {
  const all = 1000 * seconds;
  const warmUp = performance.now();
  let calls = 0;
  while (calls === 0 || performance.now() - warmUp < all / 5) {
    await timeChunk(call, 1);
    calls++;
  }
  const pace = (performance.now() - warmUp) / calls;
  if (pace > all) return pace;
  const chunk = Math.max(1, Math.ceil(CHUNK / pace));
  const times: number[] = [];
  const start = performance.now();
  while (times.length === 0 || performance.now() - start < all) {
    times.push(await timeChunk(call, chunk));
  }
  return median(times);
}

/** Milliseconds of a call, the mean of some. */
async function timeChunk(call: () => unknown, calls: number): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < calls; i++) {
    const answer = call();
    if (answer instanceof Promise) await answer;
  }
  return (performance.now() - start) / calls;
}
