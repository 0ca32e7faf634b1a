import { formatMetric } from "../../core/progress.ts";
import type { Run } from "./carry_out.ts";
import type { CommandContext } from "./command_context.ts";
import { formatRunConfig, type RunConfig } from "./run_config.ts";
import type { RunFolder } from "./run_folder.ts";

/** A run that needs a folder. */
export interface RunStart extends Omit<Run, "folder"> {
  /** What its `config.json` will say. */
  readonly config: RunConfig;
  /** Gives it its folder, once its backend is open. */
  readonly takeFolder: () => RunFolder;
}

/**
 * Opens a run's backend, writes its `config.json`, and says what is going to happen.
 *
 * @throws {Error} If the backend is not there, or the folder cannot be written to.
 */
export async function startRun(
  { config, takeFolder, ...parts }: RunStart,
  context: CommandContext,
): Promise<Run> {
  const { training } = parts;
  try {
    const { reason } = await training.backend();
    const run = { ...parts, folder: takeFolder() };
    const text = new TextEncoder().encode(formatRunConfig(config));
    await context.writeFile(run.folder.config, text);
    announce(run, reason, context);
    return run;
  } catch (error) {
    await training[Symbol.asyncDispose]();
    throw error;
  }
}

/** Says what is going to happen, and on what. */
function announce(
  { kind, env, seed, settings, folder, training }: Run,
  reason: string,
  { out }: CommandContext,
): void {
  const { budget: { steps, updates }, untilSolved } = settings;
  const { steps: done } = training.progress;
  const limits = [
    ...(steps === undefined ? [] : [`${steps.toLocaleString("en-US")} steps`]),
    ...(updates === undefined
      ? []
      : [`${updates.toLocaleString("en-US")} updates`]),
  ].join(" or ");
  const goal = untilSolved
    ? `until solved (mean return ≥ ${
      formatMetric(env.rewardThreshold!)
    } over 100 games), at most ${limits}`
    : limits;
  const from = done === 0 ? "" : `, from step ${done.toLocaleString("en-US")}`;
  out.write(`${kind} on ${env.id}, seed ${seed}: ${goal}${from}\n`);
  out.write(`running on ${reason}\n`);
  out.write(`writing to ${folder.path}\n`);
}
