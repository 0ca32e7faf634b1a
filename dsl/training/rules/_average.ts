import type { GraphNode, NodeOf } from "../../graph/node.ts";
import { add, multiply } from "../../graph/operations/binary.ts";
import type { RuleBuilder } from "./rule_builder.ts";

/** A moving average in a slot of its own: a ← decay · a + (1 − decay) · x; answers the new a. */
export function average(
  builder: RuleBuilder,
  name: string,
  parameter: NodeOf<"variable">,
  x: GraphNode,
  decay: number,
  initial = 0,
): GraphNode {
  const slot = builder.slot(name, parameter, initial);
  const moved = add(multiply(slot, decay), multiply(x, 1 - decay));
  return builder.store(slot, moved);
}
