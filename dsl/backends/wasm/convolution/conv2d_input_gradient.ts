import { formatShape } from "../../../../core/errors.ts";
import {
  type ConvolutionGeometry,
  type NodeOf,
  type Padding,
  type Shape,
  sizeOf,
} from "../../../graph/node.ts";
import type { Layout } from "../layout.ts";
import { reshaped, type Value } from "../value.ts";
import { appendCorrelation } from "./append_correlation.ts";
import { type AxisPhase, axisPhases, type PhasedAxis } from "./axis_phases.ts";
import { joinRows, type Phase, type Place } from "./correlation.ts";
import { packBackward } from "./pack_filter.ts";
import { padImages } from "./pad_images.ts";
import { joinTaps } from "./taps.ts";
import { TILE_COLUMNS } from "./tile.ts";

/** Appends the gradient of a convolution by its image. */
export function lowerConv2dInputGradient(
  { attributes, shape }: NodeOf<"conv2dInputGradient">,
  [upstream, filter]: readonly Value[],
  to: Layout,
): Value {
  const label = `conv2d input gradient ${formatShape(upstream!.shape)} · ${
    formatShape(filter!.shape)
  }`;
  if (!isOneWindow(attributes, shape, filter!.shape)) {
    return inputGradient(
      { geometry: attributes, shape, label },
      [upstream!, filter!],
      to,
    );
  }
  // The window's cells are channels of a single pixel.
  const cells = sizeOf(shape.slice(1));
  const flat = reshaped(filter!, [1, 1, cells, filter!.shape[3]!]);
  const geometry = { ...attributes, strides: [1, 1] } as const;
  const pixels = { geometry, shape: [shape[0]!, 1, 1, cells], label };
  return reshaped(inputGradient(pixels, [upstream!, flat], to), shape);
}

/** Whether there is one window, which covers the image and no more. */
function isOneWindow(
  { padding }: ConvolutionGeometry,
  [, height, width]: Shape,
  [kernelHeight, kernelWidth]: Shape,
): boolean {
  return height === kernelHeight && width === kernelWidth &&
    Object.values(padding).every((cells: number) => cells === 0);
}

/** A gradient, and its name. */
interface InputGradient {
  readonly geometry: ConvolutionGeometry;
  readonly shape: Shape;
  readonly label: string;
}

/**
 * Appends sums of surroundings of the upstream gradient, with the filter turned
 * around. Where windows are more than a pixel apart, the pixels of each residue
 * are reached by some of the filter's cells only.
 */
function inputGradient(
  { geometry, shape, label }: InputGradient,
  [upstream, filter]: readonly [Value, Value],
  to: Layout,
): Value {
  const axes = axesOf(geometry, [shape, filter.shape, upstream.shape]);
  const weights = packBackward(filter, to);
  const images = padImages(upstream, paddingOf(axes), to);
  const [height, width, , filters] = filter.shape;
  const grids = gridsOf(axes, {
    image: shape,
    filter: filter.shape,
    upstream: images.shape,
    strides: geometry.strides,
  });
  return appendCorrelation(
    {
      panel: height! * width! * filters! * TILE_COLUMNS,
      phases: grids.map(({ phase, places: { length } }) => ({
        ...phase,
        places: length,
      })),
      relu: false,
    },
    { images, weights, places: grids.flatMap(({ places }) => places) },
    {
      shape,
      label,
      flops: 2 * sizeOf(upstream.shape) * sizeOf(filter.shape.slice(0, 3)),
    },
    to,
  );
}

type Axes = readonly [vertical: PhasedAxis, horizontal: PhasedAxis];

function axesOf(
  { strides, dilations, padding }: ConvolutionGeometry,
  [image, filter, upstream]: readonly [Shape, Shape, Shape],
): Axes {
  const axis = (i: 0 | 1, before: number) =>
    axisPhases({
      image: image[1 + i]!,
      result: upstream[1 + i]!,
      kernel: filter[i]!,
      stride: strides[i],
      dilation: dilations[i],
      before,
    });
  return [axis(0, padding.top), axis(1, padding.left)];
}

function paddingOf([vertical, horizontal]: Axes): Padding {
  const [top, bottom] = vertical.padding;
  const [left, right] = horizontal.padding;
  return { top, bottom, left, right };
}

/** Sizes that decide how the gradient walks. */
interface Sizes {
  readonly image: Shape;
  readonly filter: Shape;
  /** With its padding. */
  readonly upstream: Shape;
  readonly strides: readonly [number, number];
}

interface Grids {
  readonly phase: Phase;
  readonly places: Place[];
}

/** Pairs of phases, those together that differ in their places only. */
function gridsOf(axes: Axes, sizes: Sizes): Grids[] {
  const [, , imageWidth, channels] = sizes.image;
  const [, , upstreamWidth, filters] = sizes.upstream;
  const [, kernelWidth] = sizes.filter;
  const grids = new Map<string, Grids>();
  for (const y of axes[0].phases) {
    for (const x of axes[1].phases) {
      const key = [y.count, y.taps, x.count, x.taps].join();
      const alike = grids.get(key) ??
        { phase: phaseOf([y, x], axes, sizes), places: [] };
      grids.set(key, alike);
      const cell = y.cell * kernelWidth! + x.cell;
      alike.places.push({
        source: (y.source * upstreamWidth! + x.source) * filters!,
        filter: cell * filters! * TILE_COLUMNS,
        result: (y.first * imageWidth! + x.first) * channels!,
      });
    }
  }
  return [...grids.values()];
}

function phaseOf(
  [y, x]: readonly [AxisPhase, AxisPhase],
  [vertical, horizontal]: Axes,
  { image, filter, upstream, strides }: Sizes,
): Phase {
  const [, , imageWidth, channels] = image;
  const [, , upstreamWidth, filters] = upstream;
  const upstreamRow = upstreamWidth! * filters!;
  const cell = filters! * TILE_COLUMNS;
  return joinRows({
    rows: y.count,
    columns: x.count,
    source: { row: upstreamRow, pixel: filters! },
    result: {
      row: strides[0] * imageWidth! * channels!,
      pixel: strides[1] * channels!,
    },
    taps: joinTaps([
      {
        count: y.taps,
        source: vertical.sourceStep * upstreamRow,
        filter: vertical.cellStep * filter[1]! * cell,
      },
      {
        count: x.taps,
        source: horizontal.sourceStep * filters!,
        filter: horizontal.cellStep * cell,
      },
      { count: filters!, source: 1, filter: TILE_COLUMNS },
    ]),
    places: 1,
  });
}
