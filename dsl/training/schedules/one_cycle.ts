import {
  requireInteger,
  requireOneOf,
  requireWithin,
} from "../../../core/errors.ts";

/** A learning rate that rises and then falls far below where it began, described as plain data. */
export interface OneCycle {
  /** Tag of this schedule. */
  readonly kind: "oneCycle";
  /** The highest learning rate. */
  readonly highest: number;
  /** Steps of the whole training. */
  readonly totalSteps: number;
  /** Part of the steps in which it rises. */
  readonly warmup: number;
  /** How many times lower it begins. */
  readonly divideBy: number;
  /** How many times lower than it began it ends. */
  readonly finalDivideBy: number;
  /** Along which curve it rises and falls. */
  readonly curve: "cosine" | "linear";
}

/** Options for {@linkcode oneCycle}. */
export interface OneCycleOptions {
  /** Part of the steps in which the learning rate rises; within (0, 1). @default {0.3} */
  warmup?: number;
  /** How many times lower than `highest` it begins; at least 1. @default {25} */
  divideBy?: number;
  /** How many times lower than it began it ends; at least 1. @default {10000} */
  finalDivideBy?: number;
  /** Along which curve it rises and falls. @default {"cosine"} */
  curve?: "cosine" | "linear";
}

/**
 * Describes a learning rate that rises from `highest / divideBy` to `highest`, then falls to
 * `highest / divideBy / finalDivideBy` at the last step, and stays there.
 *
 * Smith and Topin, *Super-Convergence* (2018), with the two phases of PyTorch's `OneCycleLR`.
 *
 * @param highest The highest learning rate; above 0.
 * @param totalSteps Steps of the whole training; at least 2.
 * @param options How long it rises, how low it begins and ends, and the curve.
 * @returns A frozen description.
 */
export function oneCycle(
  highest: number,
  totalSteps: number,
  options: OneCycleOptions = {},
): OneCycle {
  const { warmup = 0.3, divideBy = 25, finalDivideBy = 1e4 } = options;
  const { curve = "cosine" } = options;
  const action = "describe a one-cycle rate";
  const positive = { min: 0, minExclusive: true };
  requireWithin(highest, action, "highest", positive);
  requireInteger(totalSteps, action, "totalSteps", { min: 2 });
  const part = { min: 1 / totalSteps, max: 1, maxExclusive: true };
  requireWithin(warmup, action, "warmup", part);
  requireWithin(divideBy, action, "divideBy", { min: 1 });
  requireWithin(finalDivideBy, action, "finalDivideBy", { min: 1 });
  requireOneOf(curve, action, "curve", ["cosine", "linear"]);
  return Object.freeze({
    kind: "oneCycle",
    highest,
    totalSteps,
    warmup,
    divideBy,
    finalDivideBy,
    curve,
  });
}
