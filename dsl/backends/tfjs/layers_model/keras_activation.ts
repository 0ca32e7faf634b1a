import type {
  ActivationLayer,
  ActivationName,
  ActivationOf,
} from "../../../layers/activation.ts";
import { type KerasLayer, kerasLayer } from "./keras_model.ts";

type ActivationRule<F extends ActivationName> = (
  layer: ActivationOf<F>,
  name: string,
  input: string,
) => readonly KerasLayer[];

const plain = (activation: string) =>
(
  _layer: ActivationLayer,
  name: string,
  input: string,
) => [applied(activation, name, input)];

const ACTIVATION_RULES: { readonly [F in ActivationName]: ActivationRule<F> } =
  {
    linear: plain("linear"),
    relu: plain("relu"),
    leakyRelu: ({ slope }, name, input) => [
      kerasLayer("LeakyReLU", name, [input], { alpha: slope }),
    ],
    elu: ({ alpha }, name, input) =>
      alpha === 1
        ? [applied("elu", name, input)]
        : alpha === 0
        ? [applied("relu", name, input)]
        : scaledElu(alpha, name, input),
    selu: plain("selu"),
    gelu: ({ approximate }, name, input) =>
      approximate ? geluByTanh(name, input) : [applied("gelu", name, input)],
    swish: plain("swish"),
    tanh: plain("tanh"),
    sigmoid: plain("sigmoid"),
    softplus: plain("softplus"),
    softmax: plain("softmax"),
  };

/** An activation that tfjs-layers knows by a word. */
export function applied(
  activation: string,
  name: string,
  input: string,
): KerasLayer {
  return kerasLayer("Activation", name, [input], { activation });
}

const multiplied = (name: string, input: string, scale: number, offset = 0) =>
  kerasLayer("Rescaling", name, [input], { scale, offset });

/**
 * tfjs-layers has no elu but with alpha 1.
 *
 * elu(x, α) = relu(x) + α · elu(min(x, 0), 1), where min(x, 0) = −relu(−x)
 */
function scaledElu(alpha: number, name: string, x: string): KerasLayer[] {
  return [
    applied("relu", `${name}/above`, x),
    multiplied(`${name}/negative`, x, -1),
    applied("relu", `${name}/depth`, `${name}/negative`),
    multiplied(`${name}/below`, `${name}/depth`, -1),
    applied("elu", `${name}/curve`, `${name}/below`),
    multiplied(`${name}/scaled`, `${name}/curve`, alpha),
    kerasLayer("Add", name, [`${name}/above`, `${name}/scaled`]),
  ];
}

const SLOPE = 2 * Math.sqrt(2 / Math.PI);

/**
 * tfjs-layers has this function, but cannot read back the name it writes for it.
 *
 * x/2 · (1 + tanh(u)) = x · sigmoid(2u), where 2u = x · (slope + 0.044715 · slope · x²)
 */
function geluByTanh(name: string, x: string): KerasLayer[] {
  return [
    applied("linear", `${name}/same`, x),
    kerasLayer("Multiply", `${name}/square`, [x, `${name}/same`]),
    multiplied(`${name}/slope`, `${name}/square`, 0.044715 * SLOPE, SLOPE),
    kerasLayer("Multiply", `${name}/logit`, [x, `${name}/slope`]),
    applied("sigmoid", `${name}/gate`, `${name}/logit`),
    kerasLayer("Multiply", name, [x, `${name}/gate`]),
  ];
}

/** An activation in the words of tfjs-layers, which takes several layers where it has no such function; the last is called `name`. */
export function kerasActivation(
  layer: ActivationLayer,
  name: string,
  input: string,
): readonly KerasLayer[] {
  // The rule found by the layer's own function takes that layer.
  const rule = ACTIVATION_RULES[layer.fn] as ActivationRule<ActivationName>;
  return rule(layer, name, input);
}
