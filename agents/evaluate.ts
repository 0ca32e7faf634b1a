import {
  cannot,
  formatValue,
  requireInteger,
  requirePositiveInteger,
} from "../core/errors.ts";
import { RandomStream } from "../core/random.ts";
import { describe, type EnvironmentLike } from "../envs/describe.ts";
import type { EnvironmentDescription } from "../envs/description.ts";
import type { ActionsOf, ObservationsOf } from "../envs/make.ts";
import {
  acceptsAction,
  type ActionOf,
  type BufferOf,
  equalSpaces,
  formatSpace,
  type Space,
  type ValueOf,
} from "../envs/spaces/space.ts";
import { bufferValues, valueWriter } from "../envs/spaces/space_buffer.ts";
import { VectorEnvironment } from "../envs/vector_environment.ts";
import type { Actor, Policy } from "./actor.ts";

/**
 * A way to act, as a plain function.
 *
 * @param observation What is seen.
 * @param random Where chance comes from, if any is wanted.
 * @returns What to do.
 */
export type PolicyFunction<
  Observations extends Space = Space,
  Actions extends Space = Space,
> = (
  observation: ValueOf<Observations>,
  random: RandomStream,
) => ActionOf<Actions>;

/** Options for {@linkcode evaluate}. */
export interface EvaluateOptions {
  /** How many games are played. @default {100} */
  readonly episodes?: number;
  /** Where the games' chance comes from, an integer of at least 0. @default {0} */
  readonly seed?: number;
  /** After how many steps a game is cut off, if the environment does not do so before. @default {Infinity} */
  readonly maxSteps?: number;
}

/** How well a policy did. */
export interface Evaluation {
  /** The mean of the returns. */
  readonly mean: number;
  /** The standard deviation of the returns, as those of a whole population. */
  readonly std: number;
  /** The least return. */
  readonly min: number;
  /** The greatest return. */
  readonly max: number;
  /** The sum of rewards of each game. */
  readonly returns: readonly number[];
  /** The number of steps of each game. */
  readonly lengths: readonly number[];
}

/** More games than these are not played at once. */
const MOST_AT_ONCE = 100;

/**
 * Plays games without learning, and says how they went.
 *
 * Game number i depends on the seed and on i only, not on how many are played.
 * *Hands-On Machine Learning*, chapter 16, exercise 4.
 *
 * @param policy Who plays: the policy of a training run, or a function from an observation to an action.
 * @param env What is played: an id, or a description.
 * @param options How many games, from which seed.
 * @returns Mean, standard deviation, minimum and maximum of the returns, and all of them.
 * @throws {RangeError} If an option is out of range, the policy is of an
 * environment with other spaces, or a function answers what is no action.
 * @throws {TypeError} If the policy is none, such as the description of an agent.
 *
 * @example The book's first policy: push towards the side the pole leans to
 * ```ts
 * import { evaluate } from "@silica/silica/agents";
 * import { assert } from "@std/assert";
 *
 * const { mean, max } = await evaluate(
 *   (observation) => observation[2]! < 0 ? 0 : 1,
 *   "CartPole-v1",
 *   { episodes: 500 },
 * );
 * assert(mean > 40 && mean < 44 && max < 80);
 * ```
 */
export async function evaluate<Env extends EnvironmentLike>(
  policy: Policy | PolicyFunction<ObservationsOf<Env>, ActionsOf<Env>>,
  env: Env,
  options: EvaluateOptions = {},
): Promise<Evaluation> {
  const { episodes = 100, seed = 0, maxSteps = Infinity } = options;
  const action = "evaluate a policy";
  requirePositiveInteger(episodes, action, "episodes");
  requireInteger(seed, action, "seed", { min: 0 });
  if (maxSteps !== Infinity) {
    requirePositiveInteger(maxSteps, action, "maxSteps");
  }
  requirePolicy(policy, action);
  const random = RandomStream.from(seed).split("evaluation");
  const description: EnvironmentDescription = describe(env);
  const count = Math.min(episodes, MOST_AT_ONCE);
  using games = new VectorEnvironment(description, count);
  using actor = typeof policy === "function"
    // The types follow the environment, which only `describe` reads.
    ? functionActor(policy as PolicyFunction, games)
    : await trainedActor(policy, games);
  const returns: number[] = [];
  const lengths: number[] = [];
  for (let first = 0; first < episodes; first += count) {
    // The last games may be fewer; those beyond are played along and not counted.
    const streams = Array.from(
      { length: count },
      (_, i) => random.split(first + i),
    );
    const played = await playGames(games, actor, { streams, maxSteps });
    returns.push(...played.returns);
    lengths.push(...played.lengths);
  }
  return summarize(returns.slice(0, episodes), lengths.slice(0, episodes));
}

async function playGames(
  games: VectorEnvironment,
  actor: Actor,
  options: {
    readonly streams: readonly RandomStream[];
    readonly maxSteps: number;
  },
): Promise<{ readonly returns: number[]; readonly lengths: number[] }> {
  const { streams, maxSteps } = options;
  const chance = streams.map((stream) => stream.split("actions"));
  const playing = new Uint8Array(games.count).fill(1);
  const returns = new Array<number>(games.count).fill(0);
  const lengths = new Array<number>(games.count).fill(0);
  games.reset({
    seed: streams.map((stream) => stream.split("environment").seed()),
  });
  for (let t = 0; t < maxSteps && playing.includes(1); t++) {
    await actor.act(games.observations, games.actions, chance);
    games.step(games.actions);
    for (let i = 0; i < games.count; i++) {
      if (!playing[i]) continue;
      returns[i] = games.episodeReturns[i]!;
      lengths[i] = games.episodeLengths[i]!;
      if (games.terminated[i] || games.truncated[i]) playing[i] = 0;
    }
  }
  return { returns, lengths };
}

function requirePolicy(policy: unknown, action: string): void {
  const isPolicy = typeof policy === "function" ||
    typeof policy === "object" && policy !== null && "actor" in policy;
  if (isPolicy) return;
  const wish = "it must be a function, or the policy of a training run";
  throw new TypeError(cannot(action, wish, formatValue(policy)));
}

/** Who acts for a policy, if the games are of the kind that it was made for. */
function trainedActor(
  policy: Policy,
  { description, count }: VectorEnvironment,
): Promise<Actor> {
  for (const name of ["observationSpace", "actionSpace"] as const) {
    if (equalSpaces(policy[name], description[name])) continue;
    throw new RangeError(
      cannot(
        `evaluate a policy on ${description.id}`,
        `it acts where the ${name} is ${formatSpace(policy[name])}`,
        formatSpace(description[name]),
        name,
      ),
    );
  }
  return policy.actor(count);
}

function functionActor(
  policy: PolicyFunction,
  { description, observations, count }: VectorEnvironment,
): Actor {
  const { id, actionSpace, observationSpace } = description;
  const seen = bufferValues(observationSpace, observations);
  const write = valueWriter(actionSpace);
  return {
    act(_observations, actions: BufferOf<Space>, random): void {
      const size = actions.length / count;
      for (let i = 0; i < count; i++) {
        const action = policy(seen[i]!, random[i]!);
        if (!acceptsAction(actionSpace, action)) {
          const wish = `an action must be a value of ${
            formatSpace(actionSpace)
          }`;
          throw new RangeError(
            cannot(`evaluate a policy on ${id}`, wish, formatValue(action)),
          );
        }
        write(action, actions, i * size);
      }
    },
    [Symbol.dispose]: () => {},
  };
}

function summarize(
  returns: readonly number[],
  lengths: readonly number[],
): Evaluation {
  const { length } = returns;
  const mean = returns.reduce((sum, each) => sum + each, 0) / length;
  const squares = returns.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return Object.freeze({
    mean,
    std: Math.sqrt(squares / length),
    min: Math.min(...returns),
    max: Math.max(...returns),
    returns: Object.freeze([...returns]),
    lengths: Object.freeze([...lengths]),
  });
}
