import type { Padding } from "../../../../../dsl/graph/node.ts";
import type { Convolution } from "./geometries.ts";

const NONE: Padding = { top: 0, bottom: 0, left: 0, right: 0 };
const AROUND: Padding = { top: 1, bottom: 1, left: 1, right: 1 };
const WIDE: Padding = { top: 0, bottom: 0, left: 16, right: 8 };
const PLAIN = {
  strides: [1, 1],
  dilations: [1, 1],
  padding: NONE,
} as const;

/** Convolutions that are seldom drawn, and reach what others do not. */
export const EXAMPLES: readonly Convolution[] = [
  // A row for every number of outputs in a tile, by images and by rows.
  ...[1, 2, 3, 4, 5, 6, 7, 11, 13].flatMap((width): Convolution[] => [
    { ...PLAIN, image: [8, 1, width, 1], filter: [1, 1, 1, 9] },
    {
      ...PLAIN,
      image: [1, 2, width, 2],
      filter: [1, 1, 2, 4],
      padding: AROUND,
    },
  ]),
  // Every number of channels in a last vector.
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((filters): Convolution => ({
    ...PLAIN,
    image: [1, 2, 2, filters],
    filter: [2, 1, filters, filters],
  })),
  // Wide filters, packed and, for few outputs, not.
  { ...PLAIN, image: [1, 4, 4, 2], filter: [1, 1, 2, 40] },
  { ...PLAIN, image: [1, 1, 2, 2], filter: [1, 1, 2, 40] },
  // One pixel, and one window over each of many images.
  { ...PLAIN, image: [1, 1, 1, 1], filter: [1, 1, 1, 1] },
  { ...PLAIN, image: [13, 3, 2, 3], filter: [3, 2, 3, 5] },
  { ...PLAIN, image: [13, 1, 1, 3], filter: [1, 1, 3, 5] },
  { ...PLAIN, image: [7, 1, 1, 2], filter: [3, 3, 2, 3], padding: AROUND },
  // Padding beyond the kernel: outputs that see zeros only, pixels that nothing sees.
  {
    ...PLAIN,
    image: [2, 2, 2, 2],
    filter: [2, 1, 2, 3],
    padding: { top: 5, bottom: 0, left: 3, right: 4 },
  },
  { ...PLAIN, image: [2, 7, 9, 2], filter: [1, 2, 2, 3], strides: [3, 4] },
  // Strides and dilations with and without a common divisor.
  ...([[2, 2], [2, 3], [3, 2], [4, 2], [4, 3], [3, 3]] as const).map(
    ([stride, dilation]): Convolution => ({
      image: [2, 11, 12, 2],
      filter: [3, 4, 2, 3],
      strides: [stride, stride],
      dilations: [dilation, dilation],
      padding: { top: 3, bottom: 1, left: 0, right: 2 },
    }),
  ),
  // Images whose sums are kept apart, in groups, before they are added up.
  { ...PLAIN, image: [6, 10, 12, 1], filter: [3, 3, 1, 2], padding: AROUND },
  { ...PLAIN, image: [3, 16, 18, 1], filter: [1, 25, 1, 1], padding: WIDE },
  // Images of which only some rows stay near, in blocks of two sizes.
  { ...PLAIN, image: [1, 27, 40, 16], filter: [1, 1, 16, 1] },
];
