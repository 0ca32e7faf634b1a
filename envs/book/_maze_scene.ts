import { flag } from "../finite_mdp/flag.ts";
import { gridLayout } from "../finite_mdp/grid_layout.ts";
import { type GridMap, squaresOf } from "../finite_mdp/grid_map.ts";
import { person } from "../finite_mdp/person.ts";
import type { Scene } from "../rendering/scene.ts";

const FLOOR = "#f3efe6";
const EDGE = "#e2dccd";
const HEDGE = "#4f7a52";
const START = "#dcd3bd";

/** The hedges of a maze, its exits, and whoever looks for them. */
export function mazeScene(map: GridMap, square: number): Scene {
  const layout = gridLayout(map);
  const { width, height, side, center } = layout;
  return {
    width,
    height,
    background: FLOOR,
    shapes: [
      ...squaresOf(map, "S").map((each) => layout.tile(each, START)),
      ...layout.lines(EDGE),
      ...squaresOf(map, "#").map((each) => layout.tile(each, HEDGE)),
      ...squaresOf(map, "E").flatMap((each) =>
        flag({ at: center(each), size: 0.7 * side, fill: "#d64545" })
      ),
      ...person({ at: center(square), size: 0.76 * side, fill: "#8a4f9e" }),
    ],
  };
}
