import { isFar } from "./blocking.ts";
import type { Product } from "./product.ts";

/** Registers for vectors; there is one more, which is the engine's own. */
const REGISTERS = 15;
/** Rows of a tile at most: each has a pointer of its own. */
const MOST_ROWS = 8;
/** Rows up to which a tile loads four numbers of each at once. */
const QUAD_ROWS = 2;
/** Instructions that a core begins in a cycle, about. */
const PER_CYCLE = 5.2;
/** Cycles until a sum can take its next term. */
const LATENCY = 4;
/** Instructions of an access: its address is computed, compared with the memory's size, and used. */
const ACCESS = 3;
/** Instructions for a row's number, and for one of four that are loaded at once. */
const NUMBER = 2.25;
const NUMBER_OF_QUAD = 1.6;

/** A tile's height, and how long tiles of that height take. */
export interface Height {
  /** Rows of a tile. */
  readonly height: number;
  /** Cycles for all rows, about. */
  readonly cycles: number;
}

/** Whether a tile of some rows loads four numbers of each at once. */
export function takesQuads(product: Product, height: number): boolean {
  return height <= QUAD_ROWS && !product.transposeA;
}

/** How many rows a tile of some vectors should have. */
export function heightOf(
  product: Product,
  width: number,
  relaxed: boolean,
): Height {
  let best: Height = { height: 1, cycles: Infinity };
  const fitting = Math.floor(REGISTERS / width);
  const most = Math.min(product.rows, MOST_ROWS, fitting);
  for (let height = 1; height <= most; height++) {
    const tile = tileOf(product, { height, width, relaxed });
    if (tile.registers > REGISTERS) continue;
    const cycles = Math.ceil(product.rows / height) * tile.cycles;
    if (cycles < best.cycles) best = { height, cycles };
  }
  return best;
}

interface TileSize {
  readonly height: number;
  readonly width: number;
  readonly relaxed: boolean;
}

/**
 * What a tile needs. At each term it holds its sums, one number of each row or
 * one vector of each column, whichever are fewer, and one of the others.
 */
function tileOf(
  product: Product,
  { height, width, relaxed }: TileSize,
): { readonly registers: number; readonly cycles: number } {
  const sums = height * width;
  const quads = takesQuads(product, height);
  const held = Math.min(height, width) + 1 + (quads ? height : 0);
  // Where product and sum are two instructions, the product stands somewhere between them.
  const registers = sums + held + (relaxed ? 0 : 1);
  const numbers = height * (quads ? NUMBER_OF_QUAD : NUMBER);
  const instructions = numbers + ACCESS * width + (relaxed ? 1 : 2) * sums;
  const near = Math.max(LATENCY, sums / 2, instructions / PER_CYCLE);
  const term = near + (isFar(product) ? 1 : 0);
  const around = (20 + (ACCESS + 1) * sums) / PER_CYCLE;
  return { registers, cycles: product.inner * term + around };
}
