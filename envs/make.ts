import { describeBesides } from "./_describe_besides.ts";
import type {
  DescribeOptions,
  DescriptionOf,
  EnvironmentLike,
} from "./describe.ts";
import type { EnvironmentDescription } from "./description.ts";
import type { Environment } from "./environment.ts";
import { SingleEnvironment } from "./single_environment.ts";
import type { Space } from "./spaces/space.ts";
import { VectorEnvironment } from "./vector_environment.ts";
import type { VectorOptions } from "./vector_options.ts";

/** The action space of an environment, however it is given. */
export type ActionsOf<Env extends EnvironmentLike> = DescriptionOf<Env> extends
  EnvironmentDescription<infer Actions, Space> ? Actions
  : Space;

/** The observation space of an environment, however it is given. */
export type ObservationsOf<Env extends EnvironmentLike> =
  DescriptionOf<Env> extends EnvironmentDescription<Space, infer Observations>
    ? Observations
    : Space;

/** One environment that runs, as {@linkcode make} answers it. */
export type EnvironmentOf<Env extends EnvironmentLike> =
  & Environment<ActionsOf<Env>, ObservationsOf<Env>>
  & { readonly description: DescriptionOf<Env> };

/** Options for {@linkcode make}, besides those of the environment. */
export interface MakeOptions {
  /** Where the random stream begins, unless `reset` says otherwise. @default {0} */
  readonly seed?: number;
}

/**
 * Makes one environment that runs, with Gymnasium's interface.
 *
 * Without a seed it begins from seed 0: the same program does the same again.
 *
 * @param env An id, a description, or another environment to be made once more.
 * @param options Those of the environment, its time limit, and the seed.
 * @returns An environment, to be reset first.
 * @throws {RangeError} If the id or an option is unknown; the valid ones are listed.
 *
 * @example One episode
 * ```ts
 * import { make } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * using env = make("CartPole-v1");
 * let { observation } = env.reset({ seed: 42 });
 * let steps = 0;
 * for (let over = false; !over; steps++) {
 *   const step = env.step(observation[2]! < 0 ? 0 : 1);
 *   observation = step.observation;
 *   over = step.terminated || step.truncated;
 * }
 * assert(steps > 20 && steps < 80);
 * ```
 */
export function make<Env extends EnvironmentLike>(
  env: Env,
  options: DescribeOptions<Env> & MakeOptions = {} as
    & DescribeOptions<Env>
    & MakeOptions,
): EnvironmentOf<Env> {
  const { description, others } = describeBesides("make", env, options, {
    seed: 0,
  });
  const made: Environment = new SingleEnvironment(description, others.seed);
  // The types follow the id, which only `describeBesides` reads.
  return made as EnvironmentOf<Env>;
}

/**
 * Makes many environments of one kind that run together over typed arrays.
 *
 * @param env An id, a description, or an environment to be made many times.
 * @param count How many.
 * @param options Those of the environment, its time limit, the seeds, and when episodes follow each other.
 * @returns The environments, to be reset first.
 * @throws {RangeError} If the id or an option is unknown, or `count` is not a positive integer.
 *
 * @example Four poles, a hundred steps each
 * ```ts
 * import { makeVector } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * using envs = makeVector("CartPole-v1", 4, { seed: 1 });
 * envs.reset();
 * let episodes = 0;
 * for (let step = 0; step < 100; step++) {
 *   for (let i = 0; i < envs.count; i++) {
 *     envs.actions[i] = envs.observations[4 * i + 2]! < 0 ? 0 : 1;
 *   }
 *   envs.step(envs.actions);
 *   for (let i = 0; i < envs.count; i++) {
 *     if (envs.terminated[i] || envs.truncated[i]) episodes++;
 *   }
 * }
 * assert(episodes > 0);
 * ```
 */
export function makeVector<Env extends EnvironmentLike>(
  env: Env,
  count: number,
  options: DescribeOptions<Env> & VectorOptions = {} as
    & DescribeOptions<Env>
    & VectorOptions,
): VectorEnvironment<ActionsOf<Env>, ObservationsOf<Env>> {
  const { description, others } = describeBesides<Required<VectorOptions>>(
    "make",
    env,
    options,
    { seed: 0, autoreset: "same-step" },
  );
  // The types follow the id, which only `describeBesides` reads.
  return new VectorEnvironment(
    description as EnvironmentDescription<
      ActionsOf<Env>,
      ObservationsOf<Env>
    >,
    count,
    others,
  );
}
