import {
  cannot,
  formatShape,
  formatValue,
  requireOneOf,
  requirePositiveInteger,
} from "../core/errors.ts";
import {
  ACTIVATION_NAMES,
  type ActivationName,
} from "../dsl/layers/activation.ts";
import type {
  Initializer,
  VarianceScalingInitializer,
} from "../dsl/layers/initializer.ts";
import { input } from "../dsl/input.ts";
import type { Model } from "../dsl/model.ts";
import { placesOf } from "../dsl/places_of.ts";

/**
 * Describes the network for observations of one shape.
 *
 * @param observationShape Sizes of the axes of one observation.
 * @param outputs How many numbers it must answer for each.
 * @returns A model whose output has shape `[outputs]`.
 */
export type NetworkBuilder = (
  observationShape: readonly number[],
  outputs: number,
) => Model;

/** How the weights of an agent's dense layers begin. */
export type NetworkInitializer = VarianceScalingInitializer["kind"];

/** What an agent's network looks like. */
export interface NetworkOptions {
  /** Units of each hidden layer. */
  readonly hidden?: readonly number[];
  /** The function after each hidden layer. */
  readonly activation?: ActivationName;
  /** How weights begin. */
  readonly initializer?: NetworkInitializer;
  /** Describes another network, for example for images; then none of the three others may be given. @default {dense layers} */
  readonly model?: NetworkBuilder;
}

/** A network of dense layers, described as plain data. */
export interface DenseNetwork {
  /** Units of each hidden layer. */
  readonly hidden: readonly number[];
  /** The function after each hidden layer. */
  readonly activation: ActivationName;
  /** How weights begin. */
  readonly initializer: NetworkInitializer;
}

/** A network that a function describes, once the observations are known. */
export interface CustomNetwork {
  /** Describes the network. */
  readonly model: NetworkBuilder;
}

/** An agent's network. */
export type Network = DenseNetwork | CustomNetwork;

/** Ways for weights to begin, by name. */
export const NETWORK_INITIALIZERS: readonly NetworkInitializer[] = Object
  .freeze([
    "glorotUniform",
    "glorotNormal",
    "heUniform",
    "heNormal",
    "lecunUniform",
    "lecunNormal",
  ]);

/**
 * Completes and checks what a user said about a network.
 *
 * @param action What the user asked for.
 * @param options What was given.
 * @param defaults What holds otherwise.
 * @returns A frozen description.
 * @throws {RangeError} If a size is not a positive integer, or a name is not known.
 * @throws {TypeError} If `model` is given besides others, or an option is of another type.
 */
export function resolveNetwork(
  action: string,
  options: NetworkOptions,
  defaults: DenseNetwork,
): Network {
  const { model } = options;
  if (model !== undefined) {
    const also = (["hidden", "activation", "initializer"] as const)
      .find((name) => options[name] !== undefined);
    if (also) {
      const wish = `'model' takes the place of '${also}'`;
      throw new TypeError(cannot(action, wish, "both", "choice"));
    }
    if (typeof model !== "function") {
      const wish = "'model' must be a function that answers a model";
      throw new TypeError(cannot(action, wish, formatValue(model)));
    }
    return Object.freeze({ model });
  }
  const { hidden, activation, initializer } = { ...defaults, ...options };
  if (!Array.isArray(hidden)) {
    const wish = "'hidden' must be a list of layer sizes";
    throw new TypeError(cannot(action, wish, formatValue(hidden)));
  }
  for (const units of hidden) requirePositiveInteger(units, action, "hidden");
  requireOneOf(activation, action, "activation", ACTIVATION_NAMES);
  requireOneOf(initializer, action, "initializer", NETWORK_INITIALIZERS);
  return Object.freeze({
    hidden: Object.freeze([...hidden]),
    activation,
    initializer,
  });
}

/**
 * The network itself: dense layers on the flattened observation, or what the agent's own function answers.
 *
 * @param action What the user asked for.
 * @param network What is known of it.
 * @param observationShape Sizes of the axes of one observation.
 * @param outputs How many numbers it may answer: one of these.
 * @returns A model of one of these sizes.
 * @throws {RangeError} If the agent's own model takes or answers another shape, or acts otherwise while it learns.
 */
export function buildNetwork(
  action: string,
  network: Network,
  observationShape: readonly number[],
  outputs: readonly [number, ...number[]],
): Model {
  if (!("model" in network)) {
    return denseNetwork(network, observationShape, outputs[0]);
  }
  const model = network.model(observationShape, outputs.at(-1)!);
  const places = [...placesOf(model).keys()];
  const inputs = places.filter(({ layer }) => layer.kind === "input");
  const fits = inputs.length === 1 &&
    formatShape(inputs[0]!.shape) === formatShape(observationShape) &&
    outputs.some((count) => formatShape(model.shape) === formatShape([count]));
  if (!fits) {
    throw new RangeError(
      cannot(
        action,
        `its model must turn ${formatShape(observationShape)} into ${
          outputs.map((count) => formatShape([count])).join(" or ")
        }`,
        inputs.map(({ shape }) => formatShape(shape)).join(" and ") + " into " +
          formatShape(model.shape),
        "model",
      ),
    );
  }
  const moody = places.find(({ layer }) =>
    layer.kind === "dropout" || layer.kind === "batchNorm"
  );
  if (moody) {
    const wish = "its model must act while learning as it does otherwise";
    throw new RangeError(cannot(action, wish, moody.layer.kind, "layer"));
  }
  return model;
}

function denseNetwork(
  { hidden, activation, initializer }: DenseNetwork,
  observationShape: readonly number[],
  outputs: number,
): Model {
  const kernelInitializer: Initializer = Object.freeze({ kind: initializer });
  const flat = observationShape.length === 1
    ? input(observationShape)
    : input(observationShape).flatten();
  return [...hidden]
    .reduce<Model>(
      (model, units) => model.dense(units, { kernelInitializer, activation }),
      flat,
    )
    .dense(outputs, { kernelInitializer });
}
