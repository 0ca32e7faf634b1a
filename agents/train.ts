import {
  cannot,
  requireInteger,
  requirePositiveInteger,
} from "../core/errors.ts";
import { stringifyExact } from "../core/exact_json.ts";
import {
  type ComputeOptions,
  requireCompute,
} from "../dsl/backends/open_for.ts";
import { describe, type EnvironmentLike } from "../envs/describe.ts";
import type { Agent } from "./agent.ts";
import { agentFromJson, agentToJson } from "./agent_json.ts";
import { networkOutputs, usualBudget } from "./algorithms.ts";
import { type Checkpoint, decodeCheckpoint } from "./checkpoint.ts";
import { environmentToJson } from "./environment_json.ts";
import { buildNetwork } from "./dense_network.ts";
import { discreteTask } from "./discrete_task.ts";
import type { TrainingBudget } from "./learner.ts";
import type { Training } from "./training.ts";
import { type TrainingPlan, TrainingRun } from "./training_run.ts";

/** Options for {@linkcode train}. */
export interface TrainOptions extends ResumeOptions {
  /** Where all randomness comes from, an integer of at least 0. @default {0} */
  readonly seed?: number;
  /** A checkpoint of the same agent, environment and seed, to continue from. @default {none} */
  readonly resume?: Uint8Array;
}

/** Options for {@linkcode resumeTraining}. */
export interface ResumeOptions extends TrainingBudget, ComputeOptions {
  /** Steps in the environment after which to stop, counted from the very beginning. @default {the agent's own} */
  readonly steps?: number;
  /** Updates after which to stop, counted from the very beginning. @default {the agent's own} */
  readonly updates?: number;
  /** Stops between two rounds; the loop then throws its reason. @default {none} */
  readonly signal?: AbortSignal;
}

/**
 * Lets an agent play and learn, round by round.
 *
 * Nothing happens before the answer is iterated over. Without `steps` and
 * `updates`, REINFORCE makes 250 updates and deep Q-learning takes 50,000 steps.
 *
 * @param agent Who learns.
 * @param env What it learns: an id, or a description.
 * @param options Where to stop, the seed, the backend, and where to continue.
 * @returns The run: an async iterable of what happens.
 * @throws {RangeError} If the environment does not suit the agent, an option is
 * out of range, or the checkpoint is of another run.
 * @throws {SyntaxError} If `resume` is no checkpoint.
 *
 * @example Learn a little, look how it went
 * ```ts
 * import { evaluate, reinforce, train } from "@silica/silica/agents";
 * import { assert } from "@std/assert";
 *
 * await using training = train(reinforce(), "CartPole-v1", { updates: 3, seed: 1 });
 * for await (const { step, metrics } of training) {
 *   assert(step > 0 && metrics.return! > 0);
 * }
 * const { mean } = await evaluate(training.policy, "CartPole-v1", { episodes: 5 });
 * assert(mean >= 8);
 * ```
 */
export function train(
  agent: Agent,
  env: EnvironmentLike,
  options: TrainOptions = {},
): Training {
  const { seed = 0, resume } = options;
  requireInteger(seed, `train a ${agent.kind} agent`, "seed", { min: 0 });
  const plan = planTraining(agent, env, { ...options, seed });
  if (resume === undefined) return new TrainingRun(plan);
  const saved = decodeCheckpoint(resume);
  requireSameRun(plan, saved, options.seed);
  return new TrainingRun({ ...plan, seed: saved.seed, saved });
}

/**
 * Continues a training run from a checkpoint, with the agent, environment and seed that stand in it.
 *
 * The environment must have an id that {@linkcode describe} knows; for others
 * use {@linkcode train} with `resume`.
 *
 * @param checkpoint What {@linkcode Training.checkpoint} answered.
 * @param options Where to stop, and the backend.
 * @returns The run.
 * @throws {RangeError} If an option is out of range, or the checkpoint names what does not exist.
 * @throws {SyntaxError} If it is no checkpoint, or damaged.
 *
 * @example Two updates, and one more later
 * ```ts
 * import { reinforce, resumeTraining, train } from "@silica/silica/agents";
 * import { assertEquals } from "@std/assert";
 *
 * const first = train(reinforce(), "CartPole-v1", { updates: 2 });
 * for await (const _ of first);
 * const later = resumeTraining(await first.checkpoint(), { updates: 3 });
 * for await (const _ of later);
 * assertEquals(later.progress.updates, 3);
 * ```
 */
export function resumeTraining(
  checkpoint: Uint8Array,
  options: ResumeOptions = {},
): Training {
  const saved = decodeCheckpoint(checkpoint);
  const agent = agentFromJson(saved.agent);
  const plan = planTraining(agent, describe(saved.environment), {
    ...options,
    seed: saved.seed,
  });
  return new TrainingRun({ ...plan, saved });
}

function planTraining(
  agent: Agent,
  env: EnvironmentLike,
  options: ResumeOptions & { readonly seed: number },
): TrainingPlan {
  const { steps, updates, seed, signal } = options;
  const action = `train a ${agent.kind} agent`;
  if (steps !== undefined) requirePositiveInteger(steps, action, "steps");
  if (updates !== undefined) requirePositiveInteger(updates, action, "updates");
  requireCompute(action, options);
  const task = discreteTask(action, describe(env));
  const outputs = networkOutputs(agent, task);
  const { network } = agent;
  const model = buildNetwork(action, network, task.observationShape, outputs);
  const budget = steps === undefined && updates === undefined
    ? usualBudget(agent)
    : {
      ...(steps === undefined ? {} : { steps }),
      ...(updates === undefined ? {} : { updates }),
    };
  return {
    agent,
    model,
    task,
    seed,
    budget,
    compute: options,
    ...(signal === undefined ? {} : { signal }),
  };
}

/** Refuses the checkpoint of another agent, environment or seed. */
function requireSameRun(
  { agent, model, task }: TrainingPlan,
  saved: Checkpoint,
  seed: number | undefined,
): void {
  const pairs = [
    ["agent", agentToJson(agent, model), saved.agent],
    ["environment", environmentToJson(task.description), saved.environment],
    ["seed", seed ?? saved.seed, saved.seed],
  ] as const;
  for (const [what, wanted, found] of pairs) {
    if (stringifyExact(wanted) === stringifyExact(found)) continue;
    const wish = `the checkpoint must be of the same ${what}`;
    const fact = stringifyExact(found);
    throw new RangeError(cannot("continue training", wish, fact, what));
  }
}
