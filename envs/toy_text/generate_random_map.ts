import { requireInteger, requireWithin } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import { squaresReached } from "../finite_mdp/grid_map.ts";

/** Options for {@linkcode generateRandomMap}. */
export interface RandomMapOptions {
  /** How likely a square is frozen, not a hole. @default {0.8} */
  readonly p?: number;
  /** Where the chance comes from. */
  readonly random: RandomStream;
}

/** After how many maps without a way one is made across the last of them. */
const TRIES = 1000;

/**
 * Draws a map for {@linkcode frozenLake}, with a way from its top left to its bottom right corner.
 *
 * Maps are drawn until one has a way. Where `p` is so small that a thousand have
 * none, a way at random is frozen across the last.
 *
 * @param size How many rows it has, and how many columns.
 * @param options How much is frozen, and where the chance comes from.
 * @returns One text for each row.
 * @throws {RangeError} If `size` is not an integer of at least 2, or `p` is no probability.
 *
 * @example A lake of one's own
 * ```ts
 * import { frozenLake, generateRandomMap, RandomStream } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const desc = generateRandomMap(5, { random: RandomStream.from(3) });
 * assertEquals(desc.map((row) => row.length), [5, 5, 5, 5, 5]);
 * assertEquals(frozenLake({ desc }).observationSpace.n, 25);
 * ```
 */
export function generateRandomMap(
  size: number,
  { p = 0.8, random }: RandomMapOptions,
): string[] {
  const action = "generate a map";
  requireInteger(size, action, "size", { min: 2 });
  requireWithin(p, action, "p", { min: 0, max: 1 });
  let letters = "";
  for (let tries = 0; tries < TRIES; tries++) {
    letters = drawLetters(size, p, random);
    const map = { rows: size, columns: size, letters };
    if (squaresReached(map, 0, "H").has(letters.length - 1)) {
      return rowsOf(size, letters);
    }
  }
  return rowsOf(size, freezeWay(size, letters, random));
}

function drawLetters(size: number, p: number, random: RandomStream): string {
  const between = Array.from(
    { length: size ** 2 - 2 },
    () => random.uniform() < p ? "F" : "H",
  );
  return `S${between.join("")}G`;
}

/** Freezes a way that goes only down and to the right. */
function freezeWay(
  size: number,
  letters: string,
  random: RandomStream,
): string {
  const frozen = [...letters];
  const turns = Array.from({ length: 2 * (size - 1) }, (_, i) => i % 2);
  let square = 0;
  for (const down of random.shuffle(turns).slice(0, -1)) {
    square += down ? size : 1;
    frozen[square] = "F";
  }
  return frozen.join("");
}

function rowsOf(size: number, letters: string): string[] {
  return Array.from(
    { length: size },
    (_, row) => letters.slice(row * size, (row + 1) * size),
  );
}
