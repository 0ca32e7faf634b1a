import { cannot } from "../../../core/errors.ts";
import type { UpdateRule } from "../rules/update_rule.ts";
import type { Schedule } from "../schedules/schedule.ts";

/** How gradients change parameters: rules, one after the other; described as plain data. */
export interface Optimizer {
  /** Tag of optimizers. */
  readonly kind: "optimizer";
  /** The first takes the gradients; what the last answers is added to the parameters. */
  readonly rules: readonly UpdateRule[];
}

/** Options of every optimizer that has a name. */
export interface OptimizerOptions {
  /** The learning rate, or a schedule; the default stands with each optimizer. */
  learningRate?: number | Schedule;
  /** The part of each parameter that is added to its gradient: an ℓ₂ penalty of half as much. @default {0} */
  weightDecay?: number;
  /** Cuts every element of the gradients to [−clipValue, clipValue]. @default no clipping */
  clipValue?: number;
  /** Shortens the gradient of each parameter to this length. @default no clipping */
  clipNorm?: number;
  /** Shortens the gradients of all parameters together to this length. @default no clipping */
  clipGlobalNorm?: number;
}

/**
 * Composes an optimizer of rules, or of other optimizers.
 *
 * @param parts The first takes the gradients, each other one what the one before
 * answers; what the last answers is added to the parameters. So one of them should be
 * {@linkcode scaleByLearningRate}, which turns downhill.
 * @returns A frozen description.
 * @throws {TypeError} If there is no part.
 *
 * @example Adam with shortened gradients
 * ```ts
 * import { chain, clipByGlobalNorm, scaleByAdam, scaleByLearningRate } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const optimizer = chain(clipByGlobalNorm(1), scaleByAdam(), scaleByLearningRate(0.001));
 * assertEquals(optimizer.rules.length, 3);
 * ```
 */
export function chain(
  ...parts: readonly (UpdateRule | Optimizer)[]
): Optimizer {
  const rules = parts.flatMap((part): readonly UpdateRule[] =>
    part.kind === "optimizer" ? part.rules : [part]
  );
  if (rules.length === 0) {
    throw new TypeError(
      cannot("compose an optimizer", "it needs a rule", 0, "number of rules"),
    );
  }
  return Object.freeze({ kind: "optimizer", rules: Object.freeze(rules) });
}
