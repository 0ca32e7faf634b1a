import type { SceneColor, SceneShape } from "../rendering/scene.ts";
import { LANDER } from "./_lander_state.ts";
import { LEG } from "./_lander_world.ts";
import { bodyPlacing, type Placing } from "./_placing.ts";

type Corners = readonly (readonly [x: number, y: number])[];

/** The parts of the frame, in pixels from its middle. */
const PARTS: readonly (readonly [fill: SceneColor, corners: Corners])[] = [
  ["#6b7080", [[-6, -10], [-9, -16], [9, -16], [6, -10]]],
  ["#c98f2c", [[-17, 0], [-17, -10], [17, -10], [17, 0]]],
  ["#e5b04a", [[-17, 0], [-17, -10], [-5, -10], [-5, 0]]],
  ["#aab0c2", [[-14, 17], [-17, 0], [17, 0], [14, 17]]],
  ["#dfe3ee", [[-14, 17], [-17, 0], [5, 0], [4, 17]]],
  ["#59607a", [[-17, 1], [-17, -1], [17, -1], [17, 1]]],
];
const NOZZLE = { x: 6, y: -16 };
/** Where side engines are: how far to the side, and how high. */
const SIDE = { x: 15, y: 12 };
/** Layers of a flame: its part of the whole length and width. */
const FLAMES: readonly (readonly [fill: SceneColor, part: number])[] = [
  ["#ff7a2b", 1],
  ["#ffc443", 0.68],
  ["#fff5d2", 0.36],
];
const MAIN_FLAME = 34; // pixels, at full power
const SIDE_FLAME = 16;

/** The lander with its legs, and flames where its engines burn. */
export function landerShapes(state: Float64Array): SceneShape[] {
  const place = bodyPlacing(state, LANDER.x);
  const main = state[LANDER.mainPower]! * MAIN_FLAME * flicker(state);
  const side = state[LANDER.sidePower]! * SIDE_FLAME * flicker(state);
  const sideX = side < 0 ? SIDE.x : -SIDE.x;
  return [
    ...state[LANDER.crashed] === 1 ? burst(place) : [],
    ...legShapes(state, 0, place),
    ...legShapes(state, 1, place),
    ...FLAMES.map(([fill, part]): SceneShape => ({
      kind: "polygon",
      points: [
        place([-NOZZLE.x * part, NOZZLE.y]),
        place([0, NOZZLE.y - main * part]),
        place([NOZZLE.x * part, NOZZLE.y]),
      ],
      fill,
    })),
    ...FLAMES.map(([fill, part]): SceneShape => ({
      kind: "polygon",
      points: [
        place([sideX, SIDE.y + 3 * part]),
        // A push to the left comes from a flame to the right.
        place([sideX - side * part, SIDE.y]),
        place([sideX, SIDE.y - 3 * part]),
      ],
      fill,
    })),
    ...PARTS.map(([fill, corners]): SceneShape => ({
      kind: "polygon",
      points: corners.map(place),
      fill,
    })),
    { kind: "circle", center: place([-1, 8]), radius: 5.5, fill: "#59607a" },
    { kind: "circle", center: place([-1, 8]), radius: 4.2, fill: "#3f78b5" },
    {
      kind: "circle",
      center: place([-2.5, 9.5]),
      radius: 1.4,
      fill: "#cfe6ff",
    },
    {
      kind: "line",
      from: place([0, 17]),
      to: place([0, 23]),
      width: 1.5,
      stroke: "#aab0c2",
    },
    { kind: "circle", center: place([0, 24]), radius: 2, fill: "#e4572e" },
  ];
}

/** A leg, the strut that holds it, and its foot. */
function legShapes(
  state: Float64Array,
  leg: 0 | 1,
  frame: Placing,
): SceneShape[] {
  const place = bodyPlacing(state, LANDER.legs + 3 * leg);
  const side = leg === 0 ? 1 : -1;
  const touches = state[LANDER.touches + leg] === 1;
  return [
    {
      kind: "line",
      from: frame([side * 12, -6]),
      to: place([0, 0]),
      width: 2.5,
      stroke: "#7d8397",
    },
    {
      kind: "polygon",
      points: [
        place([-LEG.width, LEG.height]),
        place([LEG.width, LEG.height]),
        place([LEG.width, -LEG.height]),
        place([-LEG.width, -LEG.height]),
      ],
      fill: "#aab0c2",
    },
    {
      kind: "line",
      from: place([-5, -LEG.height]),
      to: place([5, -LEG.height]),
      width: 3,
      stroke: touches ? "#6ee07a" : "#dfe3ee",
    },
  ];
}

/** How long flames are just now: a number within [0.75, 1] that changes with the slightest move. */
function flicker(state: Float64Array): number {
  return 0.75 + 0.25 * Math.abs(state[LANDER.x]! * 971 % 1);
}

/** What is seen behind a lander that crashes. */
function burst(place: Placing): SceneShape[] {
  return FLAMES.map(([fill, part]) => ({
    kind: "polygon",
    points: Array.from({ length: 22 }, (_, i) => {
      const radius = part * (i % 2 === 0 ? 44 : 26);
      const angle = i * Math.PI / 11;
      return place([radius * Math.cos(angle), radius * Math.sin(angle)]);
    }),
    fill,
  }));
}
