import type { Scene, ScenePoint } from "../rendering/scene.ts";
import { LEFT_END, RIGHT_END } from "./_valley.ts";

/** What can be seen of a car in a valley. */
interface MountainCarView {
  /** Of the car, along the horizontal. */
  readonly position: number;
  /** Where the flag stands. */
  readonly flag: number;
}

const WIDTH = 600;
const HEIGHT = 400;
const SCALE = WIDTH / (RIGHT_END - LEFT_END); // pixels to a position
const WHEEL = 8;
const CAR = { length: 40, height: 14 };
const POLE = 50;
const ROAD_STEPS = 60;

/** The road, the flag and the car, whose wheels stand on the road. */
export function mountainCarScene({ position, flag }: MountainCarView): Scene {
  const [x, y] = roadAt(position);
  const slope = Math.atan(3 * 0.45 * Math.cos(3 * position));
  // So far along the road and so far above it, as the car stands.
  const onCar = (along: number, above: number): ScenePoint => [
    x + along * Math.cos(slope) - above * Math.sin(slope),
    y - along * Math.sin(slope) - above * Math.cos(slope),
  ];
  const [poleX, poleFoot] = roadAt(flag);
  const top = poleFoot - POLE;
  const body = WHEEL + CAR.height / 2;
  return {
    width: WIDTH,
    height: HEIGHT,
    background: "#ffffff",
    shapes: [
      { kind: "polygon", points: ground(), fill: "#ca9865" },
      {
        kind: "line",
        from: [poleX, poleFoot],
        to: [poleX, top],
        width: 2,
        stroke: "#000000",
      },
      {
        kind: "polygon",
        points: [[poleX, top], [poleX + 25, top + 7], [poleX, top + 14]],
        fill: "#8184cb",
      },
      {
        kind: "line",
        from: onCar(-CAR.length / 2, body),
        to: onCar(CAR.length / 2, body),
        width: CAR.height,
        stroke: "#000000",
      },
      ...[-CAR.length / 4, CAR.length / 4].map((along) => ({
        kind: "circle" as const,
        center: onCar(along, WHEEL),
        radius: WHEEL,
        fill: "#8184cb" as const,
      })),
    ],
  };
}

/** Where the road is at a position: its height is 0.55 + 0.45 sin 3x. */
function roadAt(position: number): ScenePoint {
  return [
    (position - LEFT_END) * SCALE,
    HEIGHT - (0.55 + 0.45 * Math.sin(3 * position)) * SCALE,
  ];
}

/** All that lies below the road. */
function ground(): ScenePoint[] {
  const road = Array.from(
    { length: ROAD_STEPS + 1 },
    (_, i) => roadAt(LEFT_END + (RIGHT_END - LEFT_END) * i / ROAD_STEPS),
  );
  return [...road, [WIDTH, HEIGHT], [0, HEIGHT]];
}
