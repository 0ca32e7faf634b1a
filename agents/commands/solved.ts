import { RandomStream } from "../../core/random.ts";
import type { EnvironmentDescription } from "../../envs/description.ts";
import type { Policy } from "../actor.ts";
import type { AgentKind } from "../agent.ts";
import { evaluate, type Evaluation } from "../evaluate.ts";
import type { TrainingProgress } from "../learner.ts";

/** How many games decide whether an environment is solved. */
export const DECIDING_GAMES = 100;

/** How many games say whether it is worth while to play those. */
const CHEAP_GAMES = 10;

const EVERY_UPDATES = 5;
const EVERY_STEPS = 1024;

const DUE: {
  readonly [K in AgentKind]: (progress: TrainingProgress) => boolean;
} = {
  reinforce: ({ updates }) => updates > 0 && updates % EVERY_UPDATES === 0,
  dqn: ({ steps, updates }) => updates > 0 && steps % EVERY_STEPS === 0,
};

/** Whether it is time to see how good an agent has become; so that it does not depend on a clock, only on progress. */
export function isCheckDue(
  kind: AgentKind,
  progress: TrainingProgress,
): boolean {
  return DUE[kind](progress);
}

/** What to play, and how it is decided. */
export interface CheckParts {
  /** The environment; its threshold decides. */
  readonly env: EnvironmentDescription;
  /** The seed of the run. */
  readonly seed: number;
  /** How far the run has come. */
  readonly progress: TrainingProgress;
}

/**
 * Sees how good a policy is: a few games, and the deciding ones if those were good enough.
 *
 * The games' chance comes from the run's seed and its progress, apart from what training draws.
 *
 * @param policy Who plays.
 * @param parts What is played.
 * @returns How the games went, and whether the environment is solved.
 */
export async function checkSolved(
  policy: Policy,
  parts: CheckParts,
): Promise<{ readonly evaluation: Evaluation; readonly solved: boolean }> {
  const threshold = parts.env.rewardThreshold!;
  const play = (name: string, episodes: number) =>
    evaluate(policy, parts.env, { episodes, seed: gameSeed(parts, name) });
  const cheap = await play("check", CHEAP_GAMES);
  if (cheap.mean < threshold) return { evaluation: cheap, solved: false };
  const evaluation = await play("decide", DECIDING_GAMES);
  return { evaluation, solved: evaluation.mean >= threshold };
}

/** A seed for games of some purpose, at some point of a run. */
export function gameSeed(
  { seed, progress }: Pick<CheckParts, "seed" | "progress">,
  purpose: string,
): number {
  return RandomStream.from(seed).split("evaluation").split(progress.steps)
    .split(purpose).seed();
}
