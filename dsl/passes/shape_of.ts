import { cannot, formatShape, unknownName } from "../../core/errors.ts";
import { type Shape, sizeOf } from "../graph/node.ts";
import { resolveWindow } from "../graph/operations/window.ts";
import type { Layer, LayerKind, LayerOf } from "../layer.ts";
import type { Conv2dLayer } from "../layers/conv2d.ts";
import type { MaxPoolLayer } from "../layers/max_pool.ts";
import { MOST_ELEMENTS } from "./_most_elements.ts";

type ShapeRule<K extends LayerKind> = (
  layer: LayerOf<K>,
  ...inputs: readonly [Shape, ...Shape[]]
) => Shape;

const SHAPE_RULES: { readonly [K in LayerKind]: ShapeRule<K> } = {
  input: (layer) => layer.shape,
  dense: (layer, input) => {
    if (input.length > 0) return [...input.slice(0, -1), layer.units];
    throw misfit(layer, "it takes at least one axis", input);
  },
  activation: (layer, input) => {
    if (layer.fn !== "softmax" || input.length > 0) return input;
    throw misfit(layer, "it takes at least one axis", input);
  },
  flatten: (_layer, input) => [sizeOf(input)],
  reshape: (layer, input) => {
    const known = sizeOf(layer.shape.filter((axis) => axis !== -1));
    const rest = sizeOf(input) / known;
    const shape = layer.shape.map((axis) => axis === -1 ? rest : axis);
    const fits = Number.isInteger(rest) && sizeOf(shape) === sizeOf(input);
    if (fits) return shape;
    const wanted = formatShape(layer.shape);
    const wish = `${wanted} takes ${
      layer.shape.includes(-1) ? `a multiple of ${known}` : known
    } values`;
    const fact = `${formatShape(input)}, ${sizeOf(input)} values`;
    throw refusal(layer, wish, fact, "input shape");
  },
  dropout: (_layer, input) => input,
  batchNorm: (layer, input) => {
    if (input.length > 0) return input;
    throw misfit(layer, "it takes at least one axis", input);
  },
  conv2d: (layer, input) => [
    ...windows(layer, input, layer.kernelSize, layer.dilation),
    layer.filters,
  ],
  maxPool: (layer, input) => [
    ...windows(layer, input, layer.size),
    input[2]!,
  ],
  averagePool: (layer, input) => [
    ...windows(layer, input, layer.size),
    input[2]!,
  ],
  globalAveragePool: (layer, input) => {
    requireImage(layer, input);
    return [input[2]!];
  },
  concat: (layer, first, ...others) => {
    const rank = first.length;
    const axis = layer.axis < 0 ? layer.axis + rank : layer.axis;
    const shapes = [first, ...others];
    if (axis < 0 || axis >= rank) {
      const wish = `there must be an axis ${layer.axis}`;
      throw refusal(layer, wish, listShapes(shapes), "list of shapes");
    }
    const rest = (shape: Shape) => formatShape(shape.toSpliced(axis, 1));
    if (others.some((shape) => rest(shape) !== rest(first))) {
      const wish = `its inputs must be alike but for axis ${layer.axis}`;
      throw refusal(layer, wish, listShapes(shapes), "list of shapes");
    }
    const total = shapes.reduce((size, shape) => size + shape[axis]!, 0);
    return first.with(axis, total);
  },
  add: (layer, first, ...others) => {
    const wanted = formatShape(first);
    if (others.every((shape) => formatShape(shape) === wanted)) return first;
    const wish = "its inputs must have one shape";
    throw refusal(
      layer,
      wish,
      listShapes([first, ...others]),
      "list of shapes",
    );
  },
};

/** How many inputs each kind of layer takes. */
const ARITY: { readonly [K in LayerKind]: "none" | "one" | "several" } = {
  input: "none",
  dense: "one",
  activation: "one",
  flatten: "one",
  reshape: "one",
  dropout: "one",
  batchNorm: "one",
  conv2d: "one",
  maxPool: "one",
  averagePool: "one",
  globalAveragePool: "one",
  concat: "several",
  add: "several",
};

/** Axes of one sample; no machine has kernels for more. */
const MOST_AXES = 8;

/**
 * Finds the shape a layer gives to samples, without running it.
 *
 * @param layer The layer.
 * @param inputs Shapes of one sample of each input, without the batch.
 * @returns The shape of one sample of the output.
 * @throws {RangeError} If the layer does not take such inputs; both shapes are named.
 *
 * @example A convolution
 * ```ts
 * import { conv2d, shapeOf } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(shapeOf(conv2d(8, 3), [[28, 28, 1]]), [26, 26, 8]);
 * ```
 */
export function shapeOf(layer: Layer, inputs: readonly Shape[]): Shape {
  const { kind } = layer;
  if (!Object.hasOwn(SHAPE_RULES, kind)) {
    const kinds = Object.keys(SHAPE_RULES);
    throw unknownName("find the shape of a layer", "kind", kind, kinds);
  }
  requireArity(layer, inputs);
  // The rule found by the layer's own tag takes that layer.
  const rule = SHAPE_RULES[kind] as ShapeRule<LayerKind>;
  const [first = [], ...others] = inputs;
  const shape = rule(layer, first, ...others);
  if (shape.length > MOST_AXES) {
    const wish = `a sample may have at most ${MOST_AXES} axes`;
    throw refusal(layer, wish, shape.length, "number");
  }
  if (sizeOf(shape) <= MOST_ELEMENTS) return Object.freeze([...shape]);
  const wish = `a sample may have at most ${MOST_ELEMENTS} values`;
  throw refusal(layer, wish, formatShape(shape), "shape");
}

function requireArity(layer: Layer, inputs: readonly Shape[]): void {
  const [least, most] = {
    none: [0, 0],
    one: [1, 1],
    several: [2, Infinity],
  }[ARITY[layer.kind]] as [number, number];
  if (inputs.length >= least && inputs.length <= most) return;
  const wish = most > least
    ? `it takes at least ${least} inputs`
    : `it takes ${least === 1 ? "one input" : "no input"}`;
  throw refusal(layer, wish, inputs.length, "number");
}

/** Number of windows over an image, down and across. */
function windows(
  layer: Pick<Conv2dLayer | MaxPoolLayer, "strides" | "padding"> & Layer,
  input: Shape,
  size: readonly [number, number],
  dilations: readonly [number, number] = [1, 1],
): readonly [number, number] {
  requireImage(layer, input);
  const { strides, padding } = layer;
  const image = [input[0]!, input[1]!] as const;
  const window = { image, size, strides, padding, dilations };
  return resolveWindow(actionOn(layer), window).output;
}

function requireImage(layer: Layer, input: Shape): void {
  if (input.length === 3) return;
  throw misfit(layer, "it takes images [height, width, channels]", input);
}

const actionOn = (layer: Layer) => `find the shape of ${layer.kind}`;

const listShapes = (shapes: readonly Shape[]) =>
  shapes.map(formatShape).join(", ");

function misfit(layer: Layer, wish: string, input: Shape): RangeError {
  return refusal(layer, wish, formatShape(input), "input shape");
}

function refusal(
  layer: Layer,
  wish: string,
  fact: unknown,
  what: string,
): RangeError {
  return new RangeError(cannot(actionOn(layer), wish, fact, what));
}
