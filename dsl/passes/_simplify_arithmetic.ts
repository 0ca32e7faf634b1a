import { match, P } from "../../core/deps/ts_pattern.ts";
import type { GraphNode, NodeOf, OperationKind } from "../graph/node.ts";
import { sameShape } from "../graph/operations/_check.ts";
import { add, divide, multiply, subtract } from "../graph/operations/binary.ts";
import { softmax } from "../graph/operations/reduction.ts";
import { square } from "../graph/operations/unary.ts";
import { nodeOf, see, type Seen } from "./_seen.ts";
import { foldConstants } from "./fold_constants.ts";

/** A constant that holds nothing but `value`. */
const all = (value: number) => ({
  kind: "constant" as const,
  attributes: {
    data: P.when((data) => {
      const elements = data as Float32Array;
      return elements.length > 0 && elements.every((x) => x === value);
    }),
  },
});

/** A constant with one element. */
const SCALAR = {
  kind: "constant" as const,
  attributes: {
    data: P.when((data) => (data as ArrayLike<number>).length === 1),
  },
};

const x = P.select("x");
const y = P.select("y");
const c = P.select("c", SCALAR);
const d = P.select("d", SCALAR);
const VARYING = P.select("x", { kind: P.not("constant") });
const ZERO = all(0);
const ONE = all(1);
const TWO = all(2);
const NEGATED = { kind: "negate", inputs: [y] } as const;
const INVERSE = { kind: "reciprocal", inputs: [y] } as const;
const SCALED = { kind: "multiply", inputs: [d, x] } as const;

type Answer = GraphNode | undefined;
type X = { readonly x: Seen };
type XY = X & { readonly y: Seen };

const product = ({ x, y }: XY) => divide(nodeOf(x), nodeOf(y));

/**
 * Arithmetic that does nothing, or less than it seems, and functions that undo or
 * repeat one another: by kind, as few patterns are tried for each node.
 */
const RULES: {
  readonly [K in OperationKind]?: (node: GraphNode) => Answer;
} = {
  add: (node) =>
    match(see(node).inputs)
      .returnType<Answer>()
      // 0 + x = x
      .with([ZERO, x], ({ x }) => ifFits(x, node))
      // x + (−y) = x − y, (−y) + x = x − y
      .with([x, NEGATED], ({ x, y }) => subtract(nodeOf(x), nodeOf(y)))
      .with([NEGATED, x], ({ x, y }) => subtract(nodeOf(x), nodeOf(y)))
      // x + c = c + x: constants come first
      .with([VARYING, c], ({ x, c }) => add(nodeOf(c), nodeOf(x)))
      .otherwise(() => undefined),
  subtract: (node) =>
    match(see(node).inputs)
      .returnType<Answer>()
      // x − 0 = x
      .with([x, ZERO], ({ x }) => ifFits(x, node))
      // x − (−y) = x + y
      .with([x, NEGATED], ({ x, y }) => add(nodeOf(x), nodeOf(y)))
      .otherwise(() => undefined),
  multiply: (node) =>
    match(see(node).inputs)
      .returnType<Answer>()
      // 1 · x = x
      .with([ONE, x], ({ x }) => ifFits(x, node))
      // x · (1/y) = x / y, (1/y) · x = x / y
      .with([x, INVERSE], product)
      .with([INVERSE, x], product)
      // c · (d · x) = (c · d) · x: the constants fold into one
      .with([c, SCALED], ({ c, d, x }) => {
        const folded = foldConstants(multiply(nodeOf(c), nodeOf(d)));
        return folded && isNormal(folded)
          ? multiply(folded, nodeOf(x))
          : undefined;
      })
      // x · c = c · x: constants come first
      .with([VARYING, c], ({ x, c }) => multiply(nodeOf(c), nodeOf(x)))
      .otherwise(() => undefined),
  divide: (node) =>
    match(see(node).inputs)
      .returnType<Answer>()
      // x / 1 = x
      .with([x, ONE], ({ x }) => ifFits(x, node))
      .otherwise(() => undefined),
  power: (node) =>
    match(see(node).inputs)
      .returnType<Answer>()
      // x¹ = x
      .with([x, ONE], ({ x }) => ifFits(x, node))
      // x² is a product
      .with([x, TWO], ({ x }) => ifFits(see(square(nodeOf(x))), node))
      .otherwise(() => undefined),
  negate: (node) =>
    match(see(node).inputs)
      .returnType<Answer>()
      // −(−x) = x
      .with([NEGATED], ({ y }) => nodeOf(y))
      .otherwise(() => undefined),
  square: (node) =>
    match(see(node).inputs)
      .returnType<Answer>()
      // (−x)² = x²
      .with([NEGATED], ({ y }) => square(nodeOf(y)))
      .otherwise(() => undefined),
  exp: (node) =>
    match(see(node).inputs)
      .returnType<Answer>()
      // e^log softmax x = softmax x
      .with(
        [{ kind: "logSoftmax", inputs: [x] }],
        ({ x }) => softmax(nodeOf(x)),
      )
      .otherwise(() => undefined),
  relu: (node) => ifRepeated(node),
  abs: (node) => ifRepeated(node),
  stopGradient: (node) => node.inputs[0],
};

/** A simpler node of the same value, if there is one. */
export function simplifyArithmetic(node: GraphNode): Answer {
  return RULES[node.kind]?.(node);
}

/** Whether a number can stand for a product: one too large or too small has lost what x might give back. */
function isNormal({ attributes, dtype }: NodeOf<"constant">): boolean {
  const size = Math.abs(attributes.data[0]!);
  return dtype === "int32" || (size >= 2 ** -126 && size < Infinity);
}

/** What was seen, if it can stand for a node's shape. */
function ifFits(seen: Seen, { shape }: GraphNode): Answer {
  return sameShape(seen.shape, shape) ? nodeOf(seen) : undefined;
}

/** The operand, if the same function was applied to it already. */
function ifRepeated({ kind, inputs: [operand] }: GraphNode): Answer {
  return operand!.kind === kind ? operand : undefined;
}
