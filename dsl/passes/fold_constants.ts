import type { GraphNode, NodeOf, OperationKind } from "../graph/node.ts";

/** Arithmetic on one number. */
const ONE: { readonly [K in OperationKind]?: (a: number) => number } = {
  negate: (a) => -a,
  abs: Math.abs,
  square: (a) => a * a,
  sqrt: Math.sqrt,
  reciprocal: (a) => 1 / a,
};

/** Arithmetic on two numbers. */
const TWO: {
  readonly [K in OperationKind]?: (a: number, b: number) => number;
} = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
};

/**
 * Does arithmetic on constants of one element. Floats are rounded once, to
 * single precision; whole numbers are left alone where they leave 32 bits.
 */
export function foldConstants(
  node: GraphNode,
): NodeOf<"constant"> | undefined {
  const [a, b] = node.inputs.map(numberOf);
  const value = a === undefined
    ? undefined
    : node.inputs.length === 1
    ? ONE[node.kind]?.(a)
    : b === undefined
    ? undefined
    : TWO[node.kind]?.(a, b);
  if (value === undefined) return undefined;
  const { shape, dtype } = node;
  if (dtype === "int32" && value !== (value | 0)) return undefined;
  return node.graph.constant([value], { shape, dtype });
}

function numberOf(node: GraphNode): number | undefined {
  if (node.kind !== "constant" || node.attributes.data.length !== 1) {
    return undefined;
  }
  return node.attributes.data[0];
}
