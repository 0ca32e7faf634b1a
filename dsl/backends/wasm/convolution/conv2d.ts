import { formatShape } from "../../../../core/errors.ts";
import {
  type ConvolutionGeometry,
  type FusedActivation,
  type NodeOf,
  type Shape,
  sizeOf,
} from "../../../graph/node.ts";
import { activate } from "../elementwise/activate.ts";
import { ENOUGH_ROWS } from "../kernel.ts";
import { LANES } from "../lanes.ts";
import type { Layout } from "../layout.ts";
import type { Value } from "../value.ts";
import { appendCorrelation } from "./append_correlation.ts";
import { joinRows, type Phase } from "./correlation.ts";
import { packForward } from "./pack_filter.ts";
import { padImages } from "./pad_images.ts";
import { joinTaps } from "./taps.ts";
import { TILE_COLUMNS } from "./tile.ts";

/** Outputs in a row from which on a row fills tiles. */
const LONG_ROW = 4;
/** Filters up to which they are read well from where they stand. */
const FEW_FILTERS = 32;
/** Outputs from which on a filter is read often enough to be packed for it. */
const MANY_OUTPUTS = 12;

/** Appends a convolution. */
export function lowerConv2d(
  { attributes: geometry, shape }: NodeOf<"conv2d">,
  inputs: readonly Value[],
  to: Layout,
): Value {
  return convolve({ geometry, shape, activation: "linear" }, inputs, to);
}

/** Appends a convolution with a bias and a function after it. */
export function lowerFusedConv2d(
  { attributes: geometry, shape }: NodeOf<"fusedConv2d">,
  inputs: readonly Value[],
  to: Layout,
): Value {
  const { activation } = geometry;
  return convolve({ geometry, shape, activation }, inputs, to);
}

/** A convolution, and what is done to its sums. */
interface Convolution {
  readonly geometry: ConvolutionGeometry;
  readonly shape: Shape;
  readonly activation: FusedActivation;
}

function convolve(
  { geometry, shape, activation }: Convolution,
  [image, filter, bias]: readonly Value[],
  to: Layout,
): Value {
  const [count, height, width, filters] = shape;
  const isPacked = filters! % LANES !== 0 ||
    filters! > FEW_FILTERS && count! * height! * width! >= MANY_OUTPUTS;
  const weights = isPacked ? packForward(filter!, to) : filter!;
  const images = padImages(image!, geometry.padding, to);
  const isByRow = count! < ENOUGH_ROWS && width! >= LONG_ROW;
  const weight = isPacked ? TILE_COLUMNS : filters!;
  const phase = phaseOf(geometry, {
    image: images.shape,
    filter: filter!.shape,
    result: shape,
    weight,
  });
  const terms = sizeOf(filter!.shape.slice(0, 3));
  const relu = activation === "relu";
  const [a, b] = [formatShape(image!.shape), formatShape(filter!.shape)];
  const extras = `${bias ? " + bias" : ""}${relu ? ", relu" : ""}`;
  const result = appendCorrelation(
    {
      panel: isPacked ? terms * TILE_COLUMNS : TILE_COLUMNS,
      phases: [isByRow ? { ...phase, rows: 1 } : joinRows(phase)],
      ...(isByRow ? { imageRows: height! } : {}),
      relu,
    },
    {
      images,
      weights,
      bias,
      places: [{ source: 0, filter: 0, result: 0 }],
    },
    {
      shape,
      label: `conv2d ${a} · ${b}${extras}`,
      flops: 2 * terms * sizeOf(shape),
    },
    to,
  );
  return relu ? result : activate(activation, result, to);
}

/** Sizes that decide how a convolution walks. */
interface Sizes {
  readonly image: Shape;
  readonly filter: Shape;
  readonly result: Shape;
  /** Elements from one term's weights to the next one's. */
  readonly weight: number;
}

/** All outputs of an image. */
function phaseOf(
  { strides, dilations }: ConvolutionGeometry,
  { image, filter, result, weight }: Sizes,
): Phase {
  const [kernelHeight, kernelWidth, channels] = filter;
  const [, rows, columns, filters] = result;
  const row = image[2]! * channels!;
  return {
    rows: rows!,
    columns: columns!,
    source: { row: strides[0] * row, pixel: strides[1] * channels! },
    result: { row: columns! * filters!, pixel: filters! },
    taps: joinTaps([
      {
        count: kernelHeight!,
        source: dilations[0] * row,
        filter: kernelWidth! * channels! * weight,
      },
      {
        count: kernelWidth!,
        source: dilations[1] * channels!,
        filter: channels! * weight,
      },
      { count: channels!, source: 1, filter: weight },
    ]),
    places: 1,
  };
}
