import { LANES } from "../lanes.ts";
import type { Product } from "./product.ts";
import { heightOf } from "./tile_height.ts";

/** Some columns of a tile, as one vector. */
export interface ColumnVector {
  /** Place of its first column in the tile. */
  readonly column: number;
  /** Columns that are loaded: 4, or all if there are fewer. */
  readonly lanes: number;
  /** How many of these are stored, the last ones: the vector before stores the others. */
  readonly fresh: number;
}

/** Columns that are covered by tiles of one shape. */
export interface Panels {
  /** Rows of a tile. */
  readonly height: number;
  /** A tile's columns. */
  readonly vectors: readonly ColumnVector[];
  /** Place of the first tile's first column. */
  readonly column: number;
  /** Tiles side by side. */
  readonly count: number;
}

/** Vectors of a row of a tile at most. */
const MOST_VECTORS = 8;
/** What another shape of tiles costs, for its code, as a part of the whole. */
const SHAPE_COST = 0.05;

/** Covers the columns of a product with tiles, so that it takes the least time. */
export function panelsOf(
  product: Product,
  relaxed: boolean,
): readonly Panels[] {
  const { columns } = product;
  if (columns < LANES) {
    const vectors = [{ column: 0, lanes: columns, fresh: columns }];
    const { height } = heightOf(product, 1, relaxed);
    return [{ height, vectors, column: 0, count: 1 }];
  }
  let best: readonly Panels[] = [];
  let least = Infinity;
  for (let width = 1; width <= MOST_VECTORS; width++) {
    const count = Math.floor(columns / (LANES * width));
    const rest = columns - LANES * width * count;
    const vectors = vectorsOf(rest);
    if (vectors.length > MOST_VECTORS) continue;
    const main = heightOf(product, width, relaxed);
    const last = heightOf(product, Math.max(1, vectors.length), relaxed);
    const panels = [
      { ...main, vectors: vectorsOf(LANES * width), column: 0, count },
      {
        ...last,
        vectors,
        column: columns - Math.max(rest, LANES),
        count: Math.min(1, rest),
      },
    ].filter(({ count }) => count > 0);
    const cycles = panels.reduce(
      (sum, each) => sum + each.count * each.cycles,
      0,
    );
    const cost = cycles * (1 + SHAPE_COST * panels.length);
    if (cost < least) [best, least] = [panels, cost];
  }
  return best.map(({ height, vectors, column, count }) => ({
    height,
    vectors,
    column,
    count,
  }));
}

/** The last vector reaches back over columns that are stored already. */
function vectorsOf(columns: number): ColumnVector[] {
  const full = Math.floor(columns / LANES);
  const vectors = Array.from({ length: full }, (_, i) => ({
    column: LANES * i,
    lanes: LANES,
    fresh: LANES,
  }));
  const fresh = columns % LANES;
  if (fresh === 0) return vectors;
  const column = Math.max(columns, LANES) - LANES;
  return [...vectors, { column, lanes: LANES, fresh }];
}
