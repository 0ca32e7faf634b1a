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
  const cover = (
    vectors: readonly ColumnVector[],
    column: number,
    count: number,
  ) => ({
    ...heightOf(product, vectors.length, relaxed),
    vectors,
    column,
    count,
  });
  let best: readonly Panels[] = [];
  let least = Infinity;
  const widest = Math.min(MOST_VECTORS, Math.ceil(columns / LANES));
  for (let width = 1; width <= widest; width++) {
    const count = Math.floor(columns / (LANES * width));
    const rest = columns - LANES * width * count;
    const panels = [
      ...(count > 0 ? [cover(vectorsOf(LANES * width), 0, count)] : []),
      ...(rest > 0
        ? [cover(vectorsOf(rest), columns - Math.max(rest, LANES), 1)]
        : []),
    ];
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
