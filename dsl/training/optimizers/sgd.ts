import { cannot } from "../../../core/errors.ts";
import { scaleByLearningRate } from "../rules/scale_by_learning_rate.ts";
import { trace, type TraceOptions } from "../rules/trace.ts";
import { chain, type Optimizer, type OptimizerOptions } from "./optimizer.ts";
import { prepareGradients } from "./_prepare_gradients.ts";

/** Options for {@linkcode sgd}: those of {@linkcode trace}, but no momentum unless it is given. */
export type SgdOptions = OptimizerOptions & TraceOptions;

/** Options for {@linkcode momentum} and {@linkcode nesterov}. */
export interface MomentumOptions extends OptimizerOptions {
  /** What is left of the velocity at each update; within [0, 1]. @default {0.9} */
  momentum?: number;
}

/**
 * Describes gradient descent: θ ← θ − η∇J(θ). Its learning rate is 0.01 unless given, as in Keras.
 *
 * With `momentum`, `dampening` or `nesterov` it is PyTorch's `SGD`; see {@linkcode trace}.
 *
 * @param options Learning rate, momentum, weight decay and clipping.
 * @returns A frozen description.
 * @throws {RangeError} If a number lies outside its range, or `nesterov` has no momentum.
 *
 * @example Two rules
 * ```ts
 * import { sgd } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const { rules } = sgd({ learningRate: 0.1, momentum: 0.9 });
 * assertEquals(rules.map(({ kind }) => kind), ["trace", "scaleByLearningRate"]);
 * ```
 */
export function sgd(options: SgdOptions = {}): Optimizer {
  const { learningRate = 0.01, momentum = 0, dampening, nesterov } = options;
  if (nesterov && momentum === 0) {
    const wish = "looking ahead takes a momentum above 0";
    throw new RangeError(cannot("describe sgd", wish, momentum, "momentum"));
  }
  const memory = trace({
    momentum,
    ...(dampening === undefined ? {} : { dampening }),
    ...(nesterov === undefined ? {} : { nesterov }),
  });
  return chain(
    ...prepareGradients(options),
    ...(momentum === 0 ? [] : [memory]),
    scaleByLearningRate(learningRate),
  );
}

/**
 * Describes momentum optimization: v ← βv + ∇J(θ), θ ← θ − ηv. Its learning rate is 0.01 unless given.
 *
 * *Hands-On Machine Learning*, equation 11-4, with η outside v, as in TensorFlow and PyTorch.
 *
 * @param options Learning rate, momentum β, weight decay and clipping.
 * @returns A frozen description.
 */
export function momentum(options: MomentumOptions = {}): Optimizer {
  return sgd({ momentum: 0.9, ...options });
}

/**
 * Describes Nesterov's accelerated gradient: v ← βv + ∇J(θ), θ ← θ − η(∇J(θ) + βv). Its learning rate is 0.01 unless given.
 *
 * *Hands-On Machine Learning*, equation 11-5, in the form that takes the gradient at the point ahead, θ − ηβv.
 *
 * @param options Learning rate, momentum β, weight decay and clipping.
 * @returns A frozen description.
 */
export function nesterov(options: MomentumOptions = {}): Optimizer {
  return sgd({ momentum: 0.9, ...options, nesterov: true });
}
