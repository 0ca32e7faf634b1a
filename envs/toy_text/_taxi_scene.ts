import { flag } from "../finite_mdp/flag.ts";
import { gridLayout } from "../finite_mdp/grid_layout.ts";
import { person } from "../finite_mdp/person.ts";
import { label } from "../rendering/label.ts";
import type {
  Scene,
  SceneColor,
  ScenePoint,
  SceneShape,
} from "../rendering/scene.ts";
import { cab } from "./_cab.ts";
import {
  IN_TAXI,
  STAND_LETTERS,
  STAND_SQUARES,
  TAXI_GRID,
  type TaxiState,
  WALLS,
} from "./_taxi_state.ts";

const STREET = "#c9ccd1";
const EDGE = "#b4b8be";
const WALL = "#4a4f57";
const STANDS: readonly SceneColor[] = [
  "#e58a80",
  "#94cf8e",
  "#efdf7d",
  "#8fb4e8",
];
const FLAGS: readonly SceneColor[] = [
  "#c62f22",
  "#2c8c25",
  "#c9a800",
  "#1f5fc4",
];
const PASSENGER = "#6b3fa0";

/** The town, its walls and stands, the flag at the destination, the passenger, and the taxi. */
export function taxiScene(
  { square, passenger, destination }: TaxiState,
): Scene {
  const layout = gridLayout(TAXI_GRID);
  const { width, height, side, center } = layout;
  const stand = (number: number) => center(STAND_SQUARES[number]!);
  const waiting = passenger !== IN_TAXI;
  const walls = WALLS.map((at): SceneShape => {
    const [x, y] = center(at);
    const edge = x + side / 2;
    return {
      kind: "line",
      from: [edge, y - side / 2],
      to: [edge, y + side / 2],
      width: 0.1 * side,
      stroke: WALL,
    };
  });
  return {
    width,
    height,
    background: STREET,
    shapes: [
      ...STANDS.flatMap((fill, i): SceneShape[] => [
        layout.tile(STAND_SQUARES[i]!, fill),
        ...label(STAND_LETTERS[i]!, {
          at: beside(stand(i), -0.36 * side, -0.34 * side),
          size: 0.18 * side,
          fill: FLAGS[i]!,
        }),
      ]),
      ...layout.lines(EDGE),
      ...walls,
      ...flag({
        at: beside(stand(destination), 0.22 * side, -0.12 * side),
        size: 0.55 * side,
        fill: FLAGS[destination]!,
      }),
      ...cab({ at: center(square), size: 0.8 * side, taken: !waiting }),
      ...waiting
        ? person({
          at: beside(stand(passenger), -0.28 * side, 0),
          size: 0.6 * side,
          fill: PASSENGER,
        })
        : [],
    ],
  };
}

function beside([x, y]: ScenePoint, right: number, down: number): ScenePoint {
  return [x + right, y + down];
}
