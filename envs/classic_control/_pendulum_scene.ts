import type { Scene, ScenePoint } from "../rendering/scene.ts";

const SIZE = 500;
const ROD = { length: 200, width: 20 };
const AXLE: ScenePoint = [SIZE / 2, SIZE / 2];

/** A rod that stands `angle` radians from upright, against the clock, and its axle. */
export function pendulumScene(angle: number): Scene {
  const end: ScenePoint = [
    AXLE[0] - ROD.length * Math.sin(angle),
    AXLE[1] - ROD.length * Math.cos(angle),
  ];
  const rod = "#ca9865";
  return {
    width: SIZE,
    height: SIZE,
    background: "#ffffff",
    shapes: [
      { kind: "line", from: AXLE, to: end, width: ROD.width, stroke: rod },
      { kind: "circle", center: AXLE, radius: ROD.width / 2, fill: rod },
      { kind: "circle", center: end, radius: ROD.width / 2, fill: rod },
      { kind: "circle", center: AXLE, radius: ROD.width / 4, fill: "#8184cb" },
    ],
  };
}
