import type { Derivatives } from "../derivative.ts";
import { emit, type Operand } from "../emit.ts";
import type { DType, GraphNode } from "../node.ts";
import { operands } from "./binary.ts";
import { broadcastShape, requireDType, requireSameDType } from "./_check.ts";

/** Kinds of operations that answer bools from two operands. */
type ComparisonKind =
  | "less"
  | "lessEqual"
  | "greater"
  | "greaterEqual"
  | "equal"
  | "notEqual"
  | "logicalAnd"
  | "logicalOr";

function compare(
  kind: ComparisonKind,
  left: Operand,
  right: Operand,
  dtypes: readonly DType[] = ["float32", "int32"],
): GraphNode {
  const [a, b] = operands(kind, left, right);
  requireSameDType(`compute ${kind}`, a, b);
  requireDType(`compute ${kind}`, a, dtypes);
  return emit<ComparisonKind>({
    kind,
    inputs: [a, b],
    attributes: {},
    shape: broadcastShape(`compute ${kind}`, a.shape, b.shape),
    dtype: "bool",
  }) as GraphNode;
}

/** Whether a < b. */
export function less(a: Operand, b: Operand): GraphNode {
  return compare("less", a, b);
}

/** Whether a ≤ b. */
export function lessEqual(a: Operand, b: Operand): GraphNode {
  return compare("lessEqual", a, b);
}

/** Whether a > b. */
export function greater(a: Operand, b: Operand): GraphNode {
  return compare("greater", a, b);
}

/** Whether a ≥ b. */
export function greaterEqual(a: Operand, b: Operand): GraphNode {
  return compare("greaterEqual", a, b);
}

/** Whether a = b. */
export function equal(a: Operand, b: Operand): GraphNode {
  return compare("equal", a, b);
}

/** Whether a ≠ b. */
export function notEqual(a: Operand, b: Operand): GraphNode {
  return compare("notEqual", a, b);
}

/** Whether a and b hold. */
export function logicalAnd(a: GraphNode, b: GraphNode): GraphNode {
  return compare("logicalAnd", a, b, ["bool"]);
}

/** Whether a or b holds, or both. */
export function logicalOr(a: GraphNode, b: GraphNode): GraphNode {
  return compare("logicalOr", a, b, ["bool"]);
}

/** Whether x does not hold. */
export function logicalNot(x: GraphNode): GraphNode {
  requireDType("compute logicalNot", x, ["bool"]);
  const { shape } = x;
  return emit({
    kind: "logicalNot",
    inputs: [x],
    attributes: {},
    shape,
    dtype: "bool",
  });
}

const flat = (): readonly undefined[] => [undefined, undefined];

/** Bools do not change by small amounts. */
export const COMPARISON_DERIVATIVES: Derivatives<
  ComparisonKind | "logicalNot"
> = {
  less: flat,
  lessEqual: flat,
  greater: flat,
  greaterEqual: flat,
  equal: flat,
  notEqual: flat,
  logicalAnd: flat,
  logicalOr: flat,
  logicalNot: () => [undefined],
};
