import type { TransitionTable } from "../finite_mdp/transition_table.ts";
import { label } from "../rendering/label.ts";
import type {
  Scene,
  SceneColor,
  ScenePoint,
  SceneShape,
} from "../rendering/scene.ts";

const SIDE = 512;
const MIDDLE = SIDE / 2;
const RING = 165; // from the middle to each state
const PAPER = "#fbfaf7";
const INK = "#7d8590";
const CALM = "#d8e2ec";
const HERE = "#f0b429";
const DARK = "#26323d";

/** States as discs on a ring, with an arrow from each to all that may follow; the present one shines. */
export function stateGraphScene(P: TransitionTable, present: number): Scene {
  const radius = radiusOf(P.length);
  const places = P.map((_, state) => placeOf(state, P.length));
  const arrows = P.flatMap((row, from) =>
    [...followersOf(row)].flatMap((to) =>
      from === to
        ? loop(places[from]!, radius)
        : arrow(places[from]!, places[to]!, radius)
    )
  );
  const discs = places.flatMap((center, state): SceneShape[] => [
    disc(center, radius, DARK),
    disc(center, 0.93 * radius, state === present ? HERE : CALM),
    ...label(`S${state}`, { at: center, size: 0.6 * radius, fill: DARK }),
  ]);
  return {
    width: SIDE,
    height: SIDE,
    background: PAPER,
    shapes: [...arrows, ...discs],
  };
}

/** The states in a row, with brackets around the present one. */
export function stateGraphText(P: TransitionTable, present: number): string {
  const names = P.map((_, state) =>
    state === present ? `[s${state}]` : ` s${state} `
  );
  return names.join("") + "\n";
}

function followersOf(row: TransitionTable[number]): Set<number> {
  const happen = row.flat().filter(({ probability }) => probability > 0);
  return new Set(happen.map(({ nextState }) => nextState));
}

/** Small enough that neighbours leave room for an arrow. */
function radiusOf(count: number): number {
  return Math.min(44, 0.6 * RING * Math.sin(Math.PI / Math.max(2, count)));
}

/** Beginning at the top, clockwise. */
function placeOf(state: number, count: number): ScenePoint {
  const angle = 2 * Math.PI * state / count;
  return [MIDDLE + RING * Math.sin(angle), MIDDLE - RING * Math.cos(angle)];
}

function disc(
  center: ScenePoint,
  radius: number,
  fill: SceneColor,
): SceneShape {
  return { kind: "circle", center, radius, fill };
}

/** A ring that sticks out of a state, away from the middle. */
function loop([x, y]: ScenePoint, radius: number): SceneShape[] {
  const out = 1.3 * radius / RING;
  const center: ScenePoint = [x + (x - MIDDLE) * out, y + (y - MIDDLE) * out];
  return [
    disc(center, 0.6 * radius, INK),
    disc(center, 0.5 * radius, PAPER),
  ];
}

/** An arrow a little to one side of the line between two states, so that the way back has room. */
function arrow(
  from: ScenePoint,
  to: ScenePoint,
  radius: number,
): SceneShape[] {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const [dx, dy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const at = (along: number, aside: number): ScenePoint => [
    from[0] + dx * along - dy * aside,
    from[1] + dy * along + dx * aside,
  ];
  const aside = 0.2 * radius;
  const head = 0.32 * radius;
  const tip = length - radius;
  return [
    {
      kind: "line",
      from: at(0.9 * radius, aside),
      to: at(tip - 0.95 * head, aside),
      width: 0.09 * radius,
      stroke: INK,
    },
    {
      kind: "polygon",
      points: [
        at(tip, aside),
        at(tip - head, aside - head / 2),
        at(tip - head, aside + head / 2),
      ],
      fill: INK,
    },
  ];
}
