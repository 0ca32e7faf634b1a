import type { GraphNode } from "../graph/node.ts";
import { add, minimum, multiply } from "../graph/operations/binary.ts";
import { greater } from "../graph/operations/comparison.ts";
import { softmax } from "../graph/operations/reduction.ts";
import { select } from "../graph/operations/select.ts";
import {
  elu,
  erf,
  expm1,
  relu,
  sigmoid,
  softplus,
  tanh,
} from "../graph/operations/unary.ts";
import type {
  ActivationLayer,
  ActivationName,
  ActivationOf,
} from "../layers/activation.ts";

type ActivationRule<F extends ActivationName> = (
  x: GraphNode,
  layer: ActivationOf<F>,
) => GraphNode;

/** Klambauer et al. (2017), such that mean 0 and variance 1 are a fixed point. */
const SELU_ALPHA = 1.6732632423543772;
const SELU_SCALE = 1.0507009873554805;

const ACTIVATION_RULES: { readonly [F in ActivationName]: ActivationRule<F> } =
  {
    linear: (x) => x,
    relu: (x) => relu(x),
    leakyRelu: (x, { slope }) => select(greater(x, 0), x, multiply(x, slope)),
    elu: (x, { alpha }) => alpha === 1 ? elu(x) : scaledElu(x, 1, alpha),
    selu: (x) => scaledElu(x, SELU_SCALE, SELU_ALPHA),
    gelu: (x, { approximate }) =>
      multiply(x, approximate ? normalByTanh(x) : normalByErf(x)),
    swish: (x) => multiply(x, sigmoid(x)),
    tanh: (x) => tanh(x),
    sigmoid: (x) => sigmoid(x),
    softplus: (x) => softplus(x),
    softmax: (x) => softmax(x),
  };

/** scale · x where x > 0, else scale · alpha · (eˣ − 1). */
function scaledElu(x: GraphNode, scale: number, alpha: number): GraphNode {
  const above = multiply(relu(x), scale);
  const below = multiply(expm1(minimum(x, 0)), scale * alpha);
  return add(above, below);
}

/** Φ(x) = (1 + erf(x / √2)) / 2 */
function normalByErf(x: GraphNode): GraphNode {
  return multiply(add(erf(multiply(x, Math.SQRT1_2)), 1), 0.5);
}

/** Φ(x) ≈ (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2 */
function normalByTanh(x: GraphNode): GraphNode {
  const cube = multiply(multiply(x, x), x);
  const inner = add(x, multiply(cube, 0.044715));
  return multiply(add(tanh(multiply(inner, Math.sqrt(2 / Math.PI))), 1), 0.5);
}

/** Applies an activation to a node of a graph. */
export function lowerActivation(
  layer: ActivationLayer,
  x: GraphNode,
): GraphNode {
  // The rule found by the layer's own function takes that layer.
  const rule = ACTIVATION_RULES[layer.fn] as ActivationRule<ActivationName>;
  return rule(x, layer);
}
