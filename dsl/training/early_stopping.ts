import {
  requireInteger,
  requireOneOf,
  requireWithin,
} from "../../core/errors.ts";

/** When to stop training before its last epoch, described as plain data. */
export interface EarlyStopping {
  /** Tag of early stopping. */
  readonly kind: "earlyStopping";
  /** What is watched; the loss on the validation data if there are any, else on the training data, where it is left out. */
  readonly monitor?: string;
  /** Epochs without a better value after which training stops. */
  readonly patience: number;
  /** How much better a value must be. */
  readonly minDelta: number;
  /** Which values are better; for accuracies the larger, else the smaller, where it is left out. */
  readonly mode?: "min" | "max";
  /** Whether the weights of the best epoch are taken at the end. */
  readonly restoreBest: boolean;
}

/** Options for {@linkcode earlyStopping}. */
export interface EarlyStoppingOptions {
  /** What to watch: `loss`, `validation/accuracy`, …. @default {"validation/loss"}, or `loss` without validation data */
  monitor?: string;
  /** Epochs without a better value after which training stops. @default {10} */
  patience?: number;
  /** How much better than the best before a value must be to count. @default {0} */
  minDelta?: number;
  /** Whether smaller or larger values are better. @default {"max"} for accuracies, else `min` */
  mode?: "min" | "max";
  /** Whether to take the weights of the best epoch at the end, whatever ended the training. @default {true} */
  restoreBest?: boolean;
}

/**
 * Describes when to stop training before its last epoch.
 *
 * *Hands-On Machine Learning*, chapter 11, early stopping.
 *
 * @param options What to watch, and for how long.
 * @returns A frozen description.
 *
 * @example Stop after three epochs that did not help
 * ```ts
 * import { earlyStopping } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(earlyStopping({ patience: 3 }).restoreBest, true);
 * ```
 */
export function earlyStopping(
  options: EarlyStoppingOptions = {},
): EarlyStopping {
  const { monitor, patience = 10, minDelta = 0, mode } = options;
  const action = "describe early stopping";
  requireInteger(patience, action, "patience", { min: 0 });
  requireWithin(minDelta, action, "minDelta", { min: 0 });
  if (mode !== undefined) requireOneOf(mode, action, "mode", ["min", "max"]);
  return Object.freeze({
    kind: "earlyStopping",
    ...(monitor === undefined ? {} : { monitor }),
    patience,
    minDelta,
    ...(mode === undefined ? {} : { mode }),
    restoreBest: options.restoreBest ?? true,
  });
}

/** What an epoch's value means: the best so far, worth waiting, or the end. */
export type Verdict = "best" | "wait" | "stop";

/** Watches one value from epoch to epoch. */
export class StoppingWatch {
  readonly #patience: number;
  readonly #minDelta: number;
  readonly #sign: number;
  #best: number | undefined;
  #waited = 0;

  /**
   * Begins to watch.
   *
   * @param stopping How long to wait, and for how much.
   * @param monitor What is watched; it decides which values are better, unless `stopping` does.
   */
  constructor(stopping: EarlyStopping, monitor: string) {
    this.#patience = stopping.patience;
    this.#minDelta = stopping.minDelta;
    const mode = stopping.mode ??
      (monitor.endsWith("accuracy") ? "max" : "min");
    this.#sign = mode === "max" ? -1 : 1;
  }

  /** Takes the value of the next epoch; NaN is never better. */
  see(value: number): Verdict {
    const signed = this.#sign * value;
    const wanted = this.#best === undefined
      ? Infinity
      : this.#best - this.#minDelta;
    if (signed < wanted) {
      this.#best = signed;
      this.#waited = 0;
      return "best";
    }
    this.#waited++;
    return this.#waited >= this.#patience ? "stop" : "wait";
  }
}
