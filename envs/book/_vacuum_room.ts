import {
  type GridMap,
  readGridMap,
  squaresOf,
} from "../finite_mdp/grid_map.ts";

/** How wide a square of a plan is, metres: as wide as what the brushes sweep. */
export const SQUARE = 0.3;
/** Of the robot, metres; it fits through a gap of one square. */
export const RADIUS = 0.14;

/** A room that a robot cleans; beyond its edge there are walls. */
export interface VacuumRoom {
  /** The plan it is read from. */
  readonly map: GridMap;
  /** The squares where a robot may begin. */
  readonly docks: readonly number[];
  /** The squares where dust lies in the beginning. */
  readonly dusty: readonly number[];
  /** The number of the square at a place. */
  squareAt(x: number, y: number): number;
  /** Whether a robot whose middle is at a place touches no wall. */
  hasRoomAt(x: number, y: number): boolean;
}

/** Reads a plan. */
export function vacuumRoom(
  action: string,
  plan: readonly string[],
): VacuumRoom {
  const map = readGridMap(action, plan, "S#.");
  const { rows, columns } = map;
  const isWall = Uint8Array.from(
    map.letters,
    (letter) => letter === "#" ? 1 : 0,
  );
  const fills = (row: number, column: number) =>
    row < 0 || row >= rows || column < 0 || column >= columns ||
    isWall[row * columns + column] === 1;

  return {
    map,
    docks: squaresOf(map, "S"),
    dusty: squaresOf(map, "."),
    squareAt: (x, y) =>
      Math.floor(y / SQUARE) * columns + Math.floor(x / SQUARE),
    hasRoomAt(x, y) {
      const [left, right] = [at(x - RADIUS), at(x + RADIUS)];
      const [top, bottom] = [at(y - RADIUS), at(y + RADIUS)];
      for (let row = top; row <= bottom; row++) {
        for (let column = left; column <= right; column++) {
          if (!fills(row, column)) continue;
          const dx = x - nearest(x, column);
          const dy = y - nearest(y, row);
          if (dx * dx + dy * dy < RADIUS * RADIUS) return false;
        }
      }
      return true;
    },
  };
}

/** The row or column at a distance from the first edge. */
function at(distance: number): number {
  return Math.floor(distance / SQUARE);
}

/** The place of a row or column that is nearest to another one. */
function nearest(distance: number, line: number): number {
  const begin = line * SQUARE;
  return Math.min(Math.max(distance, begin), begin + SQUARE);
}
