import type { SceneColor, ScenePoint, SceneShape } from "../rendering/scene.ts";
import { SCALE, VIEW } from "./_view.ts";

/** Ranges of hills: how fast they pass by, how high they lie and rise, in pixels. */
const HILLS = [
  { pace: 0.15, fill: "#bcd6dd", top: 215, rise: 34, length: 210 },
  { pace: 0.3, fill: "#a3c9b7", top: 258, rise: 22, length: 130 },
] as const;
/** How fast clouds pass by, and how far they are from each other, in pixels. */
const CLOUDS = { pace: 0.4, apart: 230 };
/** The parts of a cloud: to the right and below its middle, and how large. */
const PUFFS = [
  [-30, 4, 15],
  [-12, -6, 20],
  [12, -3, 17],
  [31, 5, 13],
] as const;
const STEP = 12; // pixels between the corners of a hill

/** The sun, hills and clouds, where the picture begins `left` metres from the terrain's edge. */
export function landscapeShapes(left: number): SceneShape[] {
  const sun: ScenePoint = [505, 70];
  return [
    { kind: "circle", center: sun, radius: 34, fill: "#fbf3cf" },
    { kind: "circle", center: sun, radius: 25, fill: "#ffe08a" },
    ...HILLS.map((hills) => hillShape(left * SCALE * hills.pace, hills)),
    ...cloudShapes(left * SCALE * CLOUDS.pace),
  ];
}

/** Waves on waves. */
function hillShape(
  passed: number,
  { fill, top, rise, length }: {
    readonly fill: SceneColor;
    readonly top: number;
    readonly rise: number;
    readonly length: number;
  },
): SceneShape {
  const points: ScenePoint[] = [[VIEW.width, VIEW.height], [0, VIEW.height]];
  for (let x = 0; x <= VIEW.width; x += STEP) {
    const at = (x + passed) / length;
    points.push([x, top - rise * (Math.sin(at) + 0.5 * Math.sin(2.3 * at))]);
  }
  return { kind: "polygon", points, fill };
}

/** Every cloud that is in sight, each at a height of its own. */
function cloudShapes(passed: number): SceneShape[] {
  const shapes: SceneShape[] = [];
  const first = Math.floor(passed / CLOUDS.apart);
  for (let i = first; i * CLOUDS.apart - passed < VIEW.width + 50; i++) {
    const x = (i + 0.3 * Math.sin(5 * i)) * CLOUDS.apart - passed;
    const y = 75 + 38 * Math.sin(3 * i + 1);
    for (const [dx, dy, radius] of PUFFS) {
      const center: ScenePoint = [x + dx, y + dy];
      shapes.push({ kind: "circle", center, radius, fill: "#ffffff" });
    }
    shapes.push({
      kind: "line",
      from: [x - 30, y + 12],
      to: [x + 31, y + 12],
      width: 13,
      stroke: "#ffffff",
    });
  }
  return shapes;
}
