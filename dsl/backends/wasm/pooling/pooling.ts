import type { PoolGeometry, Shape } from "../../../graph/node.ts";

/** Kinds of operations that move a window over an image. */
export type PoolKind =
  | "maxPool"
  | "maxPoolGradient"
  | "maxPoolPick"
  | "averagePool"
  | "averagePoolGradient";

/** Windows over images. */
export interface Pooling {
  /** The images: [n, h, w, c]. */
  readonly image: Shape;
  /** A cell for each window: [n, oh, ow, c]. */
  readonly result: Shape;
  /** How the window moves. */
  readonly geometry: PoolGeometry;
}

/** One axis of an image, and the windows along it. */
export interface PoolAxis {
  /** Cells of the image. */
  readonly cells: number;
  /** Windows. */
  readonly windows: number;
  /** Cells of a window. */
  readonly size: number;
  /** Cells from window to window. */
  readonly stride: number;
  /** Cells before the image. */
  readonly before: number;
  /** The windows that lie inside the image as a whole: from the first to before the second. */
  readonly inside: readonly [from: number, to: number];
}

/** Rows and columns. */
export function axesOf(
  { image, result, geometry }: Pooling,
): readonly [PoolAxis, PoolAxis] {
  const { size, strides, padding } = geometry;
  const axis = (i: 0 | 1, before: number): PoolAxis => {
    const [cells, windows] = [image[i + 1]!, result[i + 1]!];
    const from = Math.min(windows, Math.ceil(before / strides[i]));
    const behind = Math.floor((cells + before - size[i]) / strides[i]) + 1;
    const to = Math.max(from, Math.min(windows, behind));
    return {
      cells,
      windows,
      size: size[i],
      stride: strides[i],
      before,
      inside: [from, to],
    };
  };
  return [axis(0, padding.top), axis(1, padding.left)];
}

/** Whether a cell can lie in more than one window. */
export function overlaps({ geometry: { size, strides } }: Pooling): boolean {
  return size[0] > strides[0] || size[1] > strides[1];
}

/** Whether every cell of the image lies in a window. */
export function coversImage(pooling: Pooling): boolean {
  return axesOf(pooling).every(({ cells, windows, size, stride, before }) =>
    (windows === 1 || size >= stride) &&
    (windows - 1) * stride + size - before >= cells
  );
}
