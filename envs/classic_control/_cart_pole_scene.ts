import type { Scene, ScenePoint } from "../rendering/scene.ts";

/** What can be seen of a cart and its pole. */
interface CartPoleView {
  /** Of the cart, metres to the right of the middle. */
  readonly position: number;
  /** Of the pole, radians to the right of upright. */
  readonly angle: number;
  /** Of the whole pole, metres. */
  readonly poleLength: number;
  /** How far from the middle the track ends, metres. */
  readonly trackEnd: number;
}

const WIDTH = 600;
const HEIGHT = 400;
const TRACK = 300; // below the top edge
const CART = { width: 50, height: 30 };
const POLE_WIDTH = 10;

/** A cart on its track, the pole, and the axle that joins them, as Gymnasium draws them. */
export function cartPoleScene(
  { position, angle, poleLength, trackEnd }: CartPoleView,
): Scene {
  const scale = WIDTH / (2 * trackEnd); // pixels in a metre
  const x = WIDTH / 2 + position * scale;
  const axle: ScenePoint = [x, TRACK - CART.height / 4];
  // The pole begins half its width below the axle, and is as long as it is.
  const end = poleLength * scale - POLE_WIDTH / 2;
  const start = -POLE_WIDTH / 2;
  const along = (length: number): ScenePoint => [
    axle[0] + length * Math.sin(angle),
    axle[1] - length * Math.cos(angle),
  ];
  return {
    width: WIDTH,
    height: HEIGHT,
    background: "#ffffff",
    shapes: [
      {
        kind: "line",
        from: [x - CART.width / 2, TRACK],
        to: [x + CART.width / 2, TRACK],
        width: CART.height,
        stroke: "#000000",
      },
      {
        kind: "line",
        from: along(start),
        to: along(end),
        width: POLE_WIDTH,
        stroke: "#ca9865",
      },
      { kind: "circle", center: axle, radius: POLE_WIDTH / 2, fill: "#8184cb" },
      {
        kind: "line",
        from: [0, TRACK - 0.5],
        to: [WIDTH, TRACK - 0.5],
        width: 1,
        stroke: "#000000",
      },
    ],
  };
}
