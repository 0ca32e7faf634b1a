import type { NodeOf } from "../../../../../dsl/graph/node.ts";
import type { PoolKind } from "../../../../../dsl/backends/wasm/pooling/pooling.ts";

type Numbers = readonly number[];

/** Places in the image of the cells of each window, in the order of the result's elements. */
function windowsOf(
  { attributes }: NodeOf<PoolKind>,
  image: Numbers,
  result: Numbers,
): number[][] {
  const { size, strides, padding } = attributes;
  const [n, height, width, channels] = image as [
    number,
    number,
    number,
    number,
  ];
  const [, down, across] = result as [number, number, number];
  const windows: number[][] = [];
  for (let i = 0; i < n * down * across * channels; i++) {
    const c = i % channels;
    const x = Math.floor(i / channels) % across * strides[1] - padding.left;
    const y = Math.floor(i / channels / across) % down * strides[0] -
      padding.top;
    const which = Math.floor(i / channels / across / down);
    const cells: number[] = [];
    for (let row = y; row < y + size[0]; row++) {
      for (let column = x; column < x + size[1]; column++) {
        if (row < 0 || row >= height || column < 0 || column >= width) continue;
        cells.push(((which * height + row) * width + column) * channels + c);
      }
    }
    windows.push(cells);
  }
  return windows;
}

/** The first largest cell; a NaN is larger than all. */
function winner(x: Numbers, cells: Numbers): number {
  const nan = cells.find((cell) => Number.isNaN(x[cell]));
  if (nan !== undefined) return nan;
  return cells.reduce((best, cell) => x[cell]! > x[best]! ? cell : best);
}

function mean(x: Numbers, cells: Numbers): number {
  return cells.reduce((sum, cell) => sum + x[cell]!, 0) / cells.length;
}

/** Adds up what each window gives to its cells. */
function scattered(
  count: number,
  windows: readonly Numbers[],
  give: (to: number[], cells: Numbers, window: number) => void,
): number[] {
  const gradient = new Array<number>(count).fill(0);
  windows.forEach((cells, window) => give(gradient, cells, window));
  return gradient;
}

/** What pools mean, with NaN and infinity, in double precision. */
export const PLAIN_POOLS: {
  readonly [K in PoolKind]: (
    node: NodeOf<K>,
    inputs: readonly Numbers[],
  ) => number[];
} = {
  maxPool: (node, [x]) =>
    windowsOf(node, node.inputs[0]!.shape, node.shape)
      .map((cells) => x![winner(x!, cells)]!),
  maxPoolPick: (node, [x, values]) =>
    windowsOf(node, node.inputs[0]!.shape, node.shape)
      .map((cells) => values![winner(x!, cells)]!),
  maxPoolGradient: (node, [x, upstream]) =>
    scattered(
      x!.length,
      windowsOf(node, node.shape, node.inputs[1]!.shape),
      (to, cells, window) => to[winner(x!, cells)]! += upstream![window]!,
    ),
  averagePool: (node, [x]) =>
    windowsOf(node, node.inputs[0]!.shape, node.shape)
      .map((cells) => mean(x!, cells)),
  averagePoolGradient: (node, [upstream]) =>
    scattered(
      node.shape.reduce((count, size) => count * size, 1),
      windowsOf(node, node.shape, node.inputs[0]!.shape),
      (to, cells, window) => {
        for (const cell of cells) {
          to[cell]! += upstream![window]! / cells.length;
        }
      },
    ),
};
