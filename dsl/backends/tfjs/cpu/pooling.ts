import { sizeOf } from "../../../graph/node.ts";
import type { Call, Pooling } from "../kernels.ts";
import type { Store } from "./store.ts";

/** One window of one channel: its place in the result, and its cells inside the image. */
interface PoolWindow {
  /** Place in the result. */
  at: number;
  /** Place in the image of its first cell. */
  first: number;
  /** Rows of cells. */
  rows: number;
  /** Columns of cells. */
  columns: number;
}

/** Visits every window of every channel that has cells inside; the window passed is reused. */
function eachWindow(
  { image, result, geometry }: Pooling,
  visit: (window: PoolWindow) => void,
): void {
  const [count, height, width, channels] = image as [
    number,
    number,
    number,
    number,
  ];
  const [, down, across] = result as [number, number, number];
  const { size, strides, padding: { top, left } } = geometry;
  const window: PoolWindow = { at: 0, first: 0, rows: 0, columns: 0 };
  for (let n = 0; n < count; n++) {
    for (let y = 0; y < down; y++) {
      const row = Math.max(0, y * strides[0] - top);
      window.rows = Math.min(height, y * strides[0] - top + size[0]) - row;
      for (let x = 0; x < across; x++) {
        const column = Math.max(0, x * strides[1] - left);
        window.columns = Math.min(width, x * strides[1] - left + size[1]) -
          column;
        window.first = ((n * height + row) * width + column) * channels;
        const isEmpty = window.rows <= 0 || window.columns <= 0;
        for (let c = 0; c < channels; c++, window.at++, window.first++) {
          if (!isEmpty) visit(window);
        }
      }
    }
  }
}

/** Place of a window's first largest cell; a NaN counts as the largest. */
function largest(
  x: Float32Array,
  { first, rows, columns }: PoolWindow,
  rowStep: number,
  columnStep: number,
): number {
  let place = first;
  let best = x[first]!;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const cell = first + i * rowStep + j * columnStep;
      const value = x[cell]!;
      if (value > best || (value !== value && best === best)) {
        place = cell;
        best = value;
      }
    }
  }
  return place;
}

function stepsOf({ image }: Pooling): [row: number, column: number] {
  return [image[2]! * image[3]!, image[3]!];
}

/** Takes a value at the place of each window's largest cell. */
export function maxPoolPick(spec: Pooling, store: Store): Call {
  const [row, column] = stepsOf(spec);
  return ([image, values]) => {
    const x = store.floats(image!);
    const from = store.floats(values!);
    const y = new Float32Array(sizeOf(spec.result));
    eachWindow(spec, (window) => {
      y[window.at] = from[largest(x, window, row, column)]!;
    });
    return store.keep(y);
  };
}

/** Gives what comes from upstream to each window's largest cell. */
export function maxPoolGradient(spec: Pooling, store: Store): Call {
  const [row, column] = stepsOf(spec);
  return ([image, upstream]) => {
    const x = store.floats(image!);
    const dy = store.floats(upstream!);
    const dx = new Float32Array(sizeOf(spec.image));
    eachWindow(spec, (window) => {
      dx[largest(x, window, row, column)]! += dy[window.at]!;
    });
    return store.keep(dx);
  };
}

/** The mean of each window's cells. */
export function averagePool(spec: Pooling, store: Store): Call {
  const [row, column] = stepsOf(spec);
  return ([image]) => {
    const x = store.floats(image!);
    const y = new Float32Array(sizeOf(spec.result));
    eachWindow(spec, ({ at, first, rows, columns }) => {
      let sum = 0;
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          sum += x[first + i * row + j * column]!;
        }
      }
      y[at] = sum / (rows * columns);
    });
    return store.keep(y);
  };
}

/** Shares what comes from upstream among each window's cells. */
export function averagePoolGradient(spec: Pooling, store: Store): Call {
  const [row, column] = stepsOf(spec);
  return ([upstream]) => {
    const dy = store.floats(upstream!);
    const dx = new Float32Array(sizeOf(spec.image));
    eachWindow(spec, ({ at, first, rows, columns }) => {
      const share = dy[at]! / (rows * columns);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          dx[first + i * row + j * column]! += share;
        }
      }
    });
    return store.keep(dx);
  };
}
