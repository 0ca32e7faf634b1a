import { isMatching, P } from "../../../../core/deps/ts_pattern.ts";
import { cannot, formatValue, quote } from "../../../../core/errors.ts";
import { camelCase, withFieldNames } from "./field_names.ts";
import { type KerasLayer, kerasLayer, type KerasModel } from "./keras_model.ts";

const ACTION = "convert a tf.LayersModel";

const END = [P.string, P.number, P.number, ...P.array(P.any)] as const;
const LAYER = { className: P.string, config: { name: P.string } };
const CHAIN = {
  className: "Sequential",
  config: { layers: P.array(LAYER) },
} as const;
const GRAPH = {
  className: P.union("Model", "Functional"),
  config: {
    layers: P.array({ ...LAYER, inboundNodes: P.array(P.array(END)) }),
    outputLayers: P.array(END),
  },
} as const;

/** What only Keras 3 writes. */
const KERAS_3 = P.union(
  { module: P.string },
  { registeredName: P.any },
  { config: { batchShape: P.any } },
);

type Chained = P.infer<typeof LAYER>;
type Graphed = P.infer<typeof GRAPH>["config"]["layers"][number];

/**
 * Reads the layers of a `tf.LayersModel` as its `toJSON` tells them.
 *
 * @throws {TypeError} If these are not the layers of a model of tfjs-layers.
 * @throws {RangeError} If a layer is used more than once, or as while training.
 */
export function readTopology(json: unknown): KerasModel {
  const data = withFieldNames(json, camelCase);
  const layers: unknown = Object(Object(data).config).layers;
  if (Array.isArray(layers)) layers.forEach(requireKeras2);
  if (isMatching(CHAIN, data)) return chain(data.config.layers);
  if (!isMatching(GRAPH, data)) {
    const wish = "'toJSON' must describe a tf.sequential or tf.model";
    throw new TypeError(cannot(ACTION, wish, formatValue(data)));
  }
  return {
    layers: data.config.layers.map(graphed),
    outputs: data.config.outputLayers.map(([name]) => name),
  };
}

function requireKeras2(layer: unknown): void {
  if (!isMatching(KERAS_3, layer)) return;
  const wish = "its layers must be in the format of Keras 2, as of tfjs-layers";
  throw new TypeError(cannot(ACTION, wish, "that of Keras 3", "format"));
}

/** A layer of a graph, with the names of those it takes. */
function graphed({ className, config, inboundNodes }: Graphed): KerasLayer {
  const { name } = config;
  const action = `convert layer ${quote(name)} (${className})`;
  const [calls = [], ...others] = inboundNodes;
  if (others.length > 0) {
    const fact = others.length + 1;
    throw new RangeError(cannot(action, "it must be used once", fact, "count"));
  }
  for (const [, , , settings] of calls) {
    const told = Object.entries(Object(settings)).find(([, value]) => value);
    if (told) {
      const wish = "it must be applied without settings";
      throw new RangeError(cannot(action, wish, quote(told[0]), "setting"));
    }
  }
  return kerasLayer(className, name, calls.map(([input]) => input), config);
}

/** The layers of a chain, each with the name of the one before. */
function chain(layers: readonly Chained[]): KerasModel {
  const [first] = layers;
  if (!first) {
    throw new RangeError(cannot(ACTION, "there must be a layer", 0, "number"));
  }
  const chained = layers.map(({ className, config }, i) => {
    const before = layers[i - 1]?.config.name;
    const inputs = before === undefined ? [] : [before];
    return kerasLayer(className, config.name, inputs, config);
  });
  const outputs = [layers.at(-1)!.config.name];
  if (first.className === "InputLayer") return { layers: chained, outputs };
  // Such a chain has an input that nobody named; its shape stands in the first layer.
  const names = layers.map(({ config }) => config.name);
  const name = names.includes("input") ? `${names[0]}_input` : "input";
  const [head, ...tail] = chained;
  return {
    layers: [
      kerasLayer("InputLayer", name, [], head!.config),
      { ...head!, inputs: [name] },
      ...tail,
    ],
    outputs,
  };
}
