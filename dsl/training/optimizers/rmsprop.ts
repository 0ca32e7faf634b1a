import { scaleByLearningRate } from "../rules/scale_by_learning_rate.ts";
import { scaleByRms, type ScaleByRmsOptions } from "../rules/scale_by_rms.ts";
import { trace } from "../rules/trace.ts";
import { chain, type Optimizer, type OptimizerOptions } from "./optimizer.ts";
import { prepareGradients } from "./_prepare_gradients.ts";

/** Options for {@linkcode rmsprop}. */
export interface RmspropOptions extends OptimizerOptions, ScaleByRmsOptions {
  /** What is left of the velocity at each update; within [0, 1]. @default {0} */
  momentum?: number;
}

/**
 * Describes RMSProp: s ← βs + (1 − β)g², θ ← θ − ηg / (√s + ε). Its learning rate is 0.001 and β is 0.9 unless given, as in Keras.
 *
 * Keras's epsilon: `{ epsilon: 0, epsilonRoot: 1e-7 }`; TensorFlow 1's also has `initial: 1`.
 * Tieleman and Hinton (2012); *Hands-On Machine Learning*, equation 11-7.
 *
 * @param options Learning rate, decay β, epsilon, momentum, weight decay and clipping.
 * @returns A frozen description.
 */
export function rmsprop(options: RmspropOptions = {}): Optimizer {
  const { learningRate = 0.001, momentum = 0 } = options;
  const memory = trace({ momentum });
  return chain(
    ...prepareGradients(options),
    scaleByRms(options),
    ...(momentum === 0 ? [] : [memory]),
    scaleByLearningRate(learningRate),
  );
}
