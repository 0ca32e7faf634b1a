import { person } from "../finite_mdp/person.ts";
import { label } from "../rendering/label.ts";
import { rectangle } from "../rendering/rectangle.ts";
import type {
  Scene,
  SceneColor,
  ScenePoint,
  SceneShape,
} from "../rendering/scene.ts";

/** What can be seen of a house that is heated; temperatures in °C. */
export interface ThermostatView {
  /** Since midnight. */
  readonly hour: number;
  /** The temperature inside. */
  readonly indoors: number;
  /** The temperature outside. */
  readonly outdoors: number;
  /** What people want at this time. */
  readonly wanted: number;
  /** What they want while they are up. */
  readonly comfort: number;
  /** How hard it is heated, as a share. */
  readonly heat: number;
  /** Whether somebody is there. */
  readonly home: boolean;
  /** Whether they have just helped themselves. */
  readonly tweaked: boolean;
  /** Inside, since midnight. */
  readonly temperatures: ArrayLike<number>;
  /** How many temperatures a day has. */
  readonly steps: number;
}

const WIDTH = 600;
const HEIGHT = 400;
const GROUND = 300;
const HOUSE = { left: 70, right: 290, eaves: 150, ridge: 60 };
const CHART = { left: 340, top: 90, width: 230, height: 180 };
/** How far from what people want the chart reaches, °C. */
const REACH = 8;

const NIGHT = "#22304f";
const DAYLIGHT = "#a9d3ee";
const GRASS = "#7fa66a";
const SNOW = "#e8edf0";
const ROOF = "#8c4a3f";
const COLD = "#9fb8d6";
const WARM = "#f3d9a4";
const HOT = "#ef9f6b";
const FLAME = "#e0662f";
const METAL = "#6a727d";
const PAPER = "#f7f4ec";
const GOAL = "#7dbb84";
const INK = "#2f3640";
const ALARM = "#d23f3f";

/** The house and who is in it, the time, and how warm it has been since midnight. */
export function thermostatScene(view: ThermostatView): Scene {
  const { hour, indoors, outdoors, wanted, heat, home, tweaked } = view;
  const dark = hour < 7 || hour >= 19;
  const { left, right, eaves, ridge } = HOUSE;
  const hours = String(Math.floor(hour)).padStart(2, "0");
  const minutes = String(Math.round(hour % 1 * 60)).padStart(2, "0");
  return {
    width: WIDTH,
    height: HEIGHT,
    background: dark ? NIGHT : DAYLIGHT,
    shapes: [
      fill(rectangle(0, GROUND, WIDTH, HEIGHT - GROUND), ground(outdoors)),
      fill(
        rectangle(left, eaves, right - left, GROUND - eaves),
        wallColor(indoors - wanted),
      ),
      fill([
        [left - 20, eaves],
        [(left + right) / 2, ridge],
        [right + 20, eaves],
      ], ROOF),
      ...label(`${indoors.toFixed(1)}`, {
        at: [(left + right) / 2, eaves - 28],
        size: 24,
        fill: PAPER,
      }),
      ...radiator(heat),
      ...home
        ? person({
          at: [140, 240],
          size: 115,
          fill: tweaked ? ALARM : "#5e7fb1",
        })
        : [],
      ...chart(view),
      ...label(`${hours}:${minutes}`, { at: [455, 45], size: 30, fill: PAPER }),
      ...label(`outside ${outdoors.toFixed(1)}`, {
        at: [180, 350],
        size: 18,
        fill: INK,
      }),
      ...label(tweaked ? "too cold or hot!" : `wanted ${wanted.toFixed(1)}`, {
        at: [455, 350],
        size: 18,
        fill: tweaked ? ALARM : INK,
      }),
    ],
  };
}

function fill(points: readonly ScenePoint[], fill: SceneColor): SceneShape {
  return { kind: "polygon", points, fill };
}

function ground(outdoors: number): SceneColor {
  return outdoors < 0 ? SNOW : GRASS;
}

function wallColor(excess: number): SceneColor {
  if (excess < -1.5) return COLD;
  return excess > 1.5 ? HOT : WARM;
}

/** Flames as high as it is heated, under a radiator. */
function radiator(heat: number): SceneShape[] {
  const bars = [0, 1, 2, 3].map((i) =>
    fill(rectangle(215 + 15 * i, 215, 10, 50), METAL)
  );
  const flames = heat === 0 ? [] : [0, 1, 2, 3].map((i) =>
    fill([
      [213 + 15 * i, 298],
      [220 + 15 * i, 298 - 30 * heat],
      [227 + 15 * i, 298],
    ], FLAME)
  );
  return [...bars, ...flames];
}

/** The temperature since midnight, and what people want while they are up. */
function chart(
  { temperatures, steps, comfort }: ThermostatView,
): SceneShape[] {
  const { left, top, width, height } = CHART;
  const y = (temperature: number) => {
    const above = Math.min(Math.max(temperature - comfort, -REACH), REACH);
    return top + height / 2 - above / REACH * height / 2;
  };
  const at = (step: number): ScenePoint => [
    left + width * step / steps,
    y(temperatures[step]!),
  ];
  const curve = Array.from(
    { length: temperatures.length - 1 },
    (_, i): SceneShape => ({
      kind: "line",
      from: at(i),
      to: at(i + 1),
      width: 3,
      stroke: FLAME,
    }),
  );
  return [
    fill(rectangle(left, top, width, height), PAPER),
    {
      kind: "line",
      from: [left, y(comfort)],
      to: [left + width, y(comfort)],
      width: 2,
      stroke: GOAL,
    },
    ...curve,
    {
      kind: "circle",
      center: at(temperatures.length - 1),
      radius: 5,
      fill: INK,
    },
  ];
}
