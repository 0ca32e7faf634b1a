import { requireWithin } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";

/** The two parameters of {@linkcode vacuumPolicy}. */
export interface VacuumPolicyParameters {
  /** How likely the robot drives on in a second, within [0, 1]. */
  readonly p: number;
  /** By how much it turns at most otherwise, to the left or to the right, radians within [0, π]. */
  readonly r: number;
}

/**
 * The book's policy for {@linkcode robotVacuum}: each second drive on with
 * probability p, or else turn by an angle that is uniform within ±r.
 *
 * It looks at nothing, and still gets everywhere in the end if p is within (0, 1)
 * and r is above 0. Which p and r are good can be searched for. In half an hour
 * p = 0.7 and r = π clean about two thirds of the flat that is there by default.
 *
 * @param parameters The probability and the angle.
 * @returns A function from a random stream to the next action.
 * @throws {RangeError} If a parameter is outside its range.
 *
 * @example A minute of cleaning
 * ```ts
 * import { make, RandomStream, vacuumPolicy } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * using env = make("RobotVacuum-v0");
 * env.reset({ seed: 1 });
 * const policy = vacuumPolicy({ p: 0.7, r: Math.PI });
 * const random = RandomStream.from(2);
 * let dust = 0;
 * for (let second = 0; second < 60; second++) {
 *   dust += env.step(policy(random)).reward;
 * }
 * assert(dust > 10);
 * ```
 */
export function vacuumPolicy(
  parameters: VacuumPolicyParameters,
): (random: RandomStream) => readonly [drive: number, turn: number] {
  const { p, r } = parameters;
  const action = "describe a policy for a robot vacuum";
  requireWithin(p, action, "p", { min: 0, max: 1 });
  requireWithin(r, action, "r", { min: 0, max: Math.PI });
  return (random) => random.uniform() < p ? [1, 0] : [0, random.uniform(-r, r)];
}
