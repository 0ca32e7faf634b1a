import {
  activation,
  type ActivationLayer,
} from "../../../layers/activation.ts";
import { kerasActivation } from "./keras_activation.ts";
import {
  holds,
  type KerasLayer,
  kerasLayer,
  type KerasModel,
} from "./keras_model.ts";

/** An activation that tfjs-layers has not, and a word for it all the same. */
interface Suspect {
  /** The activation. */
  readonly layer: ActivationLayer;
  /** What it takes. */
  readonly input: string;
  /** One layer instead of several. */
  readonly short: KerasLayer;
}

/** Makes one layer again of the several that an activation may have become; see {@linkcode kerasActivation}. */
export function collapse(model: KerasModel): KerasModel {
  const layers = new Map(model.layers.map((layer) => [layer.name, layer]));
  const stems = model.layers
    .map(({ name }) => name.slice(0, Math.max(0, name.lastIndexOf("/"))));
  for (const stem of new Set(stems)) {
    const found = suspects(stem, layers).find((suspect) =>
      isAllThereIs(stem, suspect, layers, model.outputs)
    );
    if (!found) continue;
    for (const { name } of parts(stem, layers)) layers.delete(name);
    layers.set(stem, found.short);
  }
  return { layers: [...layers.values()], outputs: model.outputs };
}

/** What the layer called `name` could stand for. */
function suspects(
  name: string,
  layers: ReadonlyMap<string, KerasLayer>,
): readonly Suspect[] {
  const part = (part: string) => layers.get(`${name}/${part}`);
  const [elu] = part("above")?.inputs ?? [];
  const [gelu] = part("same")?.inputs ?? [];
  const alpha = part("scaled")?.config.scale;
  return [
    ...(elu !== undefined && typeof alpha === "number"
      ? [{
        layer: activation("elu", { alpha }),
        input: elu,
        short: kerasLayer("ELU", name, [elu], { alpha }),
      }]
      : []),
    ...(gelu !== undefined
      ? [{
        layer: activation("gelu", { approximate: true }),
        input: gelu,
        short: kerasLayer("Activation", name, [gelu], {
          activation: "gelu_new",
        }),
      }]
      : []),
  ];
}

/** Whether a layer and its parts are those of an activation, and nobody else takes the parts. */
function isAllThereIs(
  name: string,
  { layer, input }: Suspect,
  layers: ReadonlyMap<string, KerasLayer>,
  outputs: readonly string[],
): boolean {
  const written = kerasActivation(layer, name, input);
  const own = parts(name, layers).map((part) => part.name);
  const others = [...layers.values()]
    .filter((other) => other.name !== name && !own.includes(other.name));
  const taken = [...outputs, ...others.flatMap(({ inputs }) => inputs)];
  return own.length === written.length - 1 &&
    written.every((one) => holds(layers.get(one.name), one)) &&
    !own.some((part) => taken.includes(part));
}

/** The layers called `name/…`. */
function parts(
  name: string,
  layers: ReadonlyMap<string, KerasLayer>,
): readonly KerasLayer[] {
  return [...layers.values()]
    .filter((layer) => layer.name.startsWith(`${name}/`));
}
