import { flag } from "../finite_mdp/flag.ts";
import { gridLayout } from "../finite_mdp/grid_layout.ts";
import { type GridMap, squaresOf } from "../finite_mdp/grid_map.ts";
import { person } from "../finite_mdp/person.ts";
import type { Scene, SceneShape } from "../rendering/scene.ts";

const GRASS = "#a8c686";
const EDGE = "#8fb16c";
const PATH = "#e3d5b0";
const ABYSS = "#3b3140";
const ROCK = "#6f6272";

/** The meadow above the abyss, and whoever walks there. */
export function cliffWalkingScene(map: GridMap, square: number): Scene {
  const layout = gridLayout(map);
  const { width, height, side, center } = layout;
  const cliff = squaresOf(map, "C").flatMap((each): SceneShape[] => {
    const [x, y] = center(each);
    const at = (right: number, down: number) =>
      [x + right * side, y + down * side] as const;
    // The rim hangs over, ragged.
    const points = [
      at(-0.5, -0.5),
      at(0.5, -0.5),
      at(0.5, -0.38),
      at(0.25, -0.2),
      at(0.05, -0.36),
      at(-0.2, -0.15),
      at(-0.5, -0.32),
    ];
    return [
      layout.tile(each, ABYSS),
      { kind: "polygon", points, fill: ROCK },
    ];
  });
  const [start, goal] = [squaresOf(map, "S")[0]!, squaresOf(map, "G")[0]!];
  return {
    width,
    height,
    background: GRASS,
    shapes: [
      layout.tile(start, PATH),
      layout.tile(goal, PATH),
      ...layout.lines(EDGE),
      ...cliff,
      ...flag({ at: center(goal), size: 0.7 * side, fill: "#d64545" }),
      ...person({ at: center(square), size: 0.76 * side, fill: "#2f6f9f" }),
    ],
  };
}
