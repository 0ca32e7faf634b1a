import type { Derivatives } from "../derivative.ts";
import { emit, lift, type Operand } from "../emit.ts";
import type { DType, GraphNode } from "../node.ts";
import {
  equal,
  greater,
  greaterEqual,
  lessEqual,
  logicalAnd,
} from "./comparison.ts";
import { broadcastShape, requireDType, requireSameDType } from "./_check.ts";
import { sumTo } from "./reduction.ts";
import { select } from "./select.ts";
import { log, negate } from "./unary.ts";

/** Kinds of arithmetic on two operands. */
type BinaryKind =
  | "add"
  | "subtract"
  | "multiply"
  | "divide"
  | "power"
  | "maximum"
  | "minimum";

function binary(
  kind: BinaryKind,
  left: Operand,
  right: Operand,
  dtypes: readonly DType[] = ["float32", "int32"],
): GraphNode {
  const [a, b] = operands(kind, left, right);
  requireSameDType(`compute ${kind}`, a, b);
  requireDType(`compute ${kind}`, a, dtypes);
  return emit<BinaryKind>({
    kind,
    inputs: [a, b],
    attributes: {},
    shape: broadcastShape(`compute ${kind}`, a.shape, b.shape),
    dtype: a.dtype,
  }) as GraphNode;
}

/** Both operands as nodes; at least one must be a node already. */
export function operands(
  kind: string,
  left: Operand,
  right: Operand,
): [GraphNode, GraphNode] {
  if (typeof left !== "number") return [left, lift(right, left)];
  if (typeof right !== "number") return [lift(left, right), right];
  throw new TypeError(
    `Cannot compute ${kind} as one operand must be a node: current operands are ${left} and ${right}`,
  );
}

/** a + b. */
export function add(a: Operand, b: Operand): GraphNode {
  return binary("add", a, b);
}

/** a − b. */
export function subtract(a: Operand, b: Operand): GraphNode {
  return binary("subtract", a, b);
}

/** a · b, element by element. */
export function multiply(a: Operand, b: Operand): GraphNode {
  return binary("multiply", a, b);
}

/** a / b. */
export function divide(a: Operand, b: Operand): GraphNode {
  return binary("divide", a, b, ["float32"]);
}

/** aᵇ. */
export function power(a: Operand, b: Operand): GraphNode {
  return binary("power", a, b, ["float32"]);
}

/** The larger of a and b; where they are equal, a change goes to a. */
export function maximum(a: Operand, b: Operand): GraphNode {
  return binary("maximum", a, b);
}

/** The smaller of a and b; where they are equal, a change goes to a. */
export function minimum(a: Operand, b: Operand): GraphNode {
  return binary("minimum", a, b);
}

/** How each of these operations follows its operands. */
export const BINARY_DERIVATIVES: Derivatives<BinaryKind> = {
  add: ({ inputs: [a, b] }, upstream) => [
    sumTo(upstream, a!.shape),
    sumTo(upstream, b!.shape),
  ],
  subtract: ({ inputs: [a, b] }, upstream) => [
    sumTo(upstream, a!.shape),
    sumTo(negate(upstream), b!.shape),
  ],
  // ∂(ab) = b ∂a + a ∂b
  multiply: ({ inputs: [a, b] }, upstream) => [
    sumTo(multiply(upstream, b!), a!.shape),
    sumTo(multiply(upstream, a!), b!.shape),
  ],
  // ∂(a/b) = ∂a / b − (a/b) ∂b / b
  divide: (y, upstream) => {
    const [a, b] = y.inputs;
    const byA = divide(upstream, b!);
    return [
      sumTo(byA, a!.shape),
      sumTo(negate(multiply(byA, y as GraphNode)), b!.shape),
    ];
  },
  // ∂aᵇ = b aᵇ⁻¹ ∂a + aᵇ log a ∂b, and no change by b where a ≤ 0
  power: (y, upstream) => {
    const [a, b] = y.inputs;
    // a⁰ is 1 all around a = 0, where 0 · 0⁻¹ would be NaN.
    const level = logicalAnd(equal(a!, 0), equal(b!, 0));
    const byA = multiply(b!, power(select(level, 1, a!), subtract(b!, 1)));
    const positive = greater(a!, 0);
    const logA = select(positive, log(select(positive, a!, 1)), 0);
    return [
      sumTo(multiply(upstream, byA), a!.shape),
      sumTo(multiply(upstream, multiply(y as GraphNode, logA)), b!.shape),
    ];
  },
  maximum: ({ inputs: [a, b] }, upstream) =>
    chosen(greaterEqual(a!, b!), a!, b!, upstream),
  minimum: ({ inputs: [a, b] }, upstream) =>
    chosen(lessEqual(a!, b!), a!, b!, upstream),
};

function chosen(
  first: GraphNode,
  a: GraphNode,
  b: GraphNode,
  upstream: GraphNode,
): readonly GraphNode[] {
  return [
    sumTo(select(first, upstream, 0), a.shape),
    sumTo(select(first, 0, upstream), b.shape),
  ];
}
