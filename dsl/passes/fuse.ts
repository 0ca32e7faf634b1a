import { match, P } from "../../core/deps/ts_pattern.ts";
import { emit } from "../graph/emit.ts";
import type {
  FusedActivation,
  GraphNode,
  OperationKind,
} from "../graph/node.ts";
import type { Program } from "../graph/program.ts";
import { nodeOf, see } from "./_seen.ts";
import { rewriteFully, type RewriteRule } from "./rewrite.ts";

const PRODUCT = P.select("product", { kind: P.union("matmul", "conv2d") });
const BIAS = P.select("bias");
const FUSED = P.select("fused", {
  kind: P.union("fusedMatmul", "fusedConv2d"),
  attributes: { activation: "linear" },
});
const ACTIVATION = P.select(
  "activation",
  P.union("relu", "elu", "sigmoid", "tanh"),
);

/** Kinds of nodes that may end what a fused operation does. */
const LAST: ReadonlySet<OperationKind> = new Set(
  ["add", "relu", "elu", "sigmoid", "tanh"] as const,
);

/** One step of an affine map, or the function after it. */
const fuseNode: RewriteRule = (node, userCount) =>
  LAST.has(node.kind) ? fuseLast(node, userCount) : undefined;

const fuseLast: RewriteRule = (node, userCount) =>
  match(see(node))
    .returnType<GraphNode | undefined>()
    .with(
      { kind: "add", inputs: [PRODUCT, BIAS] },
      ({ product, bias }) => withBias(nodeOf(product), nodeOf(bias), userCount),
    )
    .with(
      { kind: "add", inputs: [BIAS, PRODUCT] },
      ({ product, bias }) => withBias(nodeOf(product), nodeOf(bias), userCount),
    )
    .with(
      { kind: ACTIVATION, inputs: [FUSED] },
      ({ fused, activation }) =>
        withActivation(nodeOf(fused), activation, userCount),
    )
    .otherwise(() => undefined);

/**
 * `product + bias`, if the bias is one number for each column or channel, and
 * nothing else needs the product.
 */
function withBias(
  product: GraphNode,
  bias: GraphNode,
  userCount: (input: GraphNode) => number,
): GraphNode | undefined {
  const { shape, dtype } = product;
  const fits = bias.shape.length === 1 && bias.shape[0] === shape.at(-1);
  if (!fits || userCount(product) > 1) return undefined;
  const [a, b] = product.inputs;
  const inputs = [a!, b!, bias] as const;
  const activation: FusedActivation = "linear";
  if (product.kind === "conv2d") {
    const attributes = Object.freeze({ ...product.attributes, activation });
    return emit({ kind: "fusedConv2d", inputs, attributes, shape, dtype });
  }
  if (product.kind === "matmul" && shape.length === 2) {
    const attributes = Object.freeze({ ...product.attributes, activation });
    return emit({ kind: "fusedMatmul", inputs, attributes, shape, dtype });
  }
  return undefined;
}

/** `activation(fused)`, if nothing else needs what came before the function. */
function withActivation(
  fused: GraphNode,
  activation: FusedActivation,
  userCount: (input: GraphNode) => number,
): GraphNode | undefined {
  if (userCount(fused) > 1) return undefined;
  const attributes = Object.freeze({ ...fused.attributes, activation });
  return fused.graph.copy({ ...fused, attributes } as GraphNode, fused.inputs);
}

/**
 * Merges a matrix product or convolution with the bias added to it and the
 * function applied to it, where nothing else needs the values between.
 *
 * @param program A program, simplified.
 * @returns A program in a new graph that means the same, and fuses to itself.
 */
export function fuse(program: Program): Program {
  return rewriteFully(program, fuseNode);
}
