import { fillRandom } from "../../../dsl/graph/random_values.ts";
import { type GraphNode, sizeOf } from "../../../dsl/graph/node.ts";
import type { Meanings, Plain, Surroundings } from "./plain.ts";

function plain(node: GraphNode, data: ArrayLike<number>): Plain {
  const { shape, dtype } = node;
  return { shape, dtype, data: Array.from(data) };
}

function random(
  node: Extract<GraphNode, { kind: "randomUniform" | "randomNormal" }>,
  { draws }: Surroundings,
): Plain {
  const data = new Float32Array(sizeOf(node.shape));
  fillRandom(node.kind, node.attributes.seed, draws, data);
  return plain(node, data);
}

/** Where values come from, and where they go. */
export const LEAVES: Meanings<
  | "constant"
  | "placeholder"
  | "variable"
  | "randomUniform"
  | "randomNormal"
  | "assign"
> = {
  constant: (node) => plain(node, node.attributes.data),
  placeholder: (node, _inputs, { feeds }) => {
    const fed = feeds[node.name];
    if (!fed) throw new Error(`nothing is fed for "${node.name}"`);
    return plain(node, fed);
  },
  variable: (node, _inputs, { variables }) =>
    plain(node, variables[node.name] ?? node.attributes.initial),
  randomUniform: (node, _inputs, surroundings) => random(node, surroundings),
  randomNormal: (node, _inputs, surroundings) => random(node, surroundings),
  // Takes effect when the run ends: nothing here changes what variables read.
  assign: (_node, inputs) => inputs[1]!,
};
