import type { ProgressEvent } from "../../core/progress.ts";
import type { ComputeOptions } from "../backends/open_for.ts";
import type { ParameterValues } from "../passes/initialize.ts";
import type { EarlyStopping } from "./early_stopping.ts";
import type { Objective } from "./objective.ts";
import type { LabeledData } from "./labeled_data.ts";
import type { Optimizer } from "./optimizers/optimizer.ts";

/** Options for {@linkcode fit}: what is asked of the model, and how it learns. */
export interface FitOptions extends Objective, ComputeOptions {
  /** How gradients change parameters; a schedule stands in it as its learning rate. @default {adam()} */
  readonly optimizer?: Optimizer;
  /** How often all examples are seen. @default {10} */
  readonly epochs?: number;
  /** Examples of one update; the last of an epoch has what is left. @default {32} */
  readonly batchSize?: number;
  /** Whether examples are seen in another random order in each epoch. @default {true} */
  readonly shuffle?: boolean;
  /** Part of the examples that is not learned from, but judged by: random ones, or the last where `shuffle` is false. @default {0} */
  readonly validationSplit?: number;
  /** Other examples to be judged by after each epoch. @default none */
  readonly validationData?: LabeledData;
  /** When to stop before the last epoch. @default never */
  readonly earlyStopping?: EarlyStopping;
  /** Weights to begin with, such as another network's. @default drawn from the seed */
  readonly weights?: ParameterValues;
  /** Decides the first weights, the order of examples, the split, and dropout. Same seed, same bits. @default {0} */
  readonly seed?: number;
  /** Ends the training after the update under way; what was learned so far is kept. @default never */
  readonly signal?: AbortSignal;
  /** Is told of every update, as `step`, and of every epoch, as `epoch`. @default nobody */
  readonly onProgress?: (event: ProgressEvent) => void;
}
