/** A controller after the one in Gymnasium's `lunar_lander.py`: it leans towards the pad, and brakes the nearer the ground. */
export function land(seen: ArrayLike<number>): number {
  const [turn, lift] = landingWishes(seen);
  if (lift > Math.abs(turn) && lift > 0.05) return 2;
  return turn < -0.05 ? 3 : turn > 0.05 ? 1 : 0;
}

/** The same with throttles. */
export function landSmoothly(seen: ArrayLike<number>): number[] {
  const [turn, lift] = landingWishes(seen);
  const throttle = (x: number) => Math.min(Math.max(x, -1), 1);
  return [throttle(20 * lift - 1), throttle(-20 * turn)];
}

/** How much the lander wants to turn to the left, and to rise. */
function landingWishes(seen: ArrayLike<number>): [turn: number, lift: number] {
  const [x, y, dx, dy, angle, spin, right, left] = Array.from(seen);
  if (right || left) return [0, -0.5 * dy!];
  const lean = Math.min(Math.max(0.5 * x! + dx!, -0.4), 0.4);
  return [
    0.5 * (lean - angle!) - spin!,
    0.5 * (0.55 * Math.abs(x!) - y!) - 0.5 * dy!,
  ];
}

const SPEED = 0.29;
const BENT = 0.1; // how far a knee is bent that carries the robot

/** A controller after the one in Gymnasium's `bipedal_walker.py`: it swings one leg, puts it down, and pushes off with the other. */
export class Walker {
  #phase: "swing" | "put down" | "push off" = "swing";
  #swinging = 0;
  #carryingKnee = BENT;

  act(seen: ArrayLike<number>): number[] {
    const hip = (leg: number) => seen[4 + 5 * leg]!;
    const knee = (leg: number) => seen[6 + 5 * leg]!;
    const [moving, carrying] = [this.#swinging, 1 - this.#swinging];
    const hips: (number | undefined)[] = [undefined, undefined];
    const knees: (number | undefined)[] = [undefined, undefined];
    if (this.#phase === "swing") {
      hips[moving] = 1.1;
      knees[moving] = -0.6;
      this.#carryingKnee += seen[2]! > SPEED ? 0.06 : 0.03;
      this.#carryingKnee = Math.min(this.#carryingKnee, BENT);
      knees[carrying] = this.#carryingKnee;
      if (hip(carrying) < 0.1) this.#phase = "put down";
    }
    if (this.#phase === "put down") {
      hips[moving] = 0.1;
      knees[moving] = BENT;
      knees[carrying] = this.#carryingKnee;
      if (seen[8 + 5 * moving]) {
        this.#phase = "push off";
        this.#carryingKnee = Math.min(knee(moving), BENT);
      }
    }
    if (this.#phase === "push off") {
      knees[moving] = this.#carryingKnee;
      knees[carrying] = 1;
      if (knee(carrying) > 0.88 || seen[2]! > 1.2 * SPEED) {
        this.#phase = "swing";
        this.#swinging = carrying;
      }
    }
    const level = 0.9 * seen[0]! + 1.5 * seen[1]!;
    return [0, 1].flatMap((leg) => {
      const at = 4 + 5 * leg;
      const toHip = hips[leg] === undefined
        ? 0
        : 0.9 * (hips[leg]! - seen[at]!) - 0.25 * seen[at + 1]!;
      const toKnee = knees[leg] === undefined
        ? 0
        : 4 * (knees[leg]! - seen[at + 2]!) - 0.25 * seen[at + 3]!;
      return [toHip + level, toKnee - 15 * seen[3]!];
    }).map((torque) => Math.min(Math.max(torque / 2, -1), 1));
  }
}
