import {
  type FusedActivation,
  type GraphNode,
  type OperationKind,
  sizeOf,
} from "../graph/node.ts";
import { zeros } from "../graph/zeros.ts";
import { broadcastTo, concat } from "../graph/operations/layout.ts";
import { elu, relu, sigmoid, tanh } from "../graph/operations/unary.ts";
import { type Program, programNodes } from "../graph/program.ts";
import { rewrite } from "./rewrite.ts";

/** What each element of a result is whose kind may make elements of none. */
const FROM_NOTHING: { readonly [K in OperationKind]?: number } = {
  sum: 0,
  prod: 1,
  matmul: 0,
  conv2d: 0,
  conv2dInputGradient: 0,
  conv2dFilterGradient: 0,
  pad: 0,
  gather: 0,
  scatterAdd: 0,
};

/** Functions that a fused operation applies to its sum. */
const ACTIVATIONS: {
  readonly [A in FusedActivation]: (x: GraphNode) => GraphNode;
} = { linear: (x) => x, relu, elu, sigmoid, tanh };

/** Kinds whose values a program is given, or hands on as they are. */
const KEPT: ReadonlySet<OperationKind> = new Set(
  ["constant", "placeholder", "variable", "assign"] as const,
);

/**
 * Rewrites a program so that none of its operations takes or makes a value
 * without elements: sums of nothing are 0, products 1, and what is empty is a
 * constant. Only constants, placeholders, variables and assignments of such
 * values stay.
 *
 * @param program The program; its graph stays as it is.
 * @returns A program in a new graph that means the same; the program itself, if
 *   nothing in it is empty.
 */
export function fillEmpty(program: Program): Program {
  const isFilled = programNodes(program).every((node) =>
    KEPT.has(node.kind) || !touchesEmpty(node)
  );
  return isFilled ? program : rewrite(program, fillNode).program;
}

/**
 * Placeholders and variables that a program needs, but not what
 * {@linkcode fillEmpty} made of it: runs are fed these all the same.
 */
export function lostLeaves(program: Program, filled: Program): GraphNode[] {
  if (filled === program) return [];
  const kept = new Set(leavesOf(filled).map(({ name }) => name));
  return leavesOf(program).filter(({ name }) => !kept.has(name));
}

function leavesOf(program: Program): GraphNode[] {
  return programNodes(program).filter(({ kind }) =>
    kind === "placeholder" || kind === "variable"
  );
}

function isEmpty({ shape }: GraphNode): boolean {
  return shape.includes(0);
}

function touchesEmpty(node: GraphNode): boolean {
  return isEmpty(node) || node.inputs.some(isEmpty);
}

/** What takes the place of a node that makes or takes nothing. */
function fillNode(node: GraphNode): GraphNode | undefined {
  if (KEPT.has(node.kind) || !touchesEmpty(node)) return undefined;
  if (isEmpty(node)) return filled(node, 0);
  switch (node.kind) {
    case "concat": {
      const parts = node.inputs.filter((part) => !isEmpty(part));
      return parts.length === 1 ? parts[0] : concat(parts, node.attributes);
    }
    case "fusedMatmul":
    case "fusedConv2d": {
      // A sum of no products, and the bias.
      const sum = broadcastTo(node.inputs[2]!, node.shape);
      return ACTIVATIONS[node.attributes.activation](sum);
    }
    default:
      // A window over no image has no largest cell and no mean.
      return filled(node, FROM_NOTHING[node.kind] ?? NaN);
  }
}

/** A constant like a node, of one number. */
function filled({ graph, shape, dtype }: GraphNode, value: number): GraphNode {
  const data = zeros(dtype, sizeOf(shape)).fill(value);
  return graph.constant(data, { shape, dtype });
}
