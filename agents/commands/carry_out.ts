import type { EnvironmentDescription } from "../../envs/description.ts";
import type { AgentKind } from "../agent.ts";
import { evaluate, type Evaluation } from "../evaluate.ts";
import type { Training } from "../training.ts";
import { type CommandContext, DONE, FAILED } from "./command_context.ts";
import { describeError } from "./describe_error.ts";
import {
  describeEnd,
  describeInterruption,
  describeSafety,
} from "./describe_end.ts";
import type { RunFolder } from "./run_folder.ts";
import { RunLog } from "./run_log.ts";
import { checkSolved, DECIDING_GAMES, gameSeed, isCheckDue } from "./solved.ts";
import type { RunSettings } from "./train_request.ts";

/** A run that is ready to begin or to go on. */
export interface Run {
  /** The training. */
  readonly training: Training;
  /** Which agent it is of. */
  readonly kind: AgentKind;
  /** What is learned. */
  readonly env: EnvironmentDescription;
  /** Where all randomness comes from. */
  readonly seed: number;
  /** How it is carried out. */
  readonly settings: RunSettings;
  /** Where its files stand. */
  readonly folder: RunFolder;
  /** Seconds between checkpoints. */
  readonly saveEvery: number;
}

/** How a run ended. */
export type RunEnd =
  /** All was done; how good the agent is now. */
  | {
    readonly kind: "done";
    readonly greedy: Evaluation;
    readonly exploring?: Evaluation;
    readonly solved: boolean;
  }
  /** The user stopped it. */
  | { readonly kind: "interrupted" };

/**
 * Trains, shows and keeps what happens, saves checkpoints, and says how it went.
 *
 * @param run The run.
 * @param context The world around it.
 * @returns The exit code.
 */
export async function carryOut(
  run: Run,
  context: CommandContext,
): Promise<number> {
  const begun = context.now();
  const saver = new Saver(run, context);
  try {
    const end = await trainToEnd(run, context, saver);
    const seconds = (context.now() - begun) / 1000;
    if (end.kind === "interrupted") {
      context.out.write(describeInterruption(run));
      return Number(context.interrupted.reason);
    }
    context.out.write(describeEnd(run, end, seconds));
    return end.solved || !run.settings.untilSolved ? DONE : FAILED;
  } catch (error) {
    context.err.write(describeError(error) + describeSafety(run, saver.step));
    return FAILED;
  }
}

async function trainToEnd(
  run: Run,
  context: CommandContext,
  saver: Saver,
): Promise<RunEnd> {
  const { training, kind, env, seed, settings } = run;
  const { policy, exploringPolicy } = training;
  using log = openLog(run, context);
  // Looks, where it is time to, how good the agent has become.
  const decide = async (): Promise<RunEnd | undefined> => {
    const { progress } = training;
    if (!settings.untilSolved || !isCheckDue(kind, progress)) return;
    const check = await checkSolved(policy, { env, seed, progress });
    const { evaluation: greedy, solved } = check;
    log.evaluate("evaluation", progress, greedy);
    if (solved) return { kind: "done", greedy, solved };
  };
  if (training.progress.steps === 0) await saver.save(log);
  // What was solved when it was saved is solved still.
  let end = await decide();
  if (!end) {
    for await (const event of training) {
      log.train(event);
      end = await decide();
      if (end) break;
      if (context.interrupted.aborted) {
        end = { kind: "interrupted" };
        break;
      }
      if (saver.isDue()) await saver.save(log);
    }
  }
  if (!end) {
    const { progress } = training;
    const games = {
      episodes: DECIDING_GAMES,
      seed: gameSeed({ seed, progress }, "final"),
    };
    const greedy = await evaluate(policy, env, games);
    const exploring = await evaluate(exploringPolicy, env, games);
    log.evaluate("evaluation", progress, greedy);
    log.evaluate("exploring", progress, exploring);
    const solved = greedy.mean >= (env.rewardThreshold ?? Infinity);
    end = { kind: "done", greedy, exploring, solved };
  }
  await saver.save(log);
  return end;
}

function openLog(run: Run, { out, now }: CommandContext): RunLog {
  const { training, kind, env, seed, settings, folder } = run;
  return new RunLog({
    folder,
    title: `${kind} on ${env.id}, seed ${seed}`,
    threshold: env.rewardThreshold,
    budget: settings.budget,
    progress: training.progress,
    out,
    now,
  });
}

/** Saves checkpoints, now and then. */
class Saver {
  readonly #run: Run;
  readonly #context: CommandContext;
  #savedAt: number;
  #step: number | undefined;

  constructor(run: Run, context: CommandContext) {
    this.#run = run;
    this.#context = context;
    this.#savedAt = context.now();
    const { steps } = run.training.progress;
    this.#step = steps === 0 ? undefined : steps;
  }

  /** The step of the last checkpoint, if there is one. */
  get step(): number | undefined {
    return this.#step;
  }

  /** Whether the last checkpoint is old enough. */
  isDue(): boolean {
    const passed = this.#context.now() - this.#savedAt;
    return passed >= 1000 * this.#run.saveEvery;
  }

  /** Saves everything; the events first, so that a checkpoint never knows more than they. */
  async save(log: RunLog): Promise<void> {
    const { training, folder } = this.#run;
    const { steps } = training.progress;
    const bytes = await training.checkpoint();
    log.flush();
    await this.#context.writeFile(folder.checkpoint, bytes);
    this.#step = steps;
    const curve = new TextEncoder().encode(log.curve());
    await this.#context.writeFile(folder.curve, curve);
    this.#savedAt = this.#context.now();
  }
}
