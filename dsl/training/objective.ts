import type { Loss } from "./losses/loss.ts";
import type { MetricName } from "./metrics.ts";

/** How wrong a model is, and what else is measured; by head where there are several. */
export interface Objective {
  /** The loss, or one for each head by name. */
  readonly loss: Loss | Readonly<Record<string, Loss>>;
  /** How much the loss of each head counts, by name. @default {1} each */
  readonly lossWeights?: Readonly<Record<string, number>>;
  /** What else is measured, for every head or by name. @default {[]} */
  readonly metrics?:
    | readonly MetricName[]
    | Readonly<Record<string, readonly MetricName[]>>;
}
