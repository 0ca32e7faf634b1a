import { sizeOf } from "../../../graph/node.ts";
import type { Call, Convolution, FusedConvolution } from "../kernels.ts";
import { activate, addProduct, fillRows, type Matrix } from "./matmul.ts";
import type { Store } from "./store.ts";

// A convolution is a product: each window of an image, laid out as a row
// [kh·kw·c], times the filter as a matrix [kh·kw·c, f]. One image at a time.

/** Sizes of a convolution, by name. */
interface Sizes {
  /** Cells of a window, kh·kw·c. */
  readonly cells: number;
  /** Windows of an image, oh·ow. */
  readonly windows: number;
  /** Filters, f. */
  readonly filters: number;
  /** Elements of an image, h·w·c. */
  readonly imageSize: number;
  /** Images, n. */
  readonly images: number;
}

function sizesOf({ image, filter, result }: Convolution): Sizes {
  return {
    cells: sizeOf(filter.slice(0, 3)),
    windows: result[1]! * result[2]!,
    filters: result[3]!,
    imageSize: sizeOf(image.slice(1)),
    images: image[0]!,
  };
}

/** Visits the rows of c cells that an image at `at` and its windows have in common. */
function eachRun(
  { image, filter, result, geometry }: Convolution,
  visit: (place: number, window: number, n: number) => void,
): void {
  const [, height, width, channels] = image as [number, number, number, number];
  const [rows, columns] = filter as [number, number];
  const [, down, across] = result as [number, number, number];
  const { strides, dilations, padding: { top, left } } = geometry;
  const cells = rows * columns * channels;
  let window = 0;
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++, window += cells) {
      for (let i = 0; i < rows; i++) {
        const r = y * strides[0] - top + i * dilations[0];
        if (r < 0 || r >= height) continue;
        for (let j = 0; j < columns; j++) {
          const c = x * strides[1] - left + j * dilations[1];
          if (c < 0 || c >= width) continue;
          const cell = window + (i * columns + j) * channels;
          visit((r * width + c) * channels, cell, channels);
        }
      }
    }
  }
}

/** Lays out the windows of an image, row by row; what lies outside stays 0. */
function unfold(
  spec: Convolution,
  image: Float32Array,
  at: number,
  windows: Float32Array,
): void {
  eachRun(spec, (place, window, n) => {
    for (let i = 0; i < n; i++) windows[window + i] = image[at + place + i]!;
  });
}

/** Sums windows back into an image. */
function fold(
  spec: Convolution,
  image: Float32Array,
  at: number,
  windows: Float32Array,
): void {
  eachRun(spec, (place, window, n) => {
    for (let i = 0; i < n; i++) image[at + place + i]! += windows[window + i]!;
  });
}

function matrix(data: Float32Array, at: number, columns: number): Matrix {
  return { data, at, row: columns, column: 1 };
}

function turned(data: Float32Array, at: number, columns: number): Matrix {
  return { data, at, row: 1, column: columns };
}

/** A convolution, with bias and activation. */
export function conv2d(spec: FusedConvolution, store: Store): Call {
  const { cells, windows, filters, imageSize, images } = sizesOf(spec);
  const unfolded = new Float32Array(windows * cells);
  const panel = new Float64Array(4 * cells);
  const size = { m: windows, n: filters, k: cells, panel };
  return ([image, filter, bias]) => {
    const x = store.floats(image!);
    const w = store.floats(filter!);
    const y = new Float32Array(sizeOf(spec.result));
    if (bias) fillRows(y, store.floats(bias));
    for (let i = 0; i < images; i++) {
      unfold(spec, x, i * imageSize, unfolded);
      const left = matrix(unfolded, 0, cells);
      addProduct(y, i * windows * filters, left, matrix(w, 0, filters), size);
    }
    activate(y, spec.activation);
    return store.keep(y);
  };
}

/** Windows' gradients are upstream · filterᵀ; cells that windows share sum them. */
export function conv2dInputGradient(spec: Convolution, store: Store): Call {
  const { cells, windows, filters, imageSize, images } = sizesOf(spec);
  const unfolded = new Float32Array(windows * cells);
  const panel = new Float64Array(4 * filters);
  const size = { m: windows, n: cells, k: filters, panel };
  return ([upstream, filter]) => {
    const dy = store.floats(upstream!);
    const w = store.floats(filter!);
    const dx = new Float32Array(images * imageSize);
    for (let i = 0; i < images; i++) {
      unfolded.fill(0);
      const left = matrix(dy, i * windows * filters, filters);
      addProduct(unfolded, 0, left, turned(w, 0, filters), size);
      fold(spec, dx, i * imageSize, unfolded);
    }
    return store.keep(dx);
  };
}

/** The filter's gradient is windowsᵀ · upstream, summed over images. */
export function conv2dFilterGradient(spec: Convolution, store: Store): Call {
  const { cells, windows, filters, imageSize, images } = sizesOf(spec);
  const unfolded = new Float32Array(windows * cells);
  const panel = new Float64Array(4 * windows);
  const size = { m: cells, n: filters, k: windows, panel };
  return ([image, upstream]) => {
    const x = store.floats(image!);
    const dy = store.floats(upstream!);
    const dw = new Float32Array(cells * filters);
    for (let i = 0; i < images; i++) {
      unfold(spec, x, i * imageSize, unfolded);
      const right = matrix(dy, i * windows * filters, filters);
      addProduct(dw, 0, turned(unfolded, 0, cells), right, size);
    }
    return store.keep(dw);
  };
}
