import { train } from "../train.ts";
import type { Run } from "./carry_out.ts";
import type { CommandContext } from "./command_context.ts";
import { formatMetric } from "../../core/progress.ts";
import { formatRunConfig } from "./run_config.ts";
import { createRunFolder } from "./run_folder.ts";
import type { TrainRequest } from "./train_request.ts";
import { checking } from "./usage_error.ts";

/**
 * Makes a run ready to begin: checks it, opens the backend, makes the folder.
 *
 * @throws {UsageError} If agent and environment do not suit each other, or the folder is full.
 * @throws {Error} If the backend is not there, or the folder cannot be written to.
 */
export async function beginRun(
  request: Extract<TrainRequest, { kind: "begin" }>,
  context: CommandContext,
): Promise<Run> {
  const { agent, env, seed, settings, place, saveEvery } = request;
  const { budget, compute } = settings;
  const training = checking(() =>
    train(agent, env, { ...budget, ...compute, seed })
  );
  try {
    const chosen = await training.backend();
    const folder = checking(() => createRunFolder(place, context.runs));
    const environment = { id: env.id, options: env.options };
    const config = { agent, environment, seed, settings };
    const text = new TextEncoder().encode(formatRunConfig(config));
    await context.writeFile(folder.config, text);
    const run = {
      training,
      kind: agent.kind,
      env,
      seed,
      settings,
      folder,
      saveEvery,
    };
    announce(run, chosen.reason, context);
    return run;
  } catch (error) {
    await training[Symbol.asyncDispose]();
    throw error;
  }
}

/** Says what is going to happen, and on what. */
export function announce(
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
