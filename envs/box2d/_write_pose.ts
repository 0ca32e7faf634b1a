import type { Body } from "../../core/deps/planck.ts";

/** Writes where a body is, in metres, and its angle in radians: three numbers. */
export function writePose(state: Float64Array, at: number, body: Body): void {
  const { x, y } = body.getPosition();
  state[at] = x;
  state[at + 1] = y;
  state[at + 2] = body.getAngle();
}
