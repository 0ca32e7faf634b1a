import type { GraphNode } from "../../graph/node.ts";
import { add } from "../../graph/operations/binary.ts";
import { sqrt } from "../../graph/operations/unary.ts";

/** √(x + ε₀) + ε */
export function rootWithEpsilon(
  x: GraphNode,
  { epsilon, epsilonRoot }: {
    readonly epsilon: number;
    readonly epsilonRoot: number;
  },
): GraphNode {
  const root = sqrt(epsilonRoot === 0 ? x : add(x, epsilonRoot));
  return epsilon === 0 ? root : add(root, epsilon);
}
