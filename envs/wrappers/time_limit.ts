import { requirePositiveInteger } from "../../core/errors.ts";
import {
  environment,
  type EnvironmentDescription,
  type WrapperRecord,
} from "../description.ts";

/**
 * The same environment, cut off after a number of steps.
 *
 * The step that reaches the limit is `truncated`; it is `terminated` besides if
 * the task itself ended at that moment, as in Gymnasium. The limit takes the
 * place of any that was there.
 *
 * @param description The environment.
 * @param maxEpisodeSteps After how many steps an episode is cut off; `null` is never.
 * @returns A frozen description.
 * @throws {RangeError} If the limit is neither a positive integer nor `null`.
 *
 * @example Three steps
 * ```ts
 * import { cartPole, make, timeLimit } from "@silica/silica/envs";
 * import { assert, assertFalse } from "@std/assert";
 *
 * using env = make(timeLimit(cartPole(), 3));
 * env.reset();
 * env.step(0);
 * env.step(1);
 * const last = env.step(0);
 * assert(last.truncated);
 * assertFalse(last.terminated);
 * ```
 */
export function timeLimit<Described extends EnvironmentDescription>(
  description: Described,
  maxEpisodeSteps: number | null,
): Described {
  if (maxEpisodeSteps !== null) {
    const action = `limit the time of ${description.id}`;
    requirePositiveInteger(maxEpisodeSteps, action, "maxEpisodeSteps");
  }
  // What else a description may hold stays as it is.
  return environment({
    ...description,
    ...written(description, { maxEpisodeSteps }),
    maxEpisodeSteps,
  }) as EnvironmentDescription as Described;
}

/** The limit among the options of the environment itself, or as the last of its wrappers if it has any. */
function written(
  { options, wrappers }: EnvironmentDescription,
  limit: { readonly maxEpisodeSteps: number | null },
): {
  readonly options?: Readonly<Record<string, unknown>>;
  readonly wrappers?: readonly WrapperRecord[];
} {
  if (wrappers.length === 0) return { options: { ...options, ...limit } };
  const name = "timeLimit";
  const others = wrappers.at(-1)!.name === name
    ? wrappers.slice(0, -1)
    : wrappers;
  return { wrappers: [...others, { name, options: limit }] };
}
