import { formatShape } from "../../core/errors.ts";
import type { Layer, LayerKind, LayerOf } from "../layer.ts";
import type { AnyModel } from "../model.ts";
import type { Place } from "../place.ts";
import { placesOf } from "../places_of.ts";

type LabelRule<K extends LayerKind> = (layer: LayerOf<K>) => string;

const LABELS: { readonly [K in LayerKind]: LabelRule<K> } = {
  input: () => "",
  dense: ({ units }) => `${units}`,
  activation: ({ fn }) => fn,
  flatten: () => "",
  reshape: () => "",
  dropout: ({ rate }) => `${rate}`,
  batchNorm: () => "",
  conv2d: ({ filters, kernelSize, strides, padding }) =>
    `${filters} of ${windowLabel(kernelSize, strides)}, ${padding}`,
  maxPool: ({ size, strides, padding }) =>
    `${windowLabel(size, strides)}, ${padding}`,
  averagePool: ({ size, strides, padding }) =>
    `${windowLabel(size, strides)}, ${padding}`,
  globalAveragePool: () => "",
  concat: ({ axis }) => `axis ${axis}`,
  add: () => "",
};

const windowLabel = (
  [height, width]: readonly [number, number],
  [down, across]: readonly [number, number],
) => `${height}×${width} by ${down}×${across}`;

function labelOf(layer: Layer): string {
  // The rule found by the layer's own tag takes that layer.
  const rule = LABELS[layer.kind] as LabelRule<LayerKind>;
  return rule(layer);
}

/**
 * Draws a model as a Mermaid flowchart, which GitHub, notebooks and many editors show.
 *
 * @param model The model.
 * @returns The flowchart as text.
 *
 * @example Two boxes and an arrow
 * ```ts
 * import { diagram, input } from "@silica/silica";
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes(diagram(input([2]).dense(3)), "n0 --> n1");
 * ```
 */
export function diagram(model: AnyModel): string {
  const names = placesOf(model);
  const places = [...names.keys()];
  const id = (place: Place) => `n${places.indexOf(place)}`;
  const boxes = places.map((place) => {
    const shape = formatShape(place.shape);
    const { name, layer } = place;
    // Names that were given need not say what the layer is.
    const kind = name === undefined || name === layer.kind
      ? ""
      : ` (${layer.kind})`;
    const lines = [names.get(place)! + kind, labelOf(layer), shape];
    const text = lines.filter((line) => line !== "").join("<br>");
    return `  ${id(place)}["${text}"]`;
  });
  const arrows = places.flatMap((place) =>
    place.inputs.map((input) => `  ${id(input)} --> ${id(place)}`)
  );
  const ends = model.kind === "model" ? [] : Object.entries(model.outputs)
    .map(([name, place], i) => `  ${id(place)} --> o${i}(["${name}"])`);
  return ["flowchart TD", ...boxes, ...arrows, ...ends].join("\n");
}
