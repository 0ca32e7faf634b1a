import type { Scene, ScenePoint, SceneShape } from "../rendering/scene.ts";

/** What can be seen of a double pendulum. */
interface AcrobotView {
  /** Of the upper link from hanging down, radians against the clock. */
  readonly upper: number;
  /** Of the lower link from the direction of the upper one, radians against the clock. */
  readonly lower: number;
}

const SIZE = 500;
const LINK = { length: 110, width: 20 };
const FIXED: ScenePoint = [SIZE / 2, SIZE / 2];

/** The two links, their joints, and the height that the lower end is to reach. */
export function acrobotScene({ upper, lower }: AcrobotView): Scene {
  const joint = below(FIXED, upper);
  const end = below(joint, upper + lower);
  const goal = FIXED[1] - LINK.length - 0.5; // a line whose lower edge is the goal
  return {
    width: SIZE,
    height: SIZE,
    background: "#ffffff",
    shapes: [
      {
        kind: "line",
        from: [0, goal],
        to: [SIZE, goal],
        width: 1,
        stroke: "#000000",
      },
      ...link(FIXED, joint),
      ...link(joint, end),
    ],
  };
}

/** Where a link ends that hangs from a joint. */
function below([x, y]: ScenePoint, angle: number): ScenePoint {
  return [
    x + LINK.length * Math.sin(angle),
    y + LINK.length * Math.cos(angle),
  ];
}

function link(from: ScenePoint, to: ScenePoint): SceneShape[] {
  const { width } = LINK;
  return [
    { kind: "line", from, to, width, stroke: "#ca9865" },
    { kind: "circle", center: from, radius: width / 2, fill: "#8184cb" },
  ];
}
