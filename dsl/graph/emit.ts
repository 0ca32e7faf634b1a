import type {
  AttributesOf,
  DType,
  GraphNode,
  NodeOf,
  OperationKind,
  Shape,
} from "./node.ts";

/** A node, or a number that becomes a constant of the other operand's type. */
export type Operand = GraphNode | number;

/** What a new node is made of. */
export interface NodeParts<K extends OperationKind> {
  /** Which operation. */
  readonly kind: K;
  /** The nodes whose values it takes. */
  readonly inputs: readonly [GraphNode, ...GraphNode[]];
  /** What the operation needs to know besides. */
  readonly attributes: AttributesOf[K];
  /** Sizes of the axes of its value. */
  readonly shape: Shape;
  /** Type of the elements of its value. */
  readonly dtype: DType;
}

/** Adds a node to the graph of its first input. */
export function emit<K extends OperationKind>(parts: NodeParts<K>): NodeOf<K> {
  return parts.inputs[0].graph.add(parts);
}

/** `operand` as a node; a number becomes a scalar constant beside `other`. */
export function lift(operand: Operand, other: GraphNode): GraphNode {
  if (typeof operand !== "number") return operand;
  const dtype = other.dtype === "bool" ? "float32" : other.dtype;
  return other.graph.constant(operand, { dtype });
}
