import {
  type JsonLines,
  jsonLines,
  readJsonLines,
} from "../../core/json_lines.ts";
import type { ProgressEvent, ProgressReader } from "../../core/progress.ts";
import { progressBar } from "../../core/progress_bar.ts";
import { progressLines } from "../../core/progress_lines.ts";
import {
  type CurvePoint,
  learningCurveSvg,
} from "../../charts/learning_curve.ts";
import type { Evaluation } from "../evaluate.ts";
import type { TrainingProgress } from "../learner.ts";
import type { TrainingEvent } from "../training.ts";
import type { Output } from "./command_context.ts";
import type { RunFolder } from "./run_folder.ts";
import type { RunSettings } from "./train_request.ts";

/** What a log is made of. */
export interface RunLogParts {
  /** Where the files of the run stand. */
  readonly folder: RunFolder;
  /** Stands above the curve. */
  readonly title: string;
  /** From which return on the environment counts as solved. */
  readonly threshold: number | null;
  /** Where the run stops. */
  readonly budget: RunSettings["budget"];
  /** How far the run has come; later events in the file are dropped. */
  readonly progress: TrainingProgress;
  /** Where progress is shown. */
  readonly out: Output;
  /** The time now, in milliseconds. */
  readonly now: () => number;
}

/** What happens in a run, on the screen, in its `events.jsonl`, and as its curve. */
export class RunLog implements Disposable {
  readonly #parts: RunLogParts;
  readonly #file: JsonLines;
  readonly #screen: ProgressReader;
  readonly #returns: CurvePoint[] = [];
  readonly #evaluations: CurvePoint[] = [];

  /** Opens the file, cut back to where the run stands, and the screen. */
  constructor(parts: RunLogParts) {
    const { folder, progress: { steps }, out, now } = parts;
    this.#parts = parts;
    // Evaluations at the very end are made again.
    this.#file = jsonLines(folder.events, {
      keep: ({ kind, step }) =>
        step < steps || (step === steps && kind === "training"),
    });
    for (const event of readJsonLines(folder.events)) this.#remember(event);
    this.#screen = out.isTerminal
      ? progressBar({
        write: (text) => out.write(text),
        now,
        width: () => out.columns(),
      })
      : progressLines({ write: (text) => out.write(text), now });
  }

  /** Takes a round of training. */
  train({ kind, step, metrics }: TrainingEvent): void {
    this.#keep({ kind, step, metrics });
    this.#show({ kind, step, metrics }, metrics.updates!);
  }

  /** Takes an evaluation of the agent as it was then. */
  evaluate(
    kind: string,
    { steps: step, updates }: TrainingProgress,
    { mean, std, min, max, returns }: Evaluation,
  ): void {
    const games = returns.length;
    this.#keep({ kind, step, metrics: { mean, std, min, max, games } });
    this.#show({ kind, step, metrics: { [kind]: mean } }, updates);
  }

  /** The learning curve so far, as SVG. */
  curve(): string {
    const { title, threshold } = this.#parts;
    return learningCurveSvg({
      title,
      points: this.#returns,
      evaluations: this.#evaluations,
      ...(threshold === null ? {} : { threshold }),
      yLabel: "mean return",
    });
  }

  /** Waits until all events are on the disk. */
  flush(): void {
    this.#file.flush();
  }

  /** Ends what is drawn on the screen. */
  [Symbol.dispose](): void {
    this.#screen.close();
    this.#file.close();
  }

  #keep(event: ProgressEvent): void {
    this.#file.read(event);
    this.#remember(event);
  }

  #remember({ kind, step: x, metrics }: ProgressEvent): void {
    if (kind === "evaluation") {
      this.#evaluations.push({ x, y: metrics.mean! });
    } else if (metrics.return !== undefined) {
      this.#returns.push({ x, y: metrics.return });
    }
  }

  /** Shows how much of the budget is used up: of steps, or else of updates. */
  #show({ kind, step, metrics }: ProgressEvent, updates: number): void {
    const { budget } = this.#parts;
    const { episodes: _, updates: __, ...shown } = metrics;
    this.#screen.read(
      budget.steps === undefined
        ? {
          kind,
          step: updates,
          total: budget.updates!,
          metrics: { steps: step, ...shown },
        }
        : { kind, step, total: budget.steps, metrics: shown },
    );
  }
}
