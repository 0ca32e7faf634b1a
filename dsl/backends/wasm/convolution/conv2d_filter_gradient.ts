import { formatShape } from "../../../../core/errors.ts";
import {
  type ConvolutionGeometry,
  type NodeOf,
  type Shape,
  sizeOf,
} from "../../../graph/node.ts";
import { ENOUGH_ROWS } from "../kernel.ts";
import type { Layout } from "../layout.ts";
import type { Value } from "../value.ts";
import {
  type FilterGradient,
  partCount,
  type Stride,
} from "./filter_gradient.ts";
import { filterGradientKernel } from "./filter_gradient_kernel.ts";
import { type FilterParts, filterParts } from "./filter_parts.ts";
import { padImages } from "./pad_images.ts";
import { splitEvenly } from "./split.ts";
import { sumGroups } from "./sum_groups.ts";
import { joinTaps, type Taps } from "./taps.ts";

/** Elements of images and gradients that stay near while all parts of a filter see them. */
const NEAR_ELEMENTS = 16 * 1024;
/** Groups of images at most. */
const MOST_GROUPS = 8;
/** Windows in a group at least: more groups have more sums to add up in the end. */
const GROUP_WINDOWS = 256;

/**
 * Appends the gradient of a convolution by its filter: for each of its numbers,
 * the sum over all windows of the pixel under it times the upstream gradient.
 */
export function lowerConv2dFilterGradient(
  { attributes, shape }: NodeOf<"conv2dFilterGradient">,
  [image, upstream]: readonly Value[],
  to: Layout,
): Value {
  const padded = padImages(image!, attributes.padding, to);
  const parts = partsOf(attributes, shape, padded.shape);
  const [images] = upstream!.shape;
  // Threads divide the parts of the filter, or the images.
  const groups = partCount(parts) < ENOUGH_ROWS ? groupsOf(upstream!.shape) : 1;
  const gradient: FilterGradient = {
    filters: shape[3]!,
    groups,
    ...windowsOf(attributes, images! / groups, {
      source: padded.shape,
      upstream: upstream!.shape,
      reach: attributes.dilations[0] * (shape[0]! - 1),
    }),
    ...parts,
  };
  const grouped = groups === 1 ? shape : [groups, ...shape];
  const sums = to.temporary({ shape: grouped, dtype: "float32" });
  const [a, b] = [formatShape(image!.shape), formatShape(upstream!.shape)];
  const rows = groups === 1 ? "whole" : "own";
  to.step({
    kernel: filterGradientKernel(
      gradient,
      `conv2d filter gradient ${a} · ${b}`,
    ),
    reads: [{ value: padded, rows }, { value: upstream!, rows }],
    writes: [sums],
    rows: groups === 1 ? partCount(parts) : groups,
    flops: 2 * sizeOf(upstream!.shape) * sizeOf(shape.slice(0, 3)),
  });
  return groups === 1 ? sums : sumGroups(sums, shape, to);
}

function partsOf(
  { dilations }: ConvolutionGeometry,
  [height, width, channels]: Shape,
  [, , imageWidth]: Shape,
): FilterParts {
  const loops = joinTaps([
    {
      count: height!,
      source: dilations[0] * imageWidth! * channels!,
      filter: width! * channels!,
    },
    { count: width!, source: dilations[1] * channels!, filter: channels! },
    { count: channels!, source: 1, filter: 1 },
  ]);
  return filterParts(
    loops.map(({ count, source }) => ({ count, step: source })),
  );
}

/** Shapes of what is read, and the rows of an image between a window's first and last. */
interface Sources {
  readonly source: Shape;
  readonly upstream: Shape;
  readonly reach: number;
}

/** Blocks of windows that are small enough to stay near: some images, or some rows of one. */
function windowsOf(
  { strides }: ConvolutionGeometry,
  images: number,
  { source, upstream, reach }: Sources,
): Pick<FilterGradient, "group" | "turns" | "turn" | "blocks"> {
  const [, height, width, channels] = source;
  const [, rows, columns, filters] = upstream;
  const sourceRow = width! * channels!;
  const pixel = { source: strides[1] * channels!, upstream: filters! };
  const row = {
    source: strides[0] * sourceRow,
    upstream: columns! * filters!,
  };
  const image = { source: height! * sourceRow, upstream: rows! * row.upstream };
  const group = times(image, images);
  const imagesNear = NEAR_ELEMENTS / sizeOfBoth(image);
  if (imagesNear >= 1) {
    const blocks = splitEvenly(images, Math.floor(imagesNear))
      .map(({ size, count }) => ({
        count,
        stride: times(image, size),
        windows: loopsOver([size, image], [rows!, row], [columns!, pixel]),
      }));
    return { group, turns: 1, turn: group, blocks };
  }
  const rowsNear = (NEAR_ELEMENTS - reach * sourceRow) / sizeOfBoth(row);
  const blocks = splitEvenly(rows!, Math.max(1, Math.floor(rowsNear)))
    .map(({ size, count }) => ({
      count,
      stride: times(row, size),
      windows: loopsOver([size, row], [columns!, pixel]),
    }));
  return { group, turns: images, turn: image, blocks };
}

function times({ source, upstream }: Stride, count: number): Stride {
  return { source: count * source, upstream: count * upstream };
}

function sizeOfBoth({ source, upstream }: Stride): number {
  return source + upstream;
}

function loopsOver(
  ...loops: readonly (readonly [count: number, stride: Stride])[]
): Taps {
  return joinTaps(
    loops.map(([count, { source, upstream }]) => ({
      count,
      source,
      filter: upstream,
    })),
  );
}

/** Equal groups of images: an even number of them if it can be, for two threads. */
function groupsOf([images, rows, columns]: Shape): number {
  const most = Math.floor(images! * rows! * columns! / GROUP_WINDOWS);
  const divisors = Array.from({ length: MOST_GROUPS }, (_, i) => i + 1)
    .filter((groups) => images! % groups === 0 && groups <= Math.max(1, most));
  return divisors.findLast((groups) => groups % 2 === 0) ?? divisors.at(-1)!;
}
