import { formatMetric } from "../core/progress.ts";
import { movingAverage } from "./moving_average.ts";
import { niceTicks } from "./nice_ticks.ts";

/** A point of a curve. */
export interface CurvePoint {
  /** How far training had come: steps. */
  readonly x: number;
  /** What was reached there: a return. */
  readonly y: number;
}

/** What a learning curve shows. */
export interface LearningCurve {
  /** Stands above the picture. */
  readonly title: string;
  /** What was reached during training, in order. */
  readonly points: readonly CurvePoint[];
  /** What separate evaluations reached. @default {none} */
  readonly evaluations?: readonly CurvePoint[];
  /** From which height on the task counts as solved. @default {none} */
  readonly threshold?: number;
  /** Below the horizontal axis. @default {"steps"} */
  readonly xLabel?: string;
  /** Beside the vertical axis. @default {"return"} */
  readonly yLabel?: string;
}

const WIDTH = 800;
const HEIGHT = 450;
const MARGIN = { top: 56, right: 28, bottom: 56, left: 72 };
const PLOT = {
  left: MARGIN.left,
  right: WIDTH - MARGIN.right,
  top: MARGIN.top,
  bottom: HEIGHT - MARGIN.bottom,
};

/** More raw points than this are averaged in neighbours: nobody can see them apart. */
const MOST_POINTS = 1000;

const INK = "#1f2937";
const FAINT = "#6b7280";
const GRID = "#e5e7eb";
const RAW = "#93c5fd";
const SMOOTH = "#1d4ed8";
const GOAL = "#dc2626";
const CHECK = "#059669";

/**
 * Draws how returns grew while an agent learned: each one, their moving
 * average, evaluations as dots, and the goal as a dashed line.
 *
 * @param curve What to show; points that are not finite are left out.
 * @returns A whole SVG document of 800 × 450.
 *
 * @example Two points
 * ```ts
 * import { learningCurveSvg } from "@silica/silica";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const points = [{ x: 0, y: 20 }, { x: 1000, y: 180 }];
 * const svg = learningCurveSvg({ title: "CartPole", points, threshold: 195 });
 * assertStringIncludes(svg, "CartPole");
 * ```
 */
export function learningCurveSvg(curve: LearningCurve): string {
  const { title, threshold, xLabel = "steps", yLabel = "return" } = curve;
  const raw = thinned(curve.points.filter(isFinitePoint));
  const checks = (curve.evaluations ?? []).filter(isFinitePoint);
  const all = [...raw, ...checks];
  const goal = threshold === undefined ? [] : [threshold];
  const x = axis(all.map((point) => point.x), [0], PLOT.left, PLOT.right);
  const heights = [...all.map((point) => point.y), ...goal];
  const y = axis(heights, [0], PLOT.bottom, PLOT.top);
  const window = Math.max(2, Math.round(raw.length / 10));
  const means = movingAverage(raw.map((point) => point.y), window);
  const smooth = raw.map((point, i) => ({ x: point.x, y: means[i]! }));
  const place = (point: CurvePoint) => `${x.at(point.x)},${y.at(point.y)}`;
  const line = (points: readonly CurvePoint[], style: string) =>
    `<polyline fill="none" ${style} points="${points.map(place).join(" ")}"/>`;
  return document([
    text(
      PLOT.left,
      34,
      title,
      `font-size="17" font-weight="600" text-anchor="start"`,
    ),
    ...x.ticks.flatMap((tick) => [
      rule(x.at(tick), PLOT.top, x.at(tick), PLOT.bottom, `stroke="${GRID}"`),
      text(x.at(tick), PLOT.bottom + 20, formatTick(tick), `fill="${FAINT}"`),
    ]),
    ...y.ticks.flatMap((tick) => [
      rule(PLOT.left, y.at(tick), PLOT.right, y.at(tick), `stroke="${GRID}"`),
      text(
        PLOT.left - 10,
        y.at(tick) + 4,
        formatTick(tick),
        `text-anchor="end" fill="${FAINT}"`,
      ),
    ]),
    rule(PLOT.left, PLOT.bottom, PLOT.right, PLOT.bottom, `stroke="${FAINT}"`),
    text(WIDTH / 2, HEIGHT - 14, xLabel, ""),
    text(0, 0, yLabel, `transform="translate(20 ${HEIGHT / 2}) rotate(-90)"`),
    ...(all.length === 0
      ? [text(WIDTH / 2, HEIGHT / 2, "nothing yet", `fill="${FAINT}"`)]
      : []),
    line(raw, `stroke="${RAW}" stroke-width="1"`),
    line(smooth, `stroke="${SMOOTH}" stroke-width="2.5"`),
    ...goal.flatMap((height) => [
      rule(
        PLOT.left,
        y.at(height),
        PLOT.right,
        y.at(height),
        `stroke="${GOAL}" stroke-width="1.5" stroke-dasharray="6 4"`,
      ),
      text(
        PLOT.left + 8,
        y.at(height) - 6,
        `solved at ${formatMetric(height)}`,
        `text-anchor="start" fill="${GOAL}"`,
      ),
    ]),
    ...checks.map((point) => dot(x.at(point.x), y.at(point.y))),
    ...legend(window, checks.length > 0),
  ]);
}

interface Axis {
  readonly ticks: readonly number[];
  readonly at: (value: number) => number;
}

/** Maps values, and those that shall be seen besides, to places from `begin` to `end`. */
function axis(
  values: readonly number[],
  besides: readonly number[],
  begin: number,
  end: number,
): Axis {
  const shown = [...values, ...besides];
  const low = shown.reduce((a, b) => Math.min(a, b));
  const high = shown.reduce((a, b) => Math.max(a, b));
  const ticks = niceTicks(low, high);
  const [first, last] = [ticks[0]!, ticks.at(-1)!];
  const scale = (end - begin) / (last - first);
  const at = (value: number) =>
    Math.round(10 * (begin + scale * (value - first))) / 10;
  return { ticks, at };
}

function legend(window: number, withChecks: boolean): string[] {
  const stroke = (x: number, color: string) =>
    rule(x, 30, x + 18, 30, `stroke="${color}" stroke-width="3"`);
  const entries = [
    { mark: (x: number) => stroke(x, RAW), label: "each round" },
    { mark: (x: number) => stroke(x, SMOOTH), label: `mean of ${window}` },
    ...(withChecks
      ? [{ mark: (x: number) => dot(x + 9, 30), label: "evaluation" }]
      : []),
  ];
  const left = PLOT.right - 110 * entries.length;
  return entries.flatMap(({ mark, label }, i) => [
    mark(left + 110 * i),
    text(
      left + 110 * i + 24,
      34,
      label,
      `text-anchor="start" fill="${FAINT}"`,
    ),
  ]);
}

function document(parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="system-ui, sans-serif" font-size="13" fill="${INK}" text-anchor="middle">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    ...parts,
    "</svg>\n",
  ].join("\n");
}

function text(x: number, y: number, content: string, style: string): string {
  return `<text x="${x}" y="${y}" ${style}>${escapeXml(content)}</text>`;
}

function rule(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  style: string,
): string {
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" ${style}/>`;
}

function dot(x: number, y: number): string {
  return `<circle cx="${x}" cy="${y}" r="4" fill="${CHECK}" stroke="#ffffff"/>`;
}

/** `12,000`, `0.5`. */
function formatTick(value: number): string {
  return value.toLocaleString("en-US", { maximumSignificantDigits: 6 });
}

// deno-lint-ignore no-control-regex
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function escapeXml(content: string): string {
  return content.replace(UNPRINTABLE, " ").replace(/&/g, "&amp;")
    .replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

function isFinitePoint({ x, y }: CurvePoint): boolean {
  return Number.isFinite(x) && Number.isFinite(y);
}

/** The points, or means of neighbours where they are very many. */
function thinned(points: readonly CurvePoint[]): CurvePoint[] {
  const group = Math.ceil(points.length / MOST_POINTS);
  if (group <= 1) return [...points];
  return Array.from(
    { length: Math.ceil(points.length / group) },
    (_, i) => {
      const near = points.slice(i * group, (i + 1) * group);
      const mean = (of: (point: CurvePoint) => number) =>
        near.reduce((sum, point) => sum + of(point), 0) / near.length;
      return { x: mean((point) => point.x), y: mean((point) => point.y) };
    },
  );
}
