import type { GraphNode } from "../../graph/node.ts";
import {
  type AddDecayedWeights,
  buildAddDecayedWeights,
} from "./add_decayed_weights.ts";
import {
  buildClipByGlobalNorm,
  buildClipByNorm,
  type ClipByGlobalNorm,
  type ClipByNorm,
} from "./clip_by_norm.ts";
import { buildClipByValue, type ClipByValue } from "./clip_by_value.ts";
import type { ParameterUpdate, RuleBuilder } from "./rule_builder.ts";
import {
  buildScaleByAdagrad,
  type ScaleByAdagrad,
} from "./scale_by_adagrad.ts";
import { buildScaleByAdam, type ScaleByAdam } from "./scale_by_adam.ts";
import {
  buildScaleByLearningRate,
  type ScaleByLearningRate,
} from "./scale_by_learning_rate.ts";
import { buildScaleByRms, type ScaleByRms } from "./scale_by_rms.ts";
import { buildTrace, type Trace } from "./trace.ts";

/** One step on the way from gradients to what is added to the parameters, described as plain data. */
export type UpdateRule =
  | Trace
  | ScaleByAdam
  | ScaleByRms
  | ScaleByAdagrad
  | AddDecayedWeights
  | ClipByValue
  | ClipByNorm
  | ClipByGlobalNorm
  | ScaleByLearningRate;

/** The rules by their tag. */
type RuleOf = { [K in UpdateRule["kind"]]: Extract<UpdateRule, { kind: K }> };

type BuildRule<R> = (
  rule: R,
  updates: readonly ParameterUpdate[],
  builder: RuleBuilder,
) => readonly GraphNode[];

const RULES: { readonly [K in keyof RuleOf]: BuildRule<RuleOf[K]> } = {
  trace: buildTrace,
  scaleByAdam: buildScaleByAdam,
  scaleByRms: buildScaleByRms,
  scaleByAdagrad: buildScaleByAdagrad,
  addDecayedWeights: buildAddDecayedWeights,
  clipByValue: buildClipByValue,
  clipByNorm: buildClipByNorm,
  clipByGlobalNorm: buildClipByGlobalNorm,
  scaleByLearningRate: buildScaleByLearningRate,
};

/**
 * Adds what a rule makes of some updates to the graph.
 *
 * @param rule Which rule.
 * @param updates The parameters with their updates so far; at least one.
 * @param builder Where slots and scalars are made.
 * @returns The new updates, in the same order.
 */
export function buildRule(
  rule: UpdateRule,
  updates: readonly ParameterUpdate[],
  builder: RuleBuilder,
): readonly GraphNode[] {
  // The table pairs each kind with its own rule; TypeScript cannot follow the index.
  const build = RULES[rule.kind] as BuildRule<UpdateRule>;
  return build(rule, updates, builder);
}
