import type { Step } from "../../../../../dsl/backends/wasm/kernel.ts";
import { REDUCTION_LOWERINGS } from "../../../../../dsl/backends/wasm/reductions/lowerings.ts";
import { Graph } from "../../../../../dsl/graph/graph.ts";
import type { DType, GraphNode, Shape } from "../../../../../dsl/graph/node.ts";
import { valueOf } from "../../../reference.ts";
import { assertAllNear } from "../../../same_meaning.ts";
import { answersOnTargets } from "../answers_on_targets.ts";
import { loweredBy, stepsOf } from "../lowered.ts";

type Numbers = readonly number[];

/** An operation on one value. */
export interface Case {
  readonly shape: Shape;
  readonly dtype?: DType;
  readonly build: (x: GraphNode) => GraphNode;
}

/** Its node. */
export function outputOf({ shape, dtype = "float32", build }: Case): GraphNode {
  return build(new Graph().placeholder("x", shape, { dtype }));
}

/** Its answer on each target. */
export function answers(each: Case, x: Numbers): Numbers[] {
  return answersOnTargets(REDUCTION_LOWERINGS, outputOf(each), { x })
    .map((answer) => [...answer]);
}

/** Every answer is what the interpreter says. */
export function assertMeans(each: Case, x: Numbers, tolerance = 0): void {
  const output = outputOf(each);
  const expected = valueOf(output, { x });
  for (const answer of answers(each, x)) {
    assertAllNear(answer, expected, tolerance, output.kind);
  }
}

/** The steps of a case. */
export function stepsFor(each: Case): Step[] {
  return stepsOf(loweredBy(REDUCTION_LOWERINGS, outputOf(each))).steps;
}
