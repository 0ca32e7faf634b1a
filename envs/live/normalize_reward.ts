import { requireWithin } from "../../core/errors.ts";
import type { Environment } from "../environment.ts";
import { resolveOptions } from "../resolve_options.ts";
import type { Space } from "../spaces/space.ts";
import { aroundEnvironment, aroundVector, isVector } from "./_around.ts";
import { takeMemory, withMemory } from "./_memory.ts";
import { RewardScale } from "./_reward_scale.ts";
import { requireStatistics } from "./_statistics_options.ts";
import type { EnvironmentVector } from "./environment_vector.ts";
import { RunningMoments } from "./running_moments.ts";

/** Options for {@linkcode normalizeReward}. */
export interface NormalizeRewardOptions {
  /** How much less a reward counts with each step, within [0, 1]. @default {0.99} */
  readonly discount?: number;
  /** What is added to the variance, against division by 0; above 0. @default {1e-8} */
  readonly epsilon?: number;
  /** Whether rewards are taken into account from now on. @default {true} */
  readonly update?: boolean;
  /** What was earned before; others may go on with it. @default {nothing} */
  readonly moments?: RunningMoments;
}

/** One environment with rewards of a common scale. */
export interface ScaledEnvironment<
  Actions extends Space = Space,
  Observations extends Space = Space,
> extends Environment<Actions, Observations> {
  /** The mean and the variance of the discounted sums of rewards. */
  readonly moments: RunningMoments;
}

/** Many environments with rewards of a common scale. */
export interface ScaledVector<
  Actions extends Space = Space,
  Observations extends Space = Space,
> extends EnvironmentVector<Actions, Observations> {
  /** The mean and the variance of the discounted sums of rewards, of all of them together. */
  readonly moments: RunningMoments;
}

const NAME = "normalizeReward";

/**
 * Divides rewards by the standard deviation of their discounted sums so far,
 * r / √(variance + ε), so that tasks with great and small rewards can be learnt
 * with the same step size.
 *
 * The sum is G ← γG + r at every step, and G ← r where the task ends, as in
 * Gymnasium; it goes on over a time limit.
 *
 * It can be used in place of what it is around, and its snapshots hold the
 * statistics. Its description has the environment's own rewards, and so have the
 * sums over episodes that a vector counts: those are what is worth comparing.
 *
 * After Engstrom et al., "Implementation matters in deep policy gradients: a case
 * study on PPO and TRPO" (2020), appendix A.2.
 *
 * @param env One environment, or many.
 * @param options The discount, what was earned before, and whether that goes on.
 * @returns It with other rewards.
 * @throws {RangeError} If an option is out of range.
 *
 * @example The same reward counts less with each step, as sums grow
 * ```ts
 * import { make, normalizeReward } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * using env = normalizeReward(make("CartPole-v1"));
 * env.reset({ seed: 1 });
 * env.step(0);
 * const { reward: second } = env.step(1);
 * const { reward: third } = env.step(0);
 * assert(third < second);
 * ```
 */
export function normalizeReward<
  Actions extends Space,
  Observations extends Space,
>(
  env: Environment<Actions, Observations>,
  options?: NormalizeRewardOptions,
): ScaledEnvironment<Actions, Observations>;
/** The same of many environments; what is said of one holds for them. */
export function normalizeReward<
  Actions extends Space,
  Observations extends Space,
>(
  envs: EnvironmentVector<Actions, Observations>,
  options?: NormalizeRewardOptions,
): ScaledVector<Actions, Observations>;
export function normalizeReward<
  Actions extends Space,
  Observations extends Space,
>(
  env:
    | Environment<Actions, Observations>
    | EnvironmentVector<Actions, Observations>,
  options: NormalizeRewardOptions = {},
):
  | ScaledEnvironment<Actions, Observations>
  | ScaledVector<Actions, Observations> {
  const action = `normalize the rewards of ${env.description.id}`;
  const resolved = resolveOptions<Required<NormalizeRewardOptions>>(
    action,
    options,
    {
      discount: 0.99,
      epsilon: 1e-8,
      update: true,
      moments: new RunningMoments(1),
    },
  );
  requireWithin(resolved.discount, action, "discount", { min: 0, max: 1 });
  requireStatistics(resolved, 1, action);
  return isVector(env) ? manyScaled(env, resolved) : oneScaled(env, resolved);
}

function oneScaled<Actions extends Space, Observations extends Space>(
  env: Environment<Actions, Observations>,
  options: Required<NormalizeRewardOptions>,
): ScaledEnvironment<Actions, Observations> {
  const scale = new RewardScale(1, options);
  const isMemory = scale.isMemory.bind(scale);
  const scaled = aroundEnvironment(env, {
    step(action) {
      const result = env.step(action);
      scale.earn(0, result.reward, result.terminated);
      return { ...result, reward: scale.of(result.reward) };
    },
    snapshot: () => withMemory(env.snapshot(), NAME, scale.save()),
    restore(snapshot) {
      const { memory, inner } = takeMemory(snapshot, NAME, isMemory);
      env.restore(inner);
      scale.load(memory);
    },
  });
  return { ...scaled, moments: options.moments };
}

function manyScaled<Actions extends Space, Observations extends Space>(
  envs: EnvironmentVector<Actions, Observations>,
  options: Required<NormalizeRewardOptions>,
): ScaledVector<Actions, Observations> {
  const { count } = envs;
  const scale = new RewardScale(count, options);
  const isMemory = scale.isMemory.bind(scale);
  const rewards = new Float64Array(count);
  const scaled = aroundVector(envs, {
    rewards,
    reset(request) {
      const observations = envs.reset(request);
      for (let i = 0; i < count; i++) rewards[i] = scale.of(envs.rewards[i]!);
      return observations;
    },
    step(actions) {
      envs.step(actions);
      for (let i = 0; i < count; i++) {
        // Where a step only begins the next episode, nothing was earned.
        if (envs.started[i] && envs.autoreset === "next-step") continue;
        scale.earn(i, envs.rewards[i]!, envs.terminated[i] === 1);
      }
      for (let i = 0; i < count; i++) rewards[i] = scale.of(envs.rewards[i]!);
    },
    snapshot: () => withMemory(envs.snapshot(), NAME, scale.save()),
    restore(snapshot) {
      const { memory, inner } = takeMemory(snapshot, NAME, isMemory);
      envs.restore(inner);
      scale.load(memory);
      rewards.fill(0);
    },
  });
  return { ...scaled, moments: options.moments };
}
