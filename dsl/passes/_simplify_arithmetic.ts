import { match, P } from "../../core/deps/ts_pattern.ts";
import type { GraphNode, NodeOf, OperationKind } from "../graph/node.ts";
import { sameShape } from "../graph/operations/_check.ts";
import { add, divide, multiply, subtract } from "../graph/operations/binary.ts";
import { softmax } from "../graph/operations/reduction.ts";
import { square } from "../graph/operations/unary.ts";
import { nodeOf, see, type Seen } from "./_seen.ts";
import { foldConstants } from "./fold_constants.ts";

type Answer = GraphNode | undefined;
type Rules = {
  readonly [K in OperationKind]?: (node: GraphNode) => Answer;
};

/** A simpler node of the same value, if there is one. */
export function simplifyArithmetic(node: GraphNode): Answer {
  const { kind, inputs } = node;
  return RULES[kind]?.(node) ??
    (inputs.some(isNotable) ? PATTERNS[kind]?.(node) : undefined) ??
    CONSTANT_FIRST[kind]?.(node);
}

/** The operand at `place`, if the other one is a constant that leaves it as it is. */
const beside = (neutral: number, place: 0 | 1) => (node: GraphNode): Answer =>
  isAll(node.inputs[1 - place]!, neutral)
    ? ifFits(node.inputs[place]!, node)
    : undefined;

const oneAsExponent = beside(1, 0);

/** Arithmetic that does nothing, or less than it seems, and functions that repeat one another. */
const RULES: Rules = {
  // 0 + x = x
  add: beside(0, 1),
  // x − 0 = x
  subtract: beside(0, 0),
  // 1 · x = x
  multiply: beside(1, 1),
  // x / 1 = x
  divide: beside(1, 0),
  // x¹ = x, x² is a product
  power: (node) => {
    const [x, exponent] = node.inputs;
    return isAll(exponent!, 2) ? ifFits(square(x!), node) : oneAsExponent(node);
  },
  relu: (node) => ifRepeated(node),
  abs: (node) => ifRepeated(node),
  stopGradient: (node) => node.inputs[0],
};

/** x + c = c + x, x · c = c · x: constants come first. */
const CONSTANT_FIRST: Rules = {
  add: ({ inputs: [x, c] }) => isSwapped(x!, c!) ? add(c!, x!) : undefined,
  multiply: ({ inputs: [x, c] }) =>
    isSwapped(x!, c!) ? multiply(c!, x!) : undefined,
};

const x = P.select("x");
const y = P.select("y");
/** Constants with one element. */
const SCALAR = {
  kind: "constant" as const,
  attributes: {
    data: P.when((data) => (data as ArrayLike<number>).length === 1),
  },
};
const c = P.select("c", SCALAR);
const d = P.select("d", SCALAR);
const NEGATED = { kind: "negate", inputs: [y] } as const;
const INVERSE = { kind: "reciprocal", inputs: [y] } as const;
const SCALED = { kind: "multiply", inputs: [d, x] } as const;

/** Kinds of operands that the patterns name: where there is none of them, nothing matches. */
const NOTABLE: ReadonlySet<OperationKind> = new Set(
  ["negate", "reciprocal", "multiply", "logSoftmax"] as const,
);

function isNotable({ kind }: GraphNode): boolean {
  return NOTABLE.has(kind);
}

type XY = { readonly x: Seen; readonly y: Seen };

const quotient = ({ x, y }: XY) => divide(nodeOf(x), nodeOf(y));
const difference = ({ x, y }: XY) => subtract(nodeOf(x), nodeOf(y));

/** Functions that undo one another, and arithmetic that could be done together. */
const PATTERNS: Rules = {
  add: (node) =>
    match(see(node).inputs)
      .returnType<Answer>()
      // x + (−y) = x − y, (−y) + x = x − y
      .with([x, NEGATED], difference)
      .with([NEGATED, x], difference)
      .otherwise(() => undefined),
  subtract: (node) =>
    match(see(node).inputs)
      .returnType<Answer>()
      // x − (−y) = x + y
      .with([x, NEGATED], ({ x, y }) => add(nodeOf(x), nodeOf(y)))
      .otherwise(() => undefined),
  multiply: (node) =>
    match(see(node).inputs)
      .returnType<Answer>()
      // x · (1/y) = x / y, (1/y) · x = x / y
      .with([x, INVERSE], quotient)
      .with([INVERSE, x], quotient)
      // c · (d · x) = (c · d) · x: the constants fold into one
      .with([c, SCALED], ({ c, d, x }) => {
        const folded = foldConstants(multiply(nodeOf(c), nodeOf(d)));
        return folded && isNormal(folded)
          ? multiply(folded, nodeOf(x))
          : undefined;
      })
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
};

/** Whether a node is a constant that holds nothing but `value`. */
function isAll(node: GraphNode, value: number): boolean {
  if (node.kind !== "constant") return false;
  const { data } = node.attributes;
  return data.length > 0 && data.every((x) => x === value);
}

/** Whether a constant of one element comes behind something else. */
function isSwapped(x: GraphNode, c: GraphNode): boolean {
  return x.kind !== "constant" && c.kind === "constant" &&
    c.attributes.data.length === 1;
}

/** Whether a number can stand for a product: one too large or too small has lost what x might give back. */
function isNormal({ attributes, dtype }: NodeOf<"constant">): boolean {
  const size = Math.abs(attributes.data[0]!);
  return dtype === "int32" || (size >= 2 ** -126 && size < Infinity);
}

/** A value, if it can stand for a node's shape. */
function ifFits(value: GraphNode, { shape }: GraphNode): Answer {
  return sameShape(value.shape, shape) ? value : undefined;
}

/** The operand, if the same function was applied to it already. */
function ifRepeated({ kind, inputs: [operand] }: GraphNode): Answer {
  return operand!.kind === kind ? operand : undefined;
}
