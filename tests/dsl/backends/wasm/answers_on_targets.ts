import type { Data, GraphNode } from "../../../../dsl/graph/node.ts";
import type { Sample } from "../../../arbitraries/sample.ts";
import { typed } from "../run_sample.ts";
import { loweredBy } from "./lowered.ts";
import { runEveryWay } from "./run_every_way.ts";
import { TARGETS } from "./targets.ts";

/** What a node answers on each target, lowered by a table. */
export function answersOnTargets(
  lowerings: Parameters<typeof loweredBy>[0],
  output: GraphNode,
  feeds: Sample["feeds"],
): Data[] {
  const lowered = loweredBy(lowerings, output);
  const inputs = lowered.node.inputs.map(({ name, dtype }) =>
    typed(dtype, feeds[name]!)
  );
  return TARGETS.map((target) => runEveryWay(lowered, inputs, target));
}
