import { gridLayout } from "../finite_mdp/grid_layout.ts";
import { squaresOf } from "../finite_mdp/grid_map.ts";
import type {
  Scene,
  SceneColor,
  ScenePoint,
  SceneShape,
} from "../rendering/scene.ts";
import { RADIUS, SQUARE, type VacuumRoom } from "./_vacuum_room.ts";

/** What can be seen of a robot that cleans. */
export interface VacuumView {
  /** Of its middle, metres to the right. */
  readonly x: number;
  /** Of its middle, metres down. */
  readonly y: number;
  /** Radians from the right, clockwise. */
  readonly heading: number;
  /** Whether it touches something. */
  readonly bumped: boolean;
  /** How often it has come to each square. */
  readonly visits: ArrayLike<number>;
  /** Where it was, the oldest first. */
  readonly trail: readonly ScenePoint[];
}

/** From dusty to often cleaned. */
const FLOOR: readonly SceneColor[] = [
  "#b9a88c",
  "#e9dcc3",
  "#efe5d2",
  "#f5eee0",
];
const SPECKS = "#8f7f66";
const WALL = "#5b5f6b";
const DOCK = "#4f8a5b";
const OLD = "#b5c7de";
const NEW = "#3d6fb3";
const BODY = "#2f3440";
const TOP = "#4b5263";
const LIGHT = "#5fd07a";
const ALARM = "#e5533d";

/** The plan, the dust that is left, the way of the last minutes, and the robot. */
export function vacuumScene(
  { map, docks }: VacuumRoom,
  view: VacuumView,
): Scene {
  const layout = gridLayout(map);
  const { width, height, side, center } = layout;
  const scale = side / SQUARE;
  const place = (x: number, y: number): ScenePoint => [x * scale, y * scale];
  const dot = (
    center: ScenePoint,
    radius: number,
    fill: SceneColor,
  ): SceneShape => ({ kind: "circle", center, radius, fill });

  const floor = Array.from(map.letters, (_, square): SceneShape[] => {
    const visits = Math.min(view.visits[square]!, FLOOR.length - 1);
    const [x, y] = center(square);
    const tile = layout.tile(square, FLOOR[visits]!);
    if (visits > 0) return [tile];
    return [
      tile,
      dot([x - 0.22 * side, y - 0.12 * side], 0.06 * side, SPECKS),
      dot([x + 0.18 * side, y - 0.24 * side], 0.04 * side, SPECKS),
      dot([x + 0.1 * side, y + 0.22 * side], 0.07 * side, SPECKS),
    ];
  }).flat();
  const { trail } = view;
  const way = trail.slice(1).flatMap(([x, y], i): SceneShape[] => {
    const [fromX, fromY] = trail[i]!;
    if (fromX === x && fromY === y) return [];
    return [{
      kind: "line",
      from: place(fromX, fromY),
      to: place(x, y),
      width: 0.06 * side,
      stroke: i < trail.length / 2 ? OLD : NEW,
    }];
  });
  const ahead = (share: number): ScenePoint =>
    place(
      view.x + share * RADIUS * Math.cos(view.heading),
      view.y + share * RADIUS * Math.sin(view.heading),
    );
  return {
    width,
    height,
    background: WALL,
    shapes: [
      ...floor,
      ...docks.map((dock) => dot(center(dock), 0.3 * side, DOCK)),
      ...squaresOf(map, "#").map((square) => layout.tile(square, WALL)),
      ...way,
      dot(ahead(0), RADIUS * scale, view.bumped ? ALARM : BODY),
      dot(ahead(0), 0.8 * RADIUS * scale, TOP),
      dot(ahead(0.55), 0.2 * RADIUS * scale, LIGHT),
    ],
  };
}
