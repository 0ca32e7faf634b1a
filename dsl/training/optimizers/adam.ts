import {
  scaleByAdam,
  type ScaleByAdamOptions,
} from "../rules/scale_by_adam.ts";
import { scaleByLearningRate } from "../rules/scale_by_learning_rate.ts";
import { chain, type Optimizer, type OptimizerOptions } from "./optimizer.ts";
import { decayWeights, prepareGradients } from "./_prepare_gradients.ts";

/** Options for {@linkcode adam}. */
export type AdamOptions = OptimizerOptions & ScaleByAdamOptions;

/** Options for {@linkcode adamw}; its `weightDecay` is 0.01 unless given, and bypasses the scaling. */
export type AdamwOptions = AdamOptions;

/**
 * Describes Adam: θ ← θ − ηm̂ / (√ŝ + ε), m̂ and ŝ the moving averages of g and g². Its learning rate is 0.001 unless given.
 *
 * Defaults are the paper's and PyTorch's; `epsilonHat: true` is the form of TensorFlow and Keras.
 * Kingma and Ba (2015); *Hands-On Machine Learning*, equation 11-8.
 *
 * @param options Learning rate, memories, epsilon, variants, weight decay and clipping.
 * @returns A frozen description.
 *
 * @example A falling learning rate and shortened gradients
 * ```ts
 * import { adam, cosineDecay } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const { rules } = adam({ learningRate: cosineDecay(0.01, 1000), clipGlobalNorm: 1 });
 * assertEquals(rules.map(({ kind }) => kind), ["clipByGlobalNorm", "scaleByAdam", "scaleByLearningRate"]);
 * ```
 */
export function adam(options: AdamOptions = {}): Optimizer {
  return chain(
    ...prepareGradients(options),
    scaleByAdam(options),
    scaleByLearningRate(options.learningRate ?? 0.001),
  );
}

/**
 * Describes Adam with decoupled weight decay: θ ← θ − η(m̂ / (√ŝ + ε) + decay · θ). Its learning rate is 0.001 unless given.
 *
 * Loshchilov and Hutter, *Decoupled Weight Decay Regularization* (2019), in PyTorch's form.
 *
 * @param options Learning rate, memories, epsilon, variants, weight decay and clipping.
 * @returns A frozen description.
 */
export function adamw(options: AdamwOptions = {}): Optimizer {
  const { weightDecay = 0.01, learningRate = 0.001 } = options;
  return chain(
    ...prepareGradients({ ...options, weightDecay: 0 }),
    scaleByAdam(options),
    ...decayWeights(weightDecay),
    scaleByLearningRate(learningRate),
  );
}
