import { assertEquals } from "@std/assert";
import { Graph } from "../../../../dsl/graph/graph.ts";
import type { GraphNode } from "../../../../dsl/graph/node.ts";
import * as op from "../../../../dsl/graph/op.ts";
import type { Conv2dOptions } from "../../../../dsl/graph/op.ts";
import { valueOf } from "../../reference.ts";
import { refuses } from "../../refuses.ts";
import { checkTorch, readTorch, type TorchCase } from "../../torch_case.ts";
import {
  answer,
  both,
  filter,
  image,
  padding,
  type Pair,
} from "./_torch_layout.ts";

type Nodes = Readonly<Record<string, GraphNode>>;

function withBias(y: GraphNode, b: GraphNode | undefined): GraphNode {
  return b ? op.add(y, b) : y;
}

function convolutionOptions({ name, params }: TorchCase): Conv2dOptions {
  const rows = !name.startsWith("conv1d");
  const across = (value: unknown): Pair =>
    rows ? both(value ?? 1) : [1, both(value ?? 1)[1]];
  const dilations = across(params.dilation);
  const causal = name === "conv1d_causal_dilated";
  return {
    strides: across(params.stride),
    dilations,
    padding: causal
      ? { top: 0, bottom: 0, left: dilations[1], right: 0 }
      : padding(params.padding, rows),
  };
}

function part(x: GraphNode, axis: number, i: number, of: number): GraphNode {
  const size = x.shape[axis]! / of;
  const begin = x.shape.map((_, at) => at === axis ? i * size : 0);
  return op.slice(x, begin, x.shape.with(axis, size));
}

/** Channels and filters in groups that do not mix. */
function grouped(
  x: GraphNode,
  w: GraphNode,
  groups: number,
  options: Conv2dOptions,
): GraphNode {
  return op.concat(
    Array.from(
      { length: groups },
      (_, i) =>
        op.conv2d(part(x, 3, i, groups), part(w, 3, i, groups), options),
    ),
  );
}

function convolve(torch: TorchCase, { x, w, b }: Nodes): GraphNode {
  const groups = (torch.params.groups ?? 1) as number;
  const options = convolutionOptions(torch);
  return withBias(grouped(image(x!), filter(w!), groups, options), b);
}

/** How torch crops one axis of a transposed convolution: before, and after. */
function cropping(
  axis: 0 | 1,
  { params }: TorchCase,
  sizes: { cells: number; filter: number; result: number },
): Pair {
  const stride = both(params.stride ?? 1)[axis];
  const reach = (sizes.filter - 1) * both(params.dilation ?? 1)[axis] + 1;
  const before = params.padding === "same"
    ? Math.max(0, Math.floor((sizes.filter - stride) / 2))
    : (params.padding ?? 0) as number;
  const whole = (sizes.cells - 1) * stride + reach;
  return [before, Math.max(0, whole - before - sizes.result)];
}

/** A transposed convolution is the gradient of a convolution by its image. */
function transposedConvolution(torch: TorchCase, nodes: Nodes): GraphNode {
  const { x, w, b } = nodes;
  const { params } = torch;
  const groups = (params.groups ?? 1) as number;
  const cells = image(x!);
  const [, , height, width] = nodes.grad_output!.shape as readonly number[];
  const [, , rows, columns] = w!.shape as readonly number[];
  const vertical = { cells: cells.shape[1]!, filter: rows!, result: height! };
  const across = { cells: cells.shape[2]!, filter: columns!, result: width! };
  const [top, bottom] = cropping(0, torch, vertical);
  const [left, right] = cropping(1, torch, across);
  const geometry = {
    strides: both(params.stride ?? 1),
    dilations: both(params.dilation ?? 1),
    padding: { top, bottom, left, right },
  };
  // Torch has [in, out, …] here, so that the filter turns out as [rows, columns, out, in].
  const turned = filter(w!);
  const shape = [cells.shape[0]!, height!, width!, w!.shape[1]!];
  const parts = Array.from({ length: groups }, (_, i) =>
    op.conv2dInputGradient(
      part(cells, 3, i, groups),
      part(turned, 3, i, groups),
      geometry,
      shape,
    ));
  return withBias(op.concat(parts), b);
}

/** One filter for each channel, then a mix of channels in each place. */
function separable({ x, depthwise, pointwise, b }: Nodes): GraphNode {
  const deep = grouped(image(x!), filter(depthwise!), 3, { padding: "same" });
  return withBias(op.conv2d(deep, filter(pointwise!)), b);
}

for (const torch of readTorch("convolution").cases) {
  Deno.test(`conv2d agrees with torch: ${torch.name}`, () => {
    checkTorch(torch, (nodes) => {
      const y = torch.name === "separable_conv2d"
        ? separable(nodes)
        : torch.name.startsWith("conv_transpose")
        ? transposedConvolution(torch, nodes)
        : convolve(torch, nodes);
      return answer(y, nodes.x!);
    });
  });
}

Deno.test("conv2d() does not turn the filter", () => {
  const graph = new Graph();
  const image = graph.constant([1, 2, 3, 4], { shape: [1, 2, 2, 1] });
  const filter = graph.constant([10, 1], { shape: [1, 2, 1, 1] });
  const y = op.conv2d(image, filter);
  assertEquals(y.shape, [1, 2, 1, 1]);
  assertEquals(valueOf(y), [12, 34]);
  const same = op.conv2d(image, filter, { padding: "same" });
  assertEquals(valueOf(same), [12, 20, 34, 40]);
});

const graph = new Graph();
const x = graph.placeholder("x", [1, 5, 5, 2]);
const w = graph.placeholder("w", [3, 3, 2, 4]);
const y = graph.placeholder("y", [1, 3, 3, 4]);
const flat = graph.placeholder("flat", [5, 5]);
const whole = graph.placeholder("whole", [1, 5, 5, 2], { dtype: "int32" });
const none = { top: 0, bottom: 0, left: 0, right: 0 };
const geometry = { strides: [1, 1], dilations: [1, 1], padding: none } as const;

refuses("conv2d()", [
  [
    () => op.conv2d(whole, w),
    TypeError,
    'Cannot compute conv2d as "whole" must be float32: current type is int32',
  ],
  [
    () => op.conv2d(flat, w),
    RangeError,
    'Cannot compute conv2d as "flat" must have 4 axes: current shape is [5, 5]',
  ],
  [
    () => op.conv2d(x, y),
    RangeError,
    "Cannot compute conv2d as image and filter must have the same channels: current shapes are [1, 5, 5, 2] and [1, 3, 3, 4]",
  ],
  [
    () => op.conv2d(x, w, { dilations: 3 }),
    RangeError,
    "Cannot compute conv2d as the window must fit in the image: current window is [7, 7] over an image of [5, 5]",
  ],
  [
    () => op.conv2d(x, w, { strides: 0 }),
    RangeError,
    "Cannot compute conv2d as 'strides' must be a positive integer: current value is 0",
  ],
  [
    () => op.conv2d(x, w, { dilations: [1, 1.5] }),
    RangeError,
    "Cannot compute conv2d as 'dilations' must be a positive integer: current value is 1.5",
  ],
  [
    () => op.conv2d(x, w, { padding: { ...none, left: -1 } }),
    RangeError,
    "Cannot compute conv2d as 'padding' must be whole numbers of at least 0: current value is -1",
  ],
  [
    () => op.conv2d(x, w, { padding: "full" as "same" }),
    RangeError,
    `Cannot compute conv2d as 'padding' must be one of "same", "valid": current value is "full"`,
  ],
  [
    () => op.conv2dInputGradient(y, w, geometry, [1, 6, 5, 2]),
    RangeError,
    "Cannot compute conv2dInputGradient as the shapes must be those of a convolution: current image, filter and result are [1, 6, 5, 2], [3, 3, 2, 4] and [1, 3, 3, 4]",
  ],
  [
    () => op.conv2dInputGradient(y, w, geometry, [5, 5, 5]),
    RangeError,
    "Cannot compute conv2dInputGradient as the shapes must be those of a convolution: current image, filter and result are [5, 5, 5], [3, 3, 2, 4] and [1, 3, 3, 4]",
  ],
  [
    () => op.conv2dFilterGradient(x, y, geometry, [3, 3, 2, 5]),
    RangeError,
    "Cannot compute conv2dFilterGradient as the shapes must be those of a convolution: current image, filter and result are [1, 5, 5, 2], [3, 3, 2, 5] and [1, 3, 3, 4]",
  ],
]);
