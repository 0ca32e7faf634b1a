import { match, P } from "../../core/deps/ts_pattern.ts";
import {
  type GraphNode,
  type NodeOf,
  type Shape,
  sizeOf,
} from "../graph/node.ts";
import { sameShape } from "../graph/operations/_check.ts";
import { add, divide, multiply, subtract } from "../graph/operations/binary.ts";
import { broadcastTo, reshape, transpose } from "../graph/operations/layout.ts";
import { matmul } from "../graph/operations/matmul.ts";
import { softmax } from "../graph/operations/reduction.ts";
import { square } from "../graph/operations/unary.ts";
import type { Program } from "../graph/program.ts";
import { nodeOf, see, type Seen } from "./_seen.ts";
import { foldConstants } from "./fold_constants.ts";
import { rewriteFully, type RewriteRule } from "./rewrite.ts";

/** A constant that holds nothing but `value`. */
const all = (value: number) => ({
  kind: "constant" as const,
  attributes: {
    data: P.when((data) => {
      const elements = Array.from(data as ArrayLike<number>);
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

/** Arithmetic that does nothing, or less than it seems. */
function arithmetic(node: GraphNode): GraphNode | undefined {
  const { shape } = node;
  const alone = ({ x }: { x: Seen }) => ifShape(nodeOf(x), shape);
  return match(see(node))
    .returnType<GraphNode | undefined>()
    // 0 + x = x, x − 0 = x
    .with({ kind: "add", inputs: [all(0), x] }, alone)
    .with({ kind: "subtract", inputs: [x, all(0)] }, alone)
    // 1 · x = x / 1 = x¹ = x
    .with({ kind: "multiply", inputs: [all(1), x] }, alone)
    .with({ kind: "divide", inputs: [x, all(1)] }, alone)
    .with({ kind: "power", inputs: [x, all(1)] }, alone)
    // x² is a product
    .with(
      { kind: "power", inputs: [x, all(2)] },
      ({ x }) => ifShape(square(nodeOf(x)), shape),
    )
    // −(−x) = x
    .with(
      { kind: "negate", inputs: [{ kind: "negate", inputs: [x] }] },
      ({ x }) => nodeOf(x),
    )
    // x + (−y) = x − y, (−y) + x = x − y
    .with(
      { kind: "add", inputs: [x, { kind: "negate", inputs: [y] }] },
      ({ x, y }) => subtract(nodeOf(x), nodeOf(y)),
    )
    .with(
      { kind: "add", inputs: [{ kind: "negate", inputs: [y] }, x] },
      ({ x, y }) => subtract(nodeOf(x), nodeOf(y)),
    )
    // x − (−y) = x + y
    .with(
      { kind: "subtract", inputs: [x, { kind: "negate", inputs: [y] }] },
      ({ x, y }) => add(nodeOf(x), nodeOf(y)),
    )
    // (−x)² = x²
    .with(
      { kind: "square", inputs: [{ kind: "negate", inputs: [x] }] },
      ({ x }) => square(nodeOf(x)),
    )
    // x · (1/y) = x / y, (1/y) · x = x / y
    .with(
      { kind: "multiply", inputs: [x, { kind: "reciprocal", inputs: [y] }] },
      ({ x, y }) => divide(nodeOf(x), nodeOf(y)),
    )
    .with(
      { kind: "multiply", inputs: [{ kind: "reciprocal", inputs: [y] }, x] },
      ({ x, y }) => divide(nodeOf(x), nodeOf(y)),
    )
    // c · (d · x) = (c · d) · x: the constants fold into one
    .with(
      { kind: "multiply", inputs: [c, { kind: "multiply", inputs: [d, x] }] },
      ({ c, d, x }) => {
        const folded = foldConstants(multiply(nodeOf(c), nodeOf(d)));
        return folded && isNormal(folded)
          ? multiply(folded, nodeOf(x))
          : undefined;
      },
    )
    // x · c = c · x, x + c = c + x: constants come first
    .with(
      { kind: "multiply", inputs: [VARYING, c] },
      ({ x, c }) => multiply(nodeOf(c), nodeOf(x)),
    )
    .with(
      { kind: "add", inputs: [VARYING, c] },
      ({ x, c }) => add(nodeOf(c), nodeOf(x)),
    )
    .otherwise(() => undefined);
}

/** Whether a number can stand for a product: one too large or too small has lost what x might give back. */
function isNormal({ attributes, dtype }: NodeOf<"constant">): boolean {
  const size = Math.abs(attributes.data[0]!);
  return dtype === "int32" || (size >= 2 ** -126 && size < Infinity);
}

/** Functions that undo or repeat one another. */
function functions(node: GraphNode): GraphNode | undefined {
  return match(see(node))
    .returnType<GraphNode | undefined>()
    .with({ kind: "relu", inputs: [P.select({ kind: "relu" })] }, nodeOf)
    .with({ kind: "abs", inputs: [P.select({ kind: "abs" })] }, nodeOf)
    .with({ kind: "stopGradient", inputs: [P.select()] }, nodeOf)
    // e^log softmax x = softmax x
    .with(
      { kind: "exp", inputs: [{ kind: "logSoftmax", inputs: [x] }] },
      ({ x }) => softmax(nodeOf(x)),
    )
    .otherwise(() => undefined);
}

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
  return match(see(node))
    .returnType<GraphNode | undefined>()
    .with(
      { kind: "reshape", inputs: [{ kind: "reshape", inputs: [x] }] },
      ({ x }) => reshape(nodeOf(x), shape),
    )
    .with(
      { kind: "broadcastTo", inputs: [{ kind: "broadcastTo", inputs: [x] }] },
      ({ x }) => broadcastTo(nodeOf(x), shape),
    )
    // One stretched number looks the same in any shape.
    .with(
      { kind: "reshape", inputs: [{ kind: "broadcastTo", inputs: [c] }] },
      ({ c }) => broadcastTo(reshape(nodeOf(c), []), shape),
    )
    .with({ kind: "reshape", inputs: [c] }, ({ c }) => {
      const { attributes, dtype } = nodeOf(c) as NodeOf<"constant">;
      return node.graph.constant(attributes.data, { shape, dtype });
    })
    .otherwise(() => undefined);
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

/** `node`, if it can stand for one of this shape. */
function ifShape(node: GraphNode, shape: Shape): GraphNode | undefined {
  return sameShape(node.shape, shape) ? node : undefined;
}

const RULES: readonly ((node: GraphNode) => GraphNode | undefined)[] = [
  foldConstants,
  arithmetic,
  functions,
  places,
  stretches,
  products,
];

const simplifyNode: RewriteRule = (node) => {
  if (sizeOf(node.shape) === 0) return undefined;
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
  return rewriteFully(program, simplifyNode);
}
