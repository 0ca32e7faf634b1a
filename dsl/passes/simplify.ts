import type { GraphNode, NodeOf } from "../graph/node.ts";
import { sameShape } from "../graph/operations/_check.ts";
import { broadcastTo, reshape, transpose } from "../graph/operations/layout.ts";
import { matmul } from "../graph/operations/matmul.ts";
import type { Program } from "../graph/program.ts";
import { simplifyArithmetic } from "./_simplify_arithmetic.ts";
import { foldConstants } from "./fold_constants.ts";
import { rewrite, type RewriteRule } from "./rewrite.ts";

/** Moves that lead back, or could be one move. */
function places(node: GraphNode): GraphNode | undefined {
  const { shape } = node;
  if (node.kind === "transpose") return transposes(node.inputs[0]!, node);
  if (node.kind === "sum") {
    const input = node.inputs[0]!;
    const { axes } = node.attributes;
    return axes.every((axis) => input.shape[axis] === 1)
      ? reshape(input, shape)
      : undefined;
  }
  if (node.kind === "pad" && sameShape(node.inputs[0]!.shape, shape)) {
    return node.inputs[0];
  }
  if (node.kind === "slice" && sameShape(node.inputs[0]!.shape, shape)) {
    return node.inputs[0];
  }
  if (node.kind === "concat" && node.inputs.length === 1) return node.inputs[0];
  if (node.kind === "reshape") return reshapes(node);
  if (node.kind !== "broadcastTo") return undefined;
  const [input] = node.inputs;
  return input!.kind === "broadcastTo"
    ? broadcastTo(input.inputs[0]!, shape)
    : undefined;
}

function reshapes(node: GraphNode): GraphNode | undefined {
  const { shape, graph } = node;
  const input = node.inputs[0]!;
  if (input.kind === "reshape") return reshape(input.inputs[0]!, shape);
  if (isScalar(input)) {
    const { attributes, dtype } = input;
    return graph.constant(attributes.data, { shape, dtype });
  }
  // One stretched number looks the same in any shape.
  const stretched = input.kind === "broadcastTo" ? input.inputs[0]! : input;
  return isScalar(stretched)
    ? broadcastTo(reshape(stretched, []), shape)
    : undefined;
}

function isScalar(node: GraphNode): node is NodeOf<"constant"> {
  return node.kind === "constant" && node.attributes.data.length === 1;
}

function transposes(
  input: GraphNode,
  node: Extract<GraphNode, { kind: "transpose" }>,
): GraphNode | undefined {
  const { permutation } = node.attributes;
  if (permutation.every((axis, i) => axis === i)) return input;
  if (input.kind !== "transpose") return undefined;
  const inner = input.attributes.permutation;
  return transpose(input.inputs[0]!, permutation.map((axis) => inner[axis]!));
}

/** Kinds that stretch their operands by themselves. */
const STRETCHING: ReadonlySet<GraphNode["kind"]> = new Set(
  [
    "add",
    "subtract",
    "multiply",
    "divide",
    "power",
    "maximum",
    "minimum",
    "less",
    "lessEqual",
    "greater",
    "greaterEqual",
    "equal",
    "notEqual",
    "logicalAnd",
    "logicalOr",
    "select",
  ] as const,
);

/** An operand need not be stretched where another one stretches it anyway. */
function stretches(node: GraphNode): GraphNode | undefined {
  if (!STRETCHING.has(node.kind)) return undefined;
  for (const [i, input] of node.inputs.entries()) {
    if (input.kind !== "broadcastTo") continue;
    const others = node.inputs.filter((_, j) => j !== i);
    if (!others.some((other) => sameShape(other.shape, node.shape))) continue;
    const inputs = node.inputs.with(i, input.inputs[0]!);
    return node.graph.copy(node, inputs);
  }
  return undefined;
}

/** Swapping the last two axes of a factor is the product's own business. */
function products(node: GraphNode): GraphNode | undefined {
  if (node.kind !== "matmul") return undefined;
  const [a, b] = node.inputs;
  const { transposeA, transposeB } = node.attributes;
  if (isSwap(a!)) {
    return matmul(a.inputs[0]!, b!, { transposeA: !transposeA, transposeB });
  }
  if (isSwap(b!)) {
    return matmul(a!, b.inputs[0]!, { transposeA, transposeB: !transposeB });
  }
  return undefined;
}

function isSwap(
  node: GraphNode,
): node is Extract<GraphNode, { kind: "transpose" }> {
  if (node.kind !== "transpose") return false;
  const rank = node.shape.length;
  const wanted = node.shape.map((_, i) =>
    i === rank - 1 ? rank - 2 : i === rank - 2 ? rank - 1 : i
  );
  return sameShape(node.attributes.permutation, wanted);
}

const RULES: readonly ((node: GraphNode) => GraphNode | undefined)[] = [
  foldConstants,
  simplifyArithmetic,
  places,
  stretches,
  products,
];

const simplifyNode: RewriteRule = (node) => {
  if (node.shape.includes(0)) return undefined;
  for (const rule of RULES) {
    const better = rule(node);
    if (better) return better;
  }
  return undefined;
};

/**
 * Rewrites a program to one that means the same with less to do: equal nodes
 * become one, arithmetic on constants is done, moves that cancel go away.
 *
 * @param program The program; its graph stays as it is.
 * @returns A program in a new graph, which simplifies to itself.
 */
export function simplify(program: Program): Program {
  return rewrite(program, simplifyNode).program;
}
