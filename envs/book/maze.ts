import { cannot } from "../../core/errors.ts";
import { type FiniteMdp, finiteMdp } from "../finite_mdp/finite_mdp.ts";
import {
  type GridMap,
  HEADINGS,
  readGridMap,
  squareBeside,
  squaresOf,
  squaresReached,
  uniformOver,
} from "../finite_mdp/grid_map.ts";
import { gridText } from "../finite_mdp/grid_text.ts";
import type { Outcome } from "../finite_mdp/transition_table.ts";
import { resolveOptions } from "../resolve_options.ts";
import { mazeScene } from "./_maze_scene.ts";

/** Options for {@linkcode maze}. */
export interface MazeOptions {
  /**
   * The maze, one text a row: `S` is where one may begin, `E` is an exit, `#` is a
   * wall, `.` is free. @default {a maze of 9 × 9}
   */
  readonly map?: readonly string[];
}

const DEFAULTS: Required<MazeOptions> = Object.freeze({
  map: [
    "#########",
    "#S..#...#",
    "#.#.#.#.#",
    "#.#...#.#",
    "#.#####.#",
    "#...#...#",
    "###.###.#",
    "#.....#E#",
    "#########",
  ],
});

/**
 * Find the way out of a maze: nothing is ever earned there, it is only lost.
 *
 * **What you do**: go to the left (0), down (1), to the right (2) or up (3). Walls
 * and the edge of the world stop you.
 *
 * **What you see**: the number of the square you stand on, counted from 0 at the
 * top left, row by row.
 *
 * **What you earn**: −1 for every step. The best that can be earned from a square
 * is the length of its shortest way out, below zero.
 *
 * **When it ends**: at an exit. There is no time limit here; `"Maze-v0"` has 200
 * steps.
 *
 * After Géron, "Hands-On Machine Learning with Scikit-Learn and TensorFlow"
 * (2017), chapter 16: an agent may learn from negative rewards alone.
 *
 * @param options The map.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If an option is unknown, or a start has no way out.
 * @throws {SyntaxError} If the map is not a rectangle of these letters with a start.
 *
 * @example Two steps out
 * ```ts
 * import { make, maze } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * using env = make(maze({ map: ["S#E", "..."] }));
 * assertEquals(env.reset().observation, 0);
 * const [down, right, up] = [1, 2, 3];
 * assertEquals(env.step(right).observation, 0); // a wall
 * for (const action of [down, right, right]) env.step(action);
 * const { reward, terminated } = env.step(up);
 * assertEquals([reward, terminated], [-1, true]);
 * ```
 */
export function maze(options: MazeOptions = {}): FiniteMdp {
  const action = "describe a maze";
  const resolved = resolveOptions(action, options, DEFAULTS);
  const map = readGridMap(action, resolved.map, "SE#.");
  requireWaysOut(action, map);
  return finiteMdp({
    id: "Maze",
    options: { map: Object.freeze([...resolved.map]) },
    P: Array.from(
      map.letters,
      (letter, square) =>
        HEADINGS.map((heading): Outcome[] => {
          const inside = letter === "S" || letter === ".";
          if (!inside) return [{ ...STAY, nextState: square }];
          const next = squareBeside(map, square, heading);
          const nextState = map.letters[next] === "#" ? square : next;
          const terminated = map.letters[nextState] === "E";
          return [{ probability: 1, nextState, reward: -1, terminated }];
        }),
    ),
    initialStateDistribution: uniformOver(map, "S"),
    rendering: {
      framesPerSecond: 6,
      scene: (state) => mazeScene(map, state[0]!),
      text: (state) => gridText(map, state[0]!),
    },
    controls: {
      idle: null,
      keys: { ArrowLeft: 0, ArrowDown: 1, ArrowRight: 2, ArrowUp: 3 },
    },
  });
}

/** Of walls, where nobody ever is, and of exits, where nothing more is lost. */
const STAY = { probability: 1, reward: 0, terminated: true } as const;

function requireWaysOut(action: string, map: GridMap): void {
  for (const start of squaresOf(map, "S")) {
    const reached = squaresReached(map, start, "#");
    if (squaresOf(map, "E").some((exit) => reached.has(exit))) continue;
    const wish = "there must be a way from every start to an exit";
    throw new RangeError(cannot(action, wish, "none", `way from ${start}`));
  }
}
