import type { SceneColor, SceneShape } from "../rendering/scene.ts";
import { RAY_ENDS } from "./_lidar.ts";
import { bodyPlacing, type Placing, worldPlacing } from "./_placing.ts";
import { SCALE } from "./_view.ts";
import { WALKER } from "./_walker_state.ts";
import { HULL, LEG, LOWER_WIDTH } from "./_walker_world.ts";

/** The colours of a leg: its upper part, its lower part, its joints. */
type LegColors = readonly [
  upper: SceneColor,
  lower: SceneColor,
  joint: SceneColor,
];
const FAR_LEG: LegColors = ["#5d4a9c", "#4c3d80", "#3c3066"];
const NEAR_LEG: LegColors = ["#9b84e8", "#8169d6", "#5d4a9c"];

/** The robot: its far leg, its hull, its near leg, and what its lidar meets. */
export function walkerShapes(state: Float64Array, left: number): SceneShape[] {
  return [
    ...rayShapes(state, left),
    ...legShapes(state, 0, left, FAR_LEG),
    ...hullShapes(state, bodyPlacing(state, WALKER.x, left)),
    ...legShapes(state, 1, left, NEAR_LEG),
  ];
}

/** A thin line for each ray, and a dot where it meets the ground. */
function rayShapes(state: Float64Array, left: number): SceneShape[] {
  const place = worldPlacing(left);
  const [x, y] = [state[WALKER.x]!, state[WALKER.y]!];
  return RAY_ENDS.flatMap((end, ray): SceneShape[] => {
    const part = state[WALKER.lidar + ray]!;
    const center = place([x + part * end.x, y + part * end.y]);
    const from = place([x, y]);
    return [
      { kind: "line", from, to: center, width: 1, stroke: "#f0b7a4" },
      ...part < 1
        ? [{ kind: "circle", center, radius: 2.5, fill: "#e4572e" } as const]
        : [],
    ];
  });
}

function legShapes(
  state: Float64Array,
  leg: 0 | 1,
  left: number,
  [upperFill, lowerFill, jointFill]: LegColors,
): SceneShape[] {
  const half = LEG.height * SCALE / 2;
  const upper = bodyPlacing(state, WALKER.legs + 6 * leg, left);
  const lower = bodyPlacing(state, WALKER.legs + 6 * leg + 3, left);
  const touches = state[WALKER.touches + leg] === 1;
  return [
    part(lower, LOWER_WIDTH * SCALE / 2, half, lowerFill),
    {
      kind: "line",
      from: lower([-LOWER_WIDTH * SCALE / 2, 1.5 - half]),
      to: lower([LOWER_WIDTH * SCALE / 2, 1.5 - half]),
      width: 3,
      stroke: touches ? "#ffd166" : jointFill,
    },
    part(upper, LEG.width * SCALE / 2, half, upperFill),
    { kind: "circle", center: upper([0, half]), radius: 5, fill: jointFill },
    { kind: "circle", center: lower([0, half]), radius: 4.5, fill: jointFill },
  ];
}

/** A part of a leg, from its middle. */
function part(
  place: Placing,
  halfWidth: number,
  halfHeight: number,
  fill: SceneColor,
): SceneShape {
  return {
    kind: "polygon",
    points: [
      place([-halfWidth, halfHeight]),
      place([halfWidth, halfHeight]),
      place([halfWidth, -halfHeight]),
      place([-halfWidth, -halfHeight]),
    ],
    fill,
  };
}

/** The hull with its eye; the eye is crossed out when the robot has fallen. */
function hullShapes(state: Float64Array, place: Placing): SceneShape[] {
  const polygon = (
    fill: SceneColor,
    corners: readonly (readonly [x: number, y: number])[],
  ): SceneShape => ({ kind: "polygon", points: corners.map(place), fill });
  const eye = place([21, -0.5]);
  return [
    {
      kind: "line",
      from: place([-22, 8]),
      to: place([-27, 19]),
      width: 2,
      stroke: "#3c3066",
    },
    { kind: "circle", center: place([-27, 20]), radius: 3, fill: "#e4572e" },
    polygon("#3c3066", HULL),
    polygon("#7c63d4", [[-28, 7], [5, 7], [32, 0], [32, -6], [-28, -6]]),
    polygon("#a58ff0", [[-28, 7], [5, 7], [18, 3.6], [-28, 3.6]]),
    polygon("#5d4a9c", [[-28, -3], [32, -3], [32, -6], [-28, -6]]),
    { kind: "circle", center: eye, radius: 5, fill: "#ffffff" },
    ...state[WALKER.fallen] === 1
      ? ([1, -1] as const).map((turn): SceneShape => ({
        kind: "line",
        from: place([18, -0.5 - 3 * turn]),
        to: place([24, -0.5 + 3 * turn]),
        width: 2,
        stroke: "#2f3542",
      }))
      : [
        {
          kind: "circle",
          center: place([22.5, -0.5]),
          radius: 2.4,
          fill: "#2f3542",
        } as const,
      ],
  ];
}
