import { flag } from "../finite_mdp/flag.ts";
import { gridLayout } from "../finite_mdp/grid_layout.ts";
import type { GridMap } from "../finite_mdp/grid_map.ts";
import { person } from "../finite_mdp/person.ts";
import type { Scene, SceneShape } from "../rendering/scene.ts";

const ICE = "#dcecf6";
const EDGE = "#b3cfe0";
const SHORE = "#e9e2d0";
const CRACK = "#8fb3c9";
const WATER = "#1f4e79";

/** The ice, its holes, and whoever walks there, or has fallen in. */
export function frozenLakeScene(map: GridMap, square: number): Scene {
  const layout = gridLayout(map);
  const { width, height, side, center } = layout;
  const disc = (at: number, radius: number, fill: Scene["background"]) =>
    ({ kind: "circle", center: center(at), radius, fill }) as const;
  const shapes: SceneShape[] = layout.lines(EDGE);
  for (const [i, letter] of [...map.letters].entries()) {
    if (letter === "S") shapes.unshift(layout.tile(i, SHORE));
    if (letter === "G") {
      shapes.unshift(layout.tile(i, SHORE));
      shapes.push(
        ...flag({ at: center(i), size: 0.7 * side, fill: "#d64545" }),
      );
    }
    if (letter === "H") {
      shapes.push(disc(i, 0.42 * side, CRACK), disc(i, 0.36 * side, WATER));
    }
  }
  const at = center(square);
  const [x, y] = at;
  const walker = person({ at, size: 0.72 * side, fill: "#3a7d44" });
  const fallen = map.letters[square] === "H";
  // In the water only the head is seen.
  if (fallen) {
    shapes.push(
      ...person({ at: [x, y + 0.1 * side], size: 0.72 * side, fill: WATER })
        .slice(1),
    );
  } else shapes.push(...walker);
  return { width, height, background: ICE, shapes };
}
