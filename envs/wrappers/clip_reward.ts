import { cannot, requireWithin } from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import type { Space } from "../spaces/space.ts";
import { wrap } from "./wrap.ts";

/** Options for {@linkcode clipReward}; one bound must be given. */
export interface ClipRewardOptions {
  /** The least reward; `null` is no bound. @default {null} */
  readonly low?: number | null;
  /** The greatest reward; `null` is no bound. @default {null} */
  readonly high?: number | null;
}

const DEFAULTS: Required<ClipRewardOptions> = Object.freeze({
  low: null,
  high: null,
});

/**
 * Clips rewards to bounds, so that games with different points can be learnt with
 * the same step size; from −1 to 1 in most of the literature.
 *
 * After Mnih et al., "Human-level control through deep reinforcement learning"
 * (2015), methods.
 *
 * @param description The environment.
 * @param options The bounds.
 * @returns A frozen description; what counted as solved no longer does.
 * @throws {RangeError} If there is no bound, one is not finite, or the lower one is above the other.
 *
 * @example Half of what a step earns at most
 * ```ts
 * import { cartPole, clipReward, make } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * using env = make(clipReward(cartPole(), { high: 0.5 }));
 * env.reset();
 * assertEquals(env.step(0).reward, 0.5);
 * ```
 */
export function clipReward<Actions extends Space, Observations extends Space>(
  description: EnvironmentDescription<Actions, Observations>,
  options: ClipRewardOptions,
): EnvironmentDescription<Actions, Observations> {
  const action = `clip the rewards of ${description.id}`;
  const resolved = resolveOptions(action, options, DEFAULTS);
  for (const name of ["low", "high"] as const) {
    const bound = resolved[name];
    if (bound !== null) requireWithin(bound, action, name);
  }
  const { low, high } = resolved;
  if (low === null && high === null) {
    const wish = "there must be a bound, 'low' or 'high'";
    throw new RangeError(cannot(action, wish, null));
  }
  const [least, most] = [low ?? -Infinity, high ?? Infinity];
  if (least > most) {
    const wish = "'low' must be at most 'high'";
    throw new RangeError(cannot(action, wish, `${least} and ${most}`));
  }
  return wrap<Actions, Observations>(description, {
    wrapper: { name: "clipReward", options: resolved },
    rewardThreshold: null,
    dynamics: ({ step }) => ({
      step: (state, action, random) =>
        Math.min(Math.max(step(state, action, random), least), most),
    }),
  });
}
