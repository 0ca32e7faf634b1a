import type { Run } from "./carry_out.ts";
import { carryOut } from "./carry_out.ts";
import { beginRun } from "./begin_run.ts";
import {
  type CommandContext,
  DONE,
  FAILED,
  MISUSED,
} from "./command_context.ts";
import { describeError } from "./describe_error.ts";
import { helpText } from "./help_text.ts";
import { resumeRun } from "./resume_run.ts";
import { readTrainRequest, type TrainRequest } from "./train_request.ts";
import { checking, UsageError } from "./usage_error.ts";

/**
 * `deno task train`: trains an agent, and leaves a folder with all that came of it.
 *
 * @param args The words after the command.
 * @param context The world around it.
 * @returns The exit code: 0; or 1 if it failed, 2 if the command was not
 * understood, and that of the signal if it was interrupted.
 */
export async function trainCommand(
  args: readonly string[],
  context: CommandContext,
): Promise<number> {
  let run: Run;
  try {
    const request = checking(() => readTrainRequest(args));
    if (request.kind === "help") {
      context.out.write(helpText(request.agent));
      return DONE;
    }
    run = await prepareRun(request, context);
  } catch (error) {
    context.err.write(describeError(error));
    return error instanceof UsageError ? MISUSED : FAILED;
  }
  await using _training = run.training;
  return await carryOut(run, context);
}

function prepareRun(
  request: Exclude<TrainRequest, { kind: "help" }>,
  context: CommandContext,
): Promise<Run> {
  return request.kind === "begin"
    ? beginRun(request, context)
    : resumeRun(request, context);
}
