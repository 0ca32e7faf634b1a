import { requireWithin } from "../../../core/errors.ts";
import type { GraphNode } from "../../graph/node.ts";
import { add, multiply } from "../../graph/operations/binary.ts";
import type { ParameterUpdate, RuleBuilder } from "./rule_builder.ts";

/** Adds up updates with a memory that fades, described as plain data. */
export interface Trace {
  /** Tag of this rule. */
  readonly kind: "trace";
  /** What is left of the sum at each update. */
  readonly momentum: number;
  /** The part of each update after the first that is left out. */
  readonly dampening: number;
  /** Whether the update is looked ahead. */
  readonly nesterov: boolean;
}

/** Options for {@linkcode trace}. */
export interface TraceOptions {
  /** What is left of the sum at each update; within [0, 1]. @default {0.9} */
  momentum?: number;
  /** The part of each update after the first that is left out of the sum; within [0, 1]. @default {0} */
  dampening?: number;
  /** Whether to add the update again, as if the next one were the same; Nesterov (1983). @default {false} */
  nesterov?: boolean;
}

/**
 * Describes v ← momentum · v + (1 − dampening) · g, and v instead of g;
 * with `nesterov`, g + momentum · v instead. The first v is g.
 *
 * Polyak (1964); *Hands-On Machine Learning*, equations 11-4 and 11-5; the forms are PyTorch's.
 *
 * @param options Momentum, dampening, and whether to look ahead.
 * @returns A frozen description.
 */
export function trace(options: TraceOptions = {}): Trace {
  const { momentum = 0.9, dampening = 0, nesterov = false } = options;
  const action = "describe a trace";
  requireWithin(momentum, action, "momentum", { min: 0, max: 1 });
  requireWithin(dampening, action, "dampening", { min: 0, max: 1 });
  return Object.freeze({ kind: "trace", momentum, dampening, nesterov });
}

/** Adds v, and v or g + momentum · v, to the graph. */
export function buildTrace(
  { momentum, dampening, nesterov }: Trace,
  updates: readonly ParameterUpdate[],
  builder: RuleBuilder,
): readonly GraphNode[] {
  const share = dampening === 0
    ? undefined
    : builder.scalar("share", (step) => step === 0 ? 1 : 1 - dampening);
  return updates.map(({ parameter, update }) => {
    const slot = builder.slot("velocity", parameter);
    const added = share ? multiply(update, share) : update;
    const velocity = add(multiply(slot, momentum), added);
    builder.store(slot, velocity);
    return nesterov ? add(update, multiply(velocity, momentum)) : velocity;
  });
}
