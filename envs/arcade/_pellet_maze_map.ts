/**
 * The maze, a row of tiles per line: "#" wall, "." pellet, "o" power pellet,
 * " " corridor without a pellet, "=" tunnel, "-" door and "h" inside of the ghosts' house.
 */
export const MAZE: readonly string[] = Object.freeze([
  "###########################",
  "#......#...........#......#",
  "#.####.#.####.####.#.####.#",
  "#o####.#.####.####.#.####o#",
  "#.........................#",
  "#.##.####.#######.####.##.#",
  "#.##.#....#######....#.##.#",
  "#....#.##.........##.#....#",
  "####.#.####.###.####.#.####",
  "####...####.###.####...####",
  "####.####.........####.####",
  "####.####.###-###.####.####",
  "====.    .#hhhhh#.    .====",
  "####.####.#######.####.####",
  "####.####.........####.####",
  "####.####.#######.####.####",
  "#...........###...........#",
  "#.####.####.###.####.####.#",
  "#.####.####.###.####.####.#",
  "#............ ............#",
  "####.###.###.#.###.###.####",
  "####.###.###.#.###.###.####",
  "#......#.....#.....#......#",
  "#o####.#.#########.#.####o#",
  "#.####....#######....####.#",
  "#.####.##.........##.####.#",
  "#.####.####.###.####.####.#",
  "#...........###...........#",
  "###########################",
]);

/** Tiles in a row. */
export const COLUMNS = 27;
/** Rows of tiles. */
export const ROWS = 29;
/** Pixels of a tile's edge. */
export const TILE_SIZE = 6;

/** Directions, in the order in which a ghost prefers ways that are equally good. */
export const UP = 0;
export const LEFT = 1;
export const DOWN = 2;
export const RIGHT = 3;
/** How far to the right each direction leads. */
export const DX: readonly number[] = Object.freeze([0, -1, 0, 1]);
/** How far downwards each direction leads. */
export const DY: readonly number[] = Object.freeze([-1, 0, 1, 0]);

/** The way back: up and down, left and right change places. */
export function opposite(direction: number): number {
  return direction ^ 2;
}

/** The number of a tile; columns go round, as tunnels do. */
export function tileAt(column: number, row: number): number {
  return row * COLUMNS + (column + COLUMNS) % COLUMNS;
}

/** In which column a tile lies, from the left. */
export function columnOf(tile: number): number {
  return tile % COLUMNS;
}

/** In which row a tile lies, from the top. */
export function rowOf(tile: number): number {
  return Math.floor(tile / COLUMNS);
}

const LETTERS: readonly string[] = Object.freeze([...MAZE.join("")]);
/** Every tile, row by row. */
const ALL: readonly number[] = Object.freeze(LETTERS.map((_, tile) => tile));
/** How many tiles there are. */
export const TILES: number = ALL.length;

/** The tile next to each tile in each direction, whatever it is: `NEIGHBOR[4 * tile + direction]`. */
export const NEIGHBOR: readonly number[] = Object.freeze(
  ALL.flatMap((tile) =>
    DX.map((dx, direction) =>
      tileAt(columnOf(tile) + dx, rowOf(tile) + DY[direction]!)
    )
  ),
);
/** Whether everybody may walk on a tile. */
export const IS_CORRIDOR: readonly boolean[] = tilesOf(".o =");
/** Whether a tile is inside of the house or its door, for ghosts alone. */
export const IS_HOUSE: readonly boolean[] = tilesOf("-h");
/** Whether a tile lies in a tunnel, where ghosts are slow. */
export const IS_TUNNEL: readonly boolean[] = tilesOf("=");
/** Whether a power pellet lies on a tile at first. */
export const IS_POWER: readonly boolean[] = tilesOf("o");

/** Whether three or four ways meet on a tile. */
export const IS_JUNCTION: readonly boolean[] = Object.freeze(
  ALL.map((tile) =>
    IS_CORRIDOR[tile]! &&
    DX.filter((_, direction) => IS_CORRIDOR[NEIGHBOR[4 * tile + direction]!])
        .length > 2
  ),
);

/** The tiles with a pellet on a new board; a pellet's number is its place here. */
export const PELLET_TILES: readonly number[] = Object.freeze(
  ALL.filter((tile) => ".o".includes(LETTERS[tile]!)),
);
/** The number of the pellet on each tile; −1 where there is none. */
export const PELLET_ON: readonly number[] = Object.freeze(
  ALL.map((tile) => PELLET_TILES.indexOf(tile)),
);

/** Where the player begins. */
export const START: number = tileAt(13, 19);
/** Where the bonus lies. */
export const BONUS_TILE: number = tileAt(13, 14);
/** Before the door of the ghosts' house. */
export const EXIT: number = tileAt(13, 10);
/** In the middle of the ghosts' house. */
export const HOME: number = tileAt(13, 12);

/** The direction of the shortest way home, for what is left of an eaten ghost. */
export const HOMEWARD: readonly number[] = directionsTo(HOME);
/** The direction of the shortest way out of the house. */
export const OUTWARD: readonly number[] = directionsTo(EXIT);

/** The first step of a shortest way to a tile, from each tile where ghosts may be; −1 elsewhere. */
function directionsTo(goal: number): readonly number[] {
  const steps: number[] = ALL.map(() => Infinity);
  steps[goal] = 0;
  const reached = [goal];
  for (const tile of reached) {
    for (let direction = 0; direction < 4; direction++) {
      const next = NEIGHBOR[4 * tile + direction]!;
      const isOpen = IS_CORRIDOR[next]! || IS_HOUSE[next]!;
      if (!isOpen || steps[next] !== Infinity) continue;
      steps[next] = steps[tile]! + 1;
      reached.push(next);
    }
  }
  return Object.freeze(
    ALL.map((tile) =>
      DX.findIndex((_, direction) =>
        steps[NEIGHBOR[4 * tile + direction]!]! < steps[tile]!
      )
    ),
  );
}

function tilesOf(letters: string): readonly boolean[] {
  return Object.freeze(LETTERS.map((letter) => letters.includes(letter)));
}
