import { snakeCase, withFieldNames } from "./field_names.ts";
import type { KerasModel } from "./keras_model.ts";

/** The part of a `model.json` that describes the layers. */
export function topology({ layers, outputs }: KerasModel): unknown {
  const end = (name: string) => [name, 0, 0];
  const described = layers.map(({ className, name, inputs, config }) => ({
    name,
    className,
    config: { ...config, name },
    inboundNodes: inputs.length > 0
      ? [inputs.map((input) => [...end(input), {}])]
      : [],
  }));
  const entries = layers.filter(({ inputs }) => inputs.length === 0);
  const config = {
    name: "silica",
    layers: described,
    inputLayers: entries.map(({ name }) => end(name)),
    outputLayers: outputs.map(end),
  };
  return withFieldNames({ className: "Model", config }, snakeCase);
}
