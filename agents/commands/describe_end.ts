import { formatDuration, formatMetric } from "../../core/progress.ts";
import type { Evaluation } from "../evaluate.ts";
import type { Run, RunEnd } from "./carry_out.ts";
import type { RunFolder } from "./run_folder.ts";

/** What is said when a run is over. */
export function describeEnd(
  run: Run,
  end: Extract<RunEnd, { kind: "done" }>,
  seconds: number,
): string {
  const { training, env, folder, settings } = run;
  const { steps, updates, episodes } = training.progress;
  const { greedy, exploring, solved } = end;
  const goal = env.rewardThreshold;
  const verdict = goal === null
    ? "Done"
    : solved
    ? "Solved"
    : settings.untilSolved
    ? "Not solved: the budget ran out"
    : "Done";
  const needed = goal === null || solved
    ? ""
    : `A mean of ${formatMetric(goal)} solves ${env.id}.\n`;
  return [
    `${verdict} after ${count(updates, "update")}, ${
      count(episodes, "game")
    }, `,
    `${count(steps, "step")}, ${describeDuration(seconds)}.\n`,
    describeEvaluation("greedy", greedy),
    exploring ? describeEvaluation("as in training", exploring) : "",
    needed,
    `Everything is in ${folder.path}. Watch it play: deno task play ${folder.path}\n`,
    needed && settings.untilSolved ? describeContinuation(folder) : "",
  ].join("");
}

/** `greedy: mean 497.5 ± 12 (min 391, max 500) over 100 games`. */
export function describeEvaluation(
  how: string,
  { mean, std, min, max, returns }: Evaluation,
): string {
  const [m, s, low, high] = [mean, std, min, max].map(formatMetric);
  return `${how}: mean return ${m} ± ${s} (min ${low}, max ${high}) over ${
    count(returns.length, "game")
  }\n`;
}

/** What is said when the user stopped a run. */
export function describeInterruption({ training, folder }: Run): string {
  const { steps } = training.progress;
  return `Stopped at step ${steps.toLocaleString("en-US")}. ${
    describeContinuation(folder)
  }`;
}

/** What is said of what is saved, when something went wrong. */
export function describeSafety(
  { folder }: Run,
  step: number | undefined,
): string {
  return step === undefined
    ? ""
    : `The last good checkpoint is ${folder.checkpoint}, of step ${
      step.toLocaleString("en-US")
    }.\n`;
}

function describeContinuation({ path }: RunFolder): string {
  return `Continue with: deno task train --resume ${path}\n`;
}

/** `1.3 seconds`, `12:34 minutes`, `1:02:03 hours`. */
function describeDuration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} seconds`;
  return `${formatDuration(seconds)} ${seconds < 3600 ? "minutes" : "hours"}`;
}

function count(n: number, what: string): string {
  return `${n.toLocaleString("en-US")} ${what}${n === 1 ? "" : "s"}`;
}
