import { environmentToJson } from "../environment_json.ts";
import { train } from "../train.ts";
import type { Run } from "./carry_out.ts";
import type { CommandContext } from "./command_context.ts";
import { createRunFolder } from "./run_folder.ts";
import { startRun } from "./start_run.ts";
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
  const environment = environmentToJson(env);
  return await startRun({
    training,
    kind: agent.kind,
    env,
    seed,
    settings,
    saveEvery,
    config: { agent, environment, seed, settings },
    takeFolder: () => checking(() => createRunFolder(place, context.runs)),
  }, context);
}
