import { type Shape, sizeOf } from "../../../graph/node.ts";
import type { Call, Convolution, FusedConvolution } from "../kernels.ts";
import type { ViewAxis } from "../view.ts";
import { activated, inOrder, splitActivation } from "./matmul.ts";
import { callKernel, shaped, type Tfjs } from "./tfjs_kernel.ts";
import { view } from "./view.ts";

/** tfjs's name for explicit paddings, with `more` rows and columns at the end. */
function attributes(
  { geometry: { strides, padding } }: Convolution,
  more: readonly [number, number] = [0, 0],
): Record<string, unknown> {
  const { top, bottom, left, right } = padding;
  return {
    strides: [...strides],
    pad: [[0, 0], [top, bottom + more[0]], [left, right + more[1]], [0, 0]],
    dataFormat: "NHWC",
  };
}

/** A convolution, with bias and activation, by tfjs. */
export function conv2d(spec: FusedConvolution, tfjs: Tfjs): Call {
  const { image, filter, result, geometry: { dilations } } = spec;
  const { inside, after } = splitActivation(spec.activation);
  const attrs = { ...attributes(spec), dilations: [...dilations] };
  const isWhole = filter[0] === image[1] && filter[1] === image[2];
  // A filter as large as the image is one product of all images; else there is one for each.
  const sums = {
    count: isWhole ? 1 : image[0]!,
    m: isWhole ? image[0]! : result[1]! * result[2]!,
    n: filter[3]!,
    k: sizeOf(filter.slice(0, 3)),
  };
  const call: Call = (inputs) => {
    const x = shaped(inputs[0]!, image);
    const w = shaped(inputs[1]!, filter);
    return inOrder(sums, tfjs, () => {
      if (!spec.bias && inside === "linear") {
        return callKernel("Conv2D", { x, filter: w }, attrs, tfjs);
      }
      const bias = inputs[2] && shaped(inputs[2], [filter[3]!]);
      return callKernel(
        "FusedConv2D",
        bias ? { x, filter: w, bias } : { x, filter: w },
        { ...attrs, activation: inside },
        tfjs,
      );
    });
  };
  return activated(call, after, sizeOf(result), tfjs);
}

/**
 * A filter with zeros between its cells: [kh·dh, kw·dw, c, f].
 *
 * tfjs's gradients know no dilation; a filter spread like this needs none. The
 * zeros behind the last cells are made up for by as much padding.
 */
function spread({ filter, geometry: { dilations } }: Convolution): Spread {
  const [rows, columns, channels, filters] = filter as [
    number,
    number,
    number,
    number,
  ];
  const cell = channels * filters;
  const gap = (size: number): ViewAxis => ({
    size,
    step: 0,
    begin: 0,
    limit: 1,
  });
  const along = (size: number, step: number): ViewAxis => ({
    size,
    step,
    begin: 0,
    limit: size,
  });
  return {
    shape: [rows * dilations[0], columns * dilations[1], channels, filters],
    more: [dilations[0] - 1, dilations[1] - 1],
    isSame: dilations[0] === 1 && dilations[1] === 1,
    axes: [
      along(rows, columns * cell),
      gap(dilations[0]),
      along(columns, cell),
      gap(dilations[1]),
      along(cell, 1),
    ],
    back: [
      along(rows, dilations[0] * columns * dilations[1] * cell),
      along(columns, dilations[1] * cell),
      along(cell, 1),
    ],
  };
}

/** A filter spread by its dilation. */
interface Spread {
  /** Its shape. */
  readonly shape: Shape;
  /** Rows and columns of zeros behind its last cells. */
  readonly more: readonly [number, number];
  /** Whether there is nothing to spread. */
  readonly isSame: boolean;
  /** The view of the filter that spreads it. */
  readonly axes: readonly ViewAxis[];
  /** The view of the spread filter that is the filter again. */
  readonly back: readonly ViewAxis[];
}

/** The gradient by the image, by tfjs. */
export function conv2dInputGradient(spec: Convolution, tfjs: Tfjs): Call {
  const { image, filter, result } = spec;
  const { shape, more, isSame, axes } = spread(spec);
  const attrs = { ...attributes(spec, more), inputShape: [...image] };
  const widen = view({ axes, source: sizeOf(filter) }, tfjs.backend);
  return ([upstream, weights]) => {
    const wide = isSame ? weights! : widen([weights!]);
    try {
      const inputs = {
        dy: shaped(upstream!, result),
        filter: shaped(wide, shape),
      };
      return callKernel("Conv2DBackpropInput", inputs, attrs, tfjs);
    } finally {
      if (!isSame) tfjs.backend.disposeData(wide.dataId);
    }
  };
}

/** The gradient by the filter, by tfjs. */
export function conv2dFilterGradient(spec: Convolution, tfjs: Tfjs): Call {
  const { image, result } = spec;
  const { shape, more, isSame, back } = spread(spec);
  const attrs = { ...attributes(spec, more), filterShape: [...shape] };
  const narrow = view({ axes: back, source: sizeOf(shape) }, tfjs.backend);
  return ([x, upstream]) => {
    const inputs = { x: shaped(x!, image), dy: shaped(upstream!, result) };
    const wide = callKernel("Conv2DBackpropFilter", inputs, attrs, tfjs);
    if (isSame) return wide;
    try {
      return narrow([wide]);
    } finally {
      tfjs.backend.disposeData(wide.dataId);
    }
  };
}
