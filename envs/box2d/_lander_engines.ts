import type { Body } from "../../core/deps/planck.ts";
import type { RandomStream } from "../../core/random.ts";
import { SCALE } from "./_view.ts";

/** How hard the engines burn. */
export interface Throttle {
  /** 0 to 1. */
  main: number;
  /** −1 to 1: below 0 the side engine that pushes to the left. */
  side: number;
}

const MAIN_POWER = 13;
const SIDE_POWER = 0.6;
/** Where engines are on the frame, metres. */
const MAIN_BELOW = 4 / SCALE;
const SIDE_AWAY = 12 / SCALE;
const SIDE_ABOVE = 14 / SCALE;
/** Gymnasium's slip: sideways, the side engines move with the angle by this instead of `SIDE_ABOVE`. */
const SIDE_ABOVE_ACROSS = 17 / SCALE;
/** How far engines are displaced at random, metres. */
const DISPERSION = 1 / SCALE;

/** Reads an action: a choice, or how hard the main engine and a side engine are wanted. */
export function readThrottle(
  action: number | ArrayLike<number>,
  throttle: Throttle,
): void {
  if (typeof action === "number") {
    throttle.main = action === 2 ? 1 : 0;
    throttle.side = action % 2 === 1 ? action - 2 : 0;
    return;
  }
  const main = Math.min(action[0]!, 1);
  const side = Math.min(Math.max(action[1]!, -1), 1);
  // Engines burn at half of their power or more.
  throttle.main = main > 0 ? (main + 1) / 2 : 0;
  throttle.side = Math.abs(side) > 0.5 ? side : 0;
}

/** Pushes the lander with its engines; draws two random numbers, whether they burn or not. */
export function fireEngines(
  lander: Body,
  { main, side }: Throttle,
  random: RandomStream,
): void {
  const sin = Math.sin(lander.getAngle());
  const cos = Math.cos(lander.getAngle());
  const { x, y } = lander.getPosition();
  const shakes = random.uniform(-1, 1) * DISPERSION;
  const sways = random.uniform(-1, 1) * DISPERSION;
  // An engine pushes against where it stands off the middle, `below` and `across`.
  const outX = (below: number, across: number) => sin * below - cos * across;
  const outY = (below: number, across: number) => -cos * below - sin * across;

  if (main > 0) {
    const below = MAIN_BELOW + 2 * shakes;
    const [dx, dy] = [outX(below, sways), outY(below, sways)];
    const power = MAIN_POWER * main;
    push(lander, -dx * power, -dy * power, x + dx, y + dy);
  }
  if (side !== 0) {
    const across = 3 * sways + Math.sign(side) * SIDE_AWAY;
    const [dx, dy] = [outX(shakes, across), outY(shakes, across)];
    const power = SIDE_POWER * Math.abs(side);
    push(
      lander,
      -dx * power,
      -dy * power,
      x + dx - sin * SIDE_ABOVE_ACROSS,
      y + dy + cos * SIDE_ABOVE,
    );
  }
}

/** Gives an impulse in newton seconds, at a place in the world. */
function push(body: Body, ix: number, iy: number, x: number, y: number): void {
  body.applyLinearImpulse({ x: ix, y: iy }, { x, y }, true);
}
