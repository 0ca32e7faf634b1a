import {
  scaleByAdagrad,
  type ScaleByAdagradOptions,
} from "../rules/scale_by_adagrad.ts";
import { scaleByLearningRate } from "../rules/scale_by_learning_rate.ts";
import { chain, type Optimizer, type OptimizerOptions } from "./optimizer.ts";
import { prepareGradients } from "./_prepare_gradients.ts";

/** Options for {@linkcode adagrad}. */
export type AdagradOptions = OptimizerOptions & ScaleByAdagradOptions;

/**
 * Describes AdaGrad: s ← s + g², θ ← θ − ηg / (√s + ε). Its learning rate is 0.01 unless given, as in PyTorch.
 *
 * Keras's: `adagrad({ learningRate: 0.001, initial: 0.1, epsilon: 0, epsilonRoot: 1e-7 })`.
 * Duchi, Hazan and Singer (2011); *Hands-On Machine Learning*, equation 11-6.
 *
 * @param options Learning rate, epsilon, first sum, weight decay and clipping.
 * @returns A frozen description.
 */
export function adagrad(options: AdagradOptions = {}): Optimizer {
  return chain(
    ...prepareGradients(options),
    scaleByAdagrad(options),
    scaleByLearningRate(options.learningRate ?? 0.01),
  );
}
