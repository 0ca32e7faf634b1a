import type { Derivative, Derivatives } from "../graph/derivative.ts";
import type { GraphNode, NodeOf, OperationKind } from "../graph/node.ts";
import { add } from "../graph/operations/binary.ts";
import { BINARY_DERIVATIVES } from "../graph/operations/binary.ts";
import { COMPARISON_DERIVATIVES } from "../graph/operations/comparison.ts";
import { CONVOLUTION_DERIVATIVES } from "../graph/operations/convolution.ts";
import { INDEXING_DERIVATIVES } from "../graph/operations/indexing.ts";
import { broadcastTo, LAYOUT_DERIVATIVES } from "../graph/operations/layout.ts";
import { MATMUL_DERIVATIVES } from "../graph/operations/matmul.ts";
import { POOLING_DERIVATIVES } from "../graph/operations/pooling.ts";
import { REDUCTION_DERIVATIVES } from "../graph/operations/reduction.ts";
import { SELECT_DERIVATIVES } from "../graph/operations/select.ts";
import { STATE_DERIVATIVES } from "../graph/operations/state.ts";
import { UNARY_DERIVATIVES } from "../graph/operations/unary.ts";
import { topological } from "../graph/program.ts";

const LEAF_DERIVATIVES: Derivatives<
  "constant" | "placeholder" | "variable" | "randomUniform" | "randomNormal"
> = {
  constant: () => [],
  placeholder: () => [],
  variable: () => [],
  randomUniform: () => [],
  randomNormal: () => [],
};

/** A fused operation is made when a program is optimized, after its gradients. */
function differentiatedTooLate(node: { readonly name: string }): never {
  throw new TypeError(
    `Cannot differentiate "${node.name}" as gradients must be taken before a program is optimized: current node is a fused operation`,
  );
}

const DERIVATIVES: Derivatives<OperationKind> = {
  ...LEAF_DERIVATIVES,
  ...UNARY_DERIVATIVES,
  ...BINARY_DERIVATIVES,
  ...COMPARISON_DERIVATIVES,
  ...SELECT_DERIVATIVES,
  ...REDUCTION_DERIVATIVES,
  ...MATMUL_DERIVATIVES,
  ...CONVOLUTION_DERIVATIVES,
  ...POOLING_DERIVATIVES,
  ...LAYOUT_DERIVATIVES,
  ...INDEXING_DERIVATIVES,
  ...STATE_DERIVATIVES,
  fusedMatmul: differentiatedTooLate,
  fusedConv2d: differentiatedTooLate,
};

function derivativeOf<K extends OperationKind>(
  node: NodeOf<K>,
  upstream: GraphNode,
): readonly (GraphNode | undefined)[] {
  // The table pairs each kind with its own rule; TypeScript cannot follow the index.
  const rule = DERIVATIVES[node.kind] as Derivative<K>;
  return rule(node, upstream);
}

/**
 * Adds the gradients of one output by some nodes to the graph: reverse mode.
 *
 * The output may have any shape; its elements are summed. A node the output does
 * not depend on has a gradient of zeros. Gradients are nodes like any other, so
 * gradients of gradients are second derivatives.
 * *Hands-On Machine Learning*, appendix D (equation D-4).
 *
 * @param output The node to differentiate; float32.
 * @param by The nodes to differentiate by; float32.
 * @returns One node for each of `by`, of its shape.
 * @throws {TypeError} If a node does not hold floats.
 * @throws {RangeError} If a node is of another graph.
 *
 * @example f = x²y + y + 2 has the gradients 2xy and x² + 1
 * ```ts
 * import { gradients, Graph, op, openSession } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = new Graph();
 * const x = graph.variable("x", 3);
 * const y = graph.variable("y", 4);
 * const f = op.add(op.add(op.multiply(op.square(x), y), y), 2);
 * using session = await openSession();
 * assertEquals(await session.run([f, ...gradients(f, [x, y])]), [42, 24, 10]);
 * ```
 */
export function gradients(
  output: GraphNode,
  by: readonly GraphNode[],
): GraphNode[] {
  for (const node of [output, ...by]) {
    if (node.dtype !== "float32") {
      throw new TypeError(
        `Cannot differentiate as "${node.name}" must hold float32: current type is ${node.dtype}`,
      );
    }
    if (node.graph !== output.graph) {
      throw new RangeError(
        `Cannot differentiate as all nodes must be of one graph: current node "${node.name}" is of another`,
      );
    }
  }
  return output.graph.scope("gradients", () => reverse(output, by));
}

function reverse(output: GraphNode, by: readonly GraphNode[]): GraphNode[] {
  const { graph } = output;
  const nodes = topological([output]);
  const relevant = dependents(nodes, by);
  const found = new Map<GraphNode, GraphNode>();
  found.set(output, broadcastTo(graph.constant(1), output.shape));
  for (const node of nodes.toReversed()) {
    const upstream = found.get(node);
    if (!upstream || !relevant.has(node)) continue;
    for (const [i, part] of derivativeOf(node, upstream).entries()) {
      const input = node.inputs[i]!;
      if (!part || !relevant.has(input)) continue;
      const before = found.get(input);
      found.set(input, before ? add(before, part) : part);
    }
  }
  return by.map((node) =>
    (relevant.has(node) ? found.get(node) : undefined) ??
      broadcastTo(graph.constant(0), node.shape)
  );
}

/** The nodes whose value depends on one of `by`, those included. */
function dependents(
  nodes: readonly GraphNode[],
  by: readonly GraphNode[],
): ReadonlySet<GraphNode> {
  const reached = new Set<GraphNode>();
  const sources = new Set(by);
  for (const node of nodes) {
    if (sources.has(node) || node.inputs.some((input) => reached.has(input))) {
      reached.add(node);
    }
  }
  return reached;
}
