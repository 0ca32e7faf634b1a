import type { ActivationLayer } from "./layers/activation.ts";
import type { AddLayer } from "./layers/add.ts";
import type { AveragePoolLayer } from "./layers/average_pool.ts";
import type { BatchNormLayer } from "./layers/batch_norm.ts";
import type { ConcatLayer } from "./layers/concat.ts";
import type { Conv2dLayer } from "./layers/conv2d.ts";
import type { DenseLayer } from "./layers/dense.ts";
import type { DropoutLayer } from "./layers/dropout.ts";
import type { FlattenLayer } from "./layers/flatten.ts";
import type { GlobalAveragePoolLayer } from "./layers/global_average_pool.ts";
import type { InputLayer } from "./layers/input.ts";
import type { MaxPoolLayer } from "./layers/max_pool.ts";
import type { ReshapeLayer } from "./layers/reshape.ts";

/** Every layer there is, as plain data. A pass that misses one does not type-check. */
export type Layer =
  | InputLayer
  | DenseLayer
  | ActivationLayer
  | FlattenLayer
  | ReshapeLayer
  | DropoutLayer
  | BatchNormLayer
  | Conv2dLayer
  | MaxPoolLayer
  | AveragePoolLayer
  | GlobalAveragePoolLayer
  | ConcatLayer
  | AddLayer;

/** The tag of a layer. */
export type LayerKind = Layer["kind"];

/** The layer with tag `K`. */
export type LayerOf<K extends LayerKind> = Extract<
  Layer,
  { readonly kind: K }
>;

/** A layer as people call it: its kind, or the function of an activation. */
export function layerTitle(layer: Layer): string {
  return layer.kind === "activation" ? layer.fn : layer.kind;
}
