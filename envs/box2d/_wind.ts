import type { Body } from "../../core/deps/planck.ts";
import type { RandomStream } from "../../core/random.ts";

/** How far from 0 the two winds may begin, in steps. */
const FARTHEST = 9999;
const K = 0.01; // per step

/** Wind and turbulence as they change with every step they blow. */
export interface Wind {
  /**
   * Blows for a step.
   *
   * @returns The force, newtons to the right.
   */
  blow(body: Body): number;
}

/** Wind that pushes with up to `windPower` newtons, and turns with up to `turbulencePower` newton metres. */
export function makeWind(
  windPower: number,
  turbulencePower: number,
  random: RandomStream,
): Wind {
  let windStep = random.integer(-FARTHEST, FARTHEST);
  let turbulenceStep = random.integer(-FARTHEST, FARTHEST);
  return {
    blow(body) {
      const force = strength(windStep++) * windPower;
      body.applyForceToCenter({ x: force, y: 0 }, true);
      body.applyTorque(strength(turbulenceStep++) * turbulencePower, true);
      return force;
    },
  };
}

/** tanh(sin 2kt + sin πkt), which never repeats. */
function strength(t: number): number {
  return Math.tanh(Math.sin(2 * K * t) + Math.sin(Math.PI * K * t));
}
