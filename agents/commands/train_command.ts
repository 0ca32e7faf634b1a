import { cannot, quote } from "../../core/errors.ts";
import { readFileChecked } from "../../core/files.ts";
import type { EnvironmentDescription } from "../../envs/description.ts";
import { describe } from "../../envs/describe.ts";
import type { Agent } from "../agent.ts";
import { agentFromJson } from "../agent_json.ts";
import { train } from "../train.ts";
import { carryOut, type Run } from "./carry_out.ts";
import {
  type CommandContext,
  FAILED,
  MISUSED,
} from "./command_context.ts";
import { describeError } from "./describe_error.ts";
import { helpText } from "./help_text.ts";
import { resumeRun } from "./resume_run.ts";
import { formatRunConfig } from "./run_config.ts";
import { createRunFolder } from "./run_folder.ts";
import { readTrainRequest, type TrainRequest } from "./train_request.ts";

/**
 * `deno task train`: trains an agent, and leaves a folder with all that came of it.
 *
 * @param args The words after the command.
 * @param context The world around it.
 * @returns The exit code: 0, or 1 if it failed, or 2 if the command was not
 * understood, or 130 if it was interrupted.
 */
export async function trainCommand(
  args: readonly string[],
  context: CommandContext,
): Promise<number> {
  let request: TrainRequest;
  let run: Run;
  try {
    request = readTrainRequest(args);
    if (request.kind === "help") {
      context.out.write(helpText(request.agent));
      return DONE;
    }
    run = ...
  } catch (error) {
    context.err.write(describeError(error));
    return MISUSED;
  }
}
