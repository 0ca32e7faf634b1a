import { label } from "../rendering/label.ts";
import { rectangle } from "../rendering/rectangle.ts";
import type {
  Scene,
  SceneColor,
  ScenePoint,
  SceneShape,
} from "../rendering/scene.ts";

/** What can be seen of a trader. */
export interface TraderView {
  /** The logarithms of the last prices, the oldest first. */
  readonly prices: readonly number[];
  /** How much of the value is invested. */
  readonly share: number;
  /** How much has been gained, as a share of what there was in the beginning. */
  readonly gain: number;
}

const WIDTH = 600;
const HEIGHT = 400;
const CHART = { left: 20, top: 60, width: 480, height: 320 };
const BAR = { left: 530, width: 50 };
/** The chart shows prices between these logarithms, or more where there are others. */
const LEAST_RANGE = 0.1;

const PAPER = "#10202b";
const PANEL = "#172c3a";
const GRID = "#26414f";
const LINE = "#f2c14e";
const UP = "#4fb286";
const DOWN = "#d9594c";
const INK = "#dbe6ea";

/** The last two minutes of the price, how much is invested, and what has been gained. */
export function traderScene({ prices, share, gain }: TraderView): Scene {
  const { left, top, width, height } = CHART;
  const middle = top + height / 2;
  const range = Math.max(LEAST_RANGE, ...prices.map(Math.abs));
  const at = (second: number): ScenePoint => [
    left + width * second / (prices.length - 1),
    middle - 0.46 * height * prices[second]! / range,
  ];
  const panel = (x: number, across: number): SceneShape => ({
    kind: "polygon",
    points: rectangle(x, top, across, height),
    fill: PANEL,
  });
  const level = (y: number): SceneShape => ({
    kind: "line",
    from: [left, y],
    to: [left + width, y],
    width: 1,
    stroke: GRID,
  });
  const curve = prices.slice(1).map((_, i): SceneShape => ({
    kind: "line",
    from: at(i),
    to: at(i + 1),
    width: 3,
    stroke: LINE,
  }));
  const invested = Math.min(Math.max(share, -1), 1) * 0.46 * height;
  const percent = Math.round(100 * gain);
  return {
    width: WIDTH,
    height: HEIGHT,
    background: PAPER,
    shapes: [
      panel(left, width),
      panel(BAR.left, BAR.width),
      ...[0.25, 0.5, 0.75].map((share) => level(top + share * height)),
      ...curve,
      {
        kind: "circle",
        center: at(prices.length - 1),
        radius: 6,
        fill: colorOf(share),
      },
      {
        kind: "polygon",
        points: rectangle(
          BAR.left + 8,
          middle - Math.max(invested, 0),
          BAR.width - 16,
          Math.max(Math.abs(invested), 2),
        ),
        fill: colorOf(share),
      },
      ...label("price", { at: [60, 32], size: 18, fill: INK }),
      ...label(`gain ${percent}%`, {
        at: [380, 32],
        size: 18,
        fill: colorOf(gain),
      }),
      ...label("held", { at: [555, 32], size: 14, fill: INK }),
    ],
  };
}

/** Green above 0, red below. */
function colorOf(amount: number): SceneColor {
  if (amount === 0) return INK;
  return amount > 0 ? UP : DOWN;
}
