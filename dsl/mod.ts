/**
 * Models, described layer by layer; the computation graph below them; training.
 *
 * ```ts
 * import { fit, input, sparseCategoricalCrossEntropy } from "@silica/silica/dsl";
 * import { assert } from "@std/assert";
 *
 * const model = input([2]).dense(8).tanh().dense(2);
 * const x = [[0, 0], [0, 1], [1, 0], [1, 1]];
 * const y = [0, 1, 1, 0];
 * using network = await fit(model, { x, y }, {
 *   loss: sparseCategoricalCrossEntropy(),
 *   epochs: 2,
 *   seed: 1,
 * });
 * assert(network.history.metrics.loss!.length === 2);
 * ```
 *
 * @module
 */
export { RandomStream } from "../core/random.ts";
export type { Shuffled } from "../core/random.ts";
export type { RandomState } from "../core/random_state.ts";
export type { ProgressEvent } from "../core/progress.ts";
export * from "../core/tensor.ts";
export * from "./backends/backend.ts";
export * from "./backends/open_backend.ts";
export type { ComputeOptions } from "./backends/open_for.ts";
export type { WasmOptions } from "./backends/wasm/wasm_backend.ts";
export * from "./backends/tfjs/layers_model/from_layers_model.ts";
export * from "./backends/tfjs/layers_model/layers_model.ts";
export * from "./backends/tfjs/layers_model/to_layers_model.ts";
export * from "./formats/model_json.ts";
export * from "./formats/parse_model.ts";
export type { NodeParts, Operand } from "./graph/emit.ts";
export * from "./graph/graph.ts";
export * from "./graph/node.ts";
/** The operations of a computation graph: functions from nodes to nodes. */
export * as op from "./graph/op.ts";
export * from "./graph/program.ts";
export * from "./heads.ts";
export * from "./input.ts";
export * from "./layer.ts";
export * from "./layers/activation.ts";
export * from "./layers/add.ts";
export * from "./layers/average_pool.ts";
export * from "./layers/batch_norm.ts";
export * from "./layers/concat.ts";
export * from "./layers/conv2d.ts";
export * from "./layers/dense.ts";
export * from "./layers/dropout.ts";
export * from "./layers/flatten.ts";
export * from "./layers/global_average_pool.ts";
export * from "./layers/initializer.ts";
export * from "./layers/input.ts";
export * from "./layers/max_pool.ts";
export * from "./layers/padding.ts";
export * from "./layers/reshape.ts";
export * from "./merge.ts";
export * from "./model.ts";
export type { Outputs, Place } from "./place.ts";
export * from "./places_of.ts";
export * from "./passes/count_flops.ts";
export * from "./passes/count_parameters.ts";
export * from "./passes/diagram.ts";
export * from "./passes/differentiate.ts";
export * from "./passes/initial_values.ts";
export * from "./passes/initialize.ts";
export * from "./passes/lower.ts";
export type { LoweredParameter } from "./passes/lower_parameters.ts";
export * from "./passes/optimize.ts";
export * from "./passes/parameters_of.ts";
export * from "./passes/shape_of.ts";
export type { Weight } from "./passes/weights_of.ts";
export * from "./passes/summary.ts";
export * from "./session.ts";
export * from "./training/build_updates.ts";
export * from "./training/divergence_error.ts";
export * from "./training/early_stopping.ts";
export * from "./training/fit.ts";
export * from "./training/fit_options.ts";
export * from "./training/fitted_network.ts";
export * from "./training/history.ts";
export * from "./training/labeled_data.ts";
export * from "./training/load_network.ts";
export * from "./training/metrics.ts";
export * from "./training/objective.ts";
export * from "./training/losses/binary_cross_entropy.ts";
export * from "./training/losses/categorical_cross_entropy.ts";
export * from "./training/losses/huber.ts";
export * from "./training/losses/loss.ts";
export * from "./training/losses/mean_absolute_error.ts";
export * from "./training/losses/mean_squared_error.ts";
export * from "./training/losses/sparse_categorical_cross_entropy.ts";
export * from "./training/optimizers/adagrad.ts";
export * from "./training/optimizers/adam.ts";
export * from "./training/optimizers/optimizer.ts";
export * from "./training/optimizers/rmsprop.ts";
export * from "./training/optimizers/sgd.ts";
export * from "./training/schedules/constant_rate.ts";
export * from "./training/schedules/cosine_decay.ts";
export * from "./training/schedules/exponential_decay.ts";
export * from "./training/schedules/inverse_time_decay.ts";
export * from "./training/schedules/linear_warmup.ts";
export * from "./training/schedules/one_cycle.ts";
export * from "./training/schedules/piecewise_constant.ts";
export * from "./training/schedules/polynomial_decay.ts";
export * from "./training/schedules/schedule.ts";
export {
  type AddDecayedWeights,
  addDecayedWeights,
} from "./training/rules/add_decayed_weights.ts";
export {
  type ClipByGlobalNorm,
  clipByGlobalNorm,
  type ClipByNorm,
  clipByNorm,
} from "./training/rules/clip_by_norm.ts";
export {
  type ClipByValue,
  clipByValue,
} from "./training/rules/clip_by_value.ts";
export {
  type ScaleByAdagrad,
  scaleByAdagrad,
  type ScaleByAdagradOptions,
} from "./training/rules/scale_by_adagrad.ts";
export {
  type ScaleByAdam,
  scaleByAdam,
  type ScaleByAdamOptions,
} from "./training/rules/scale_by_adam.ts";
export {
  type ScaleByLearningRate,
  scaleByLearningRate,
} from "./training/rules/scale_by_learning_rate.ts";
export {
  type ScaleByRms,
  scaleByRms,
  type ScaleByRmsOptions,
} from "./training/rules/scale_by_rms.ts";
export {
  type Trace,
  trace,
  type TraceOptions,
} from "./training/rules/trace.ts";
export { type UpdateRule } from "./training/rules/update_rule.ts";
