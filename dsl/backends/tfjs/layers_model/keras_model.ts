/** What a layer is told, by the names of tfjs-layers: `useBias`, `kernelSize`, … */
export type KerasConfig = Readonly<Record<string, unknown>>;

/** A layer of a `tf.LayersModel`, as plain data. */
export interface KerasLayer {
  /** What it is: `Dense`, `Conv2D`, … */
  readonly className: string;
  /** What it is called. */
  readonly name: string;
  /** Names of the layers it takes. */
  readonly inputs: readonly string[];
  /** What it is told, but for its name. */
  readonly config: KerasConfig;
}

/** A `tf.LayersModel`, as plain data. */
export interface KerasModel {
  /** The layers, each used once, inputs before users. */
  readonly layers: readonly KerasLayer[];
  /** Names of the layers that answer. */
  readonly outputs: readonly string[];
}

/** Describes a layer. */
export function kerasLayer(
  className: string,
  name: string,
  inputs: readonly string[],
  config: KerasConfig = {},
): KerasLayer {
  return { className, name, inputs, config };
}

/** Whether a model has exactly the layers of another, each told the same and perhaps more. */
export function saysAll(model: KerasModel, other: KerasModel): boolean {
  const layers = new Map(model.layers.map((layer) => [layer.name, layer]));
  return layers.size === other.layers.length &&
    other.layers.every((layer) => holds(layers.get(layer.name), layer)) &&
    holds(model.outputs, other.outputs);
}

/** Whether plain data has all that other plain data has. */
export function holds(data: unknown, other: unknown): boolean {
  if (typeof other !== "object" || other === null) return data === other;
  if (typeof data !== "object" || data === null) return false;
  if (Array.isArray(other)) {
    return Array.isArray(data) && data.length === other.length &&
      other.every((item, i) => holds(data[i], item));
  }
  const fields = new Map<string, unknown>(Object.entries(data));
  return Object.entries(other)
    .every(([name, value]) => holds(fields.get(name), value));
}
