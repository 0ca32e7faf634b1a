import { formatShape } from "../../../core/errors.ts";
import type { Derivatives } from "../derivative.ts";
import { emit } from "../emit.ts";
import type { ConvolutionGeometry, GraphNode, Shape } from "../node.ts";
import { requireDType, requireRank, sameShape } from "./_check.ts";
import { resolveWindow, type WindowOptions } from "./window.ts";

/** Options for {@linkcode conv2d}. */
export interface Conv2dOptions extends WindowOptions {
  /** Steps between the filter's cells: rows, columns, or one number for both. @default {1} */
  dilations?: number | readonly [number, number];
}

type ConvolutionKind =
  | "conv2d"
  | "conv2dInputGradient"
  | "conv2dFilterGradient";

/**
 * Moves a filter over images: [n, h, w, c] and [kh, kw, c, f] → [n, oh, ow, f].
 *
 * As everywhere in the field, the filter is not turned (cross-correlation).
 *
 * @throws {RangeError} If the shapes do not fit, or nothing would be left.
 */
export function conv2d(
  image: GraphNode,
  filter: GraphNode,
  options: Conv2dOptions = {},
): GraphNode {
  requireImages("compute conv2d", image, filter);
  const [, height, width, channels] = image.shape;
  const [rows, columns, filterChannels] = filter.shape;
  if (channels !== filterChannels) {
    throw new RangeError(
      `Cannot compute conv2d as image and filter must have the same channels: current shapes are ${
        formatShape(image.shape)
      } and ${formatShape(filter.shape)}`,
    );
  }
  const { output, ...geometry } = resolveWindow("compute conv2d", {
    ...options,
    image: [height!, width!],
    size: [rows!, columns!],
  });
  const shape = [image.shape[0]!, ...output, filter.shape[3]!];
  return convolution("conv2d", image, filter, geometry, shape);
}

function requireImages(action: string, a: GraphNode, b: GraphNode): void {
  for (const node of [a, b]) {
    requireDType(action, node, ["float32"]);
    requireRank(action, node, 4);
  }
}

/** Throws unless `result` is the shape of the convolution of `image` and `filter`. */
function requireFit(
  kind: ConvolutionKind,
  geometry: ConvolutionGeometry,
  image: Shape,
  filter: Shape,
  result: Shape,
): void {
  const [count, height, width, channels] = image;
  const [rows, columns, filterChannels, filters] = filter;
  const { output } = resolveWindow(`compute ${kind}`, {
    ...geometry,
    image: [height ?? 0, width ?? 0],
    size: [rows ?? 1, columns ?? 1],
  });
  const fits = image.length === 4 && filter.length === 4 &&
    channels === filterChannels &&
    sameShape(result, [count!, ...output, filters!]);
  if (fits) return;
  throw new RangeError(
    `Cannot compute ${kind} as the shapes must be those of a convolution: current image, filter and result are ${
      formatShape(image)
    }, ${formatShape(filter)} and ${formatShape(result)}`,
  );
}

function convolution(
  kind: ConvolutionKind,
  a: GraphNode,
  b: GraphNode,
  { strides, padding, dilations }: ConvolutionGeometry,
  shape: Shape,
): GraphNode {
  return emit<ConvolutionKind>({
    kind,
    inputs: [a, b],
    attributes: Object.freeze({ strides, padding, dilations }),
    shape: Object.freeze([...shape]),
    dtype: "float32",
  }) as GraphNode;
}

/**
 * The gradient of a convolution by its images, from the gradient by its result:
 * [n, oh, ow, f] and [kh, kw, c, f] → `shape` [n, h, w, c].
 */
export function conv2dInputGradient(
  upstream: GraphNode,
  filter: GraphNode,
  geometry: ConvolutionGeometry,
  shape: Shape,
): GraphNode {
  const kind = "conv2dInputGradient";
  requireImages(`compute ${kind}`, upstream, filter);
  requireFit(kind, geometry, shape, filter.shape, upstream.shape);
  return convolution(kind, upstream, filter, geometry, shape);
}

/**
 * The gradient of a convolution by its filter, from the gradient by its result:
 * [n, h, w, c] and [n, oh, ow, f] → `shape` [kh, kw, c, f].
 */
export function conv2dFilterGradient(
  image: GraphNode,
  upstream: GraphNode,
  geometry: ConvolutionGeometry,
  shape: Shape,
): GraphNode {
  const kind = "conv2dFilterGradient";
  requireImages(`compute ${kind}`, image, upstream);
  requireFit(kind, geometry, image.shape, shape, upstream.shape);
  return convolution(kind, image, upstream, geometry, shape);
}

/** A convolution again, with a geometry already resolved. */
function conv2dAgain(
  image: GraphNode,
  filter: GraphNode,
  geometry: ConvolutionGeometry,
  shape: Shape,
): GraphNode {
  return convolution("conv2d", image, filter, geometry, shape);
}

/** The three are linear in both inputs, and each one's derivatives are the other two. */
export const CONVOLUTION_DERIVATIVES: Derivatives<ConvolutionKind> = {
  conv2d: ({ inputs: [x, w], attributes }, upstream) => [
    conv2dInputGradient(upstream, w!, attributes, x!.shape),
    conv2dFilterGradient(x!, upstream, attributes, w!.shape),
  ],
  conv2dInputGradient: ({ inputs: [y, w], attributes }, upstream) => [
    conv2dAgain(upstream, w!, attributes, y!.shape),
    conv2dFilterGradient(upstream, y!, attributes, w!.shape),
  ],
  conv2dFilterGradient: ({ inputs: [x, y], attributes }, upstream) => [
    conv2dInputGradient(y!, upstream, attributes, x!.shape),
    conv2dAgain(x!, upstream, attributes, y!.shape),
  ],
};
