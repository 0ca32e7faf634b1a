import type {
  ConvolutionGeometry,
  PoolGeometry,
  Shape,
} from "../../../dsl/graph/node.ts";
import { ACTIVATIONS } from "./elementwise.ts";
import {
  at,
  type Meanings,
  offset,
  places,
  type Plain,
  tabulate,
  takesOver,
  zeros,
} from "./plain.ts";

/** One product in a convolution: a cell of the image, of the filter, of the result. */
interface Touch {
  readonly image: readonly number[];
  readonly filter: readonly number[];
  readonly result: readonly number[];
}

/** How many windows fit along one axis. */
function windows(
  size: number,
  padding: number,
  reach: number,
  stride: number,
): number {
  let count = 0;
  while (count * stride + reach <= size + padding) count++;
  return count;
}

function convolvedShape(
  image: Shape,
  filter: Shape,
  { strides, padding, dilations }: ConvolutionGeometry,
): Shape {
  const { top, bottom, left, right } = padding;
  const [height, width] = [
    (filter[0]! - 1) * dilations[0] + 1,
    (filter[1]! - 1) * dilations[1] + 1,
  ];
  return [
    image[0]!,
    windows(image[1]!, top + bottom, height, strides[0]),
    windows(image[2]!, left + right, width, strides[1]),
    filter[3]!,
  ];
}

function* touches(
  image: Shape,
  filter: Shape,
  geometry: ConvolutionGeometry,
): Generator<Touch> {
  const { strides, padding, dilations } = geometry;
  for (const result of places(convolvedShape(image, filter, geometry))) {
    const [n, row, column, f] = result as [number, number, number, number];
    for (const [i, j, c] of places(filter.slice(0, 3))) {
      const y = row * strides[0] - padding.top + i! * dilations[0];
      const x = column * strides[1] - padding.left + j! * dilations[1];
      if (y < 0 || y >= image[1]! || x < 0 || x >= image[2]!) continue;
      yield { image: [n, y, x, c!], filter: [i!, j!, c!, f], result };
    }
  }
}

function requireShape(found: Shape, wanted: Shape): void {
  if (found.join() !== wanted.join()) {
    throw new Error(`shape [${found}] where [${wanted}] was needed`);
  }
}

function conv2d(
  image: Plain,
  filter: Plain,
  geometry: ConvolutionGeometry,
): Plain {
  requireShape([image.shape[3]!], [filter.shape[2]!]);
  const shape = convolvedShape(image.shape, filter.shape, geometry);
  const data = zeros(shape);
  for (const touch of touches(image.shape, filter.shape, geometry)) {
    data[offset(shape, touch.result)]! += at(image, touch.image) *
      at(filter, touch.filter);
  }
  return { shape, dtype: "float32", data };
}

/** The cells of the window behind a cell of the result, inside the image. */
function cells(
  image: Shape,
  place: readonly number[],
  { size, strides, padding }: PoolGeometry,
): number[][] {
  const [n, row, column, channel] = place as [number, number, number, number];
  return places(size)
    .map(([i, j]) => [
      n,
      row * strides[0] - padding.top + i!,
      column * strides[1] - padding.left + j!,
      channel,
    ])
    .filter(([, y, x]) =>
      y! >= 0 && y! < image[1]! && x! >= 0 && x! < image[2]!
    );
}

function pooledShape(image: Shape, geometry: PoolGeometry): Shape {
  const { size, strides, padding } = geometry;
  const { top, bottom, left, right } = padding;
  return [
    image[0]!,
    windows(image[1]!, top + bottom, size[0], strides[0]),
    windows(image[2]!, left + right, size[1], strides[1]),
    image[3]!,
  ];
}

/** The first largest cell of a window, or its first NaN. */
function winner(
  image: Plain,
  place: readonly number[],
  geometry: PoolGeometry,
): number[] {
  return cells(image.shape, place, geometry)
    .reduce((best, cell) => {
      const isNext = takesOver(
        at(image, cell),
        at(image, best),
        (x, largest) => x > largest,
      );
      return isNext ? cell : best;
    });
}

/** Convolutions and pools, window by window. */
export const IMAGES: Meanings<
  | "conv2d"
  | "fusedConv2d"
  | "conv2dInputGradient"
  | "conv2dFilterGradient"
  | "maxPool"
  | "maxPoolGradient"
  | "maxPoolPick"
  | "averagePool"
  | "averagePoolGradient"
> = {
  conv2d: ({ attributes }, [image, filter]) =>
    conv2d(image!, filter!, attributes),
  fusedConv2d: ({ attributes }, [image, filter, bias]) => {
    const result = conv2d(image!, filter!, attributes);
    return tabulate(
      result.shape,
      "float32",
      (place) =>
        ACTIVATIONS[attributes.activation](
          at(result, place) + at(bias!, place.slice(3)),
        ),
    );
  },
  conv2dInputGradient: ({ attributes, shape }, [upstream, filter]) => {
    requireShape(
      upstream!.shape,
      convolvedShape(shape, filter!.shape, attributes),
    );
    const data = zeros(shape);
    for (const touch of touches(shape, filter!.shape, attributes)) {
      data[offset(shape, touch.image)]! += at(upstream!, touch.result) *
        at(filter!, touch.filter);
    }
    return { shape, dtype: "float32", data };
  },
  conv2dFilterGradient: ({ attributes, shape }, [image, upstream]) => {
    requireShape(
      upstream!.shape,
      convolvedShape(image!.shape, shape, attributes),
    );
    const data = zeros(shape);
    for (const touch of touches(image!.shape, shape, attributes)) {
      data[offset(shape, touch.filter)]! += at(upstream!, touch.result) *
        at(image!, touch.image);
    }
    return { shape, dtype: "float32", data };
  },
  maxPool: ({ attributes }, [image]) =>
    tabulate(
      pooledShape(image!.shape, attributes),
      "float32",
      (place) => at(image!, winner(image!, place, attributes)),
    ),
  maxPoolGradient: ({ attributes }, [image, upstream]) => {
    const { shape } = image!;
    requireShape(upstream!.shape, pooledShape(shape, attributes));
    const data = zeros(shape);
    for (const place of places(upstream!.shape)) {
      const cell = winner(image!, place, attributes);
      data[offset(shape, cell)]! += at(upstream!, place);
    }
    return { shape, dtype: "float32", data };
  },
  maxPoolPick: ({ attributes }, [image, values]) => {
    requireShape(values!.shape, image!.shape);
    return tabulate(
      pooledShape(image!.shape, attributes),
      "float32",
      (place) => at(values!, winner(image!, place, attributes)),
    );
  },
  averagePool: ({ attributes }, [image]) =>
    tabulate(pooledShape(image!.shape, attributes), "float32", (place) => {
      const inside = cells(image!.shape, place, attributes);
      return inside.reduce((sum, cell) => sum + at(image!, cell), 0) /
        inside.length;
    }),
  averagePoolGradient: ({ attributes, shape }, [upstream]) => {
    requireShape(upstream!.shape, pooledShape(shape, attributes));
    const data = zeros(shape);
    for (const place of places(upstream!.shape)) {
      const inside = cells(shape, place, attributes);
      for (const cell of inside) {
        data[offset(shape, cell)]! += at(upstream!, place) / inside.length;
      }
    }
    return { shape, dtype: "float32", data };
  },
};
