import {
  type AddDecayedWeights,
  addDecayedWeights,
} from "../rules/add_decayed_weights.ts";
import { clipByGlobalNorm, clipByNorm } from "../rules/clip_by_norm.ts";
import { clipByValue } from "../rules/clip_by_value.ts";
import type { UpdateRule } from "../rules/update_rule.ts";
import type { OptimizerOptions } from "./optimizer.ts";

/** What options make of the gradients before an optimizer sees them: clipping first, then decay. */
export function prepareGradients(options: OptimizerOptions): UpdateRule[] {
  const { clipValue, clipNorm, clipGlobalNorm } = options;
  return [
    ...(clipValue === undefined ? [] : [clipByValue(clipValue)]),
    ...(clipNorm === undefined ? [] : [clipByNorm(clipNorm)]),
    ...(clipGlobalNorm === undefined ? [] : [clipByGlobalNorm(clipGlobalNorm)]),
    ...decayWeights(options.weightDecay ?? 0),
  ];
}

/** The rule of weight decay, if there is any. */
export function decayWeights(weightDecay: number): AddDecayedWeights[] {
  return weightDecay === 0 ? [] : [addDecayedWeights(weightDecay)];
}
