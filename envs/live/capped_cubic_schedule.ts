/**
 * Which episodes {@linkcode recordVideo} films unless it is told otherwise: numbers 0, 1,
 * 8, 27 and so on, the cubes below 1000, and then every thousandth.
 *
 * @param episode The number of an episode, from 0 on.
 * @returns Whether it is filmed.
 *
 * @example The first ones
 * ```ts
 * import { cappedCubicSchedule } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const numbers = Array.from({ length: 100 }, (_, i) => i);
 * assertEquals(numbers.filter(cappedCubicSchedule), [0, 1, 8, 27, 64]);
 * ```
 */
export function cappedCubicSchedule(episode: number): boolean {
  if (episode >= 1000) return episode % 1000 === 0;
  return Math.round(Math.cbrt(episode)) ** 3 === episode;
}
