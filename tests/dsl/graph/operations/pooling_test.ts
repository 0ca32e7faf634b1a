import { assertEquals } from "@std/assert";
import { Graph } from "../../../../dsl/graph/graph.ts";
import type { GraphNode } from "../../../../dsl/graph/node.ts";
import * as op from "../../../../dsl/graph/op.ts";
import type { PoolOptions } from "../../../../dsl/graph/op.ts";
import { gradients } from "../../../../dsl/passes/differentiate.ts";
import { valueOf } from "../../reference.ts";
import { refuses } from "../../refuses.ts";
import { checkTorch, readTorch, type TorchCase } from "../../torch_case.ts";
import { answer, both, image, padding, type Pair } from "./_torch_layout.ts";

function poolOptions({ name, params }: TorchCase): PoolOptions {
  const rows = !name.endsWith("1d");
  const across = (value: unknown): Pair =>
    rows ? both(value) : [1, both(value)[1]];
  return {
    size: across(params.kernel_size),
    strides: across(params.stride ?? params.kernel_size),
    // Windows that begin inside the image and end one column outside of it.
    padding: params.ceil_mode
      ? { top: 0, bottom: 0, left: 0, right: 1 }
      : padding(params.padding, rows),
  };
}

/** A mean that counts zeros around the image. */
function padFirst(
  x: GraphNode,
  { params }: TorchCase,
  rows: boolean,
): GraphNode {
  const p = params.padding as number;
  return op.pad(x, [[0, 0], rows ? [p, p] : [0, 0], [p, p], [0, 0]]);
}

const POOLS: Readonly<
  Record<string, (x: GraphNode, torch: TorchCase) => GraphNode>
> = {
  "avg_pool_padding_counted_True": (x, torch) =>
    op.averagePool(padFirst(x, torch, true), { size: 3, strides: 2 }),
  "avg_pool1d": (x, torch) =>
    op.averagePool(padFirst(x, torch, false), {
      size: [1, 3],
      strides: [1, 2],
    }),
  "adaptive_avg_pool": (x) =>
    op.averagePool(x, { size: [2, 4], strides: [2, 3] }),
  "lp_pool2d": (x) =>
    op.sqrt(op.multiply(4, op.averagePool(op.square(x), { size: 2 }))),
};

function pool(torch: TorchCase, x: GraphNode): GraphNode {
  const special = POOLS[torch.name];
  if (special) return special(x, torch);
  const build = torch.name.startsWith("max") ? op.maxPool : op.averagePool;
  return build(x, poolOptions(torch));
}

/** Cases without windows, in torch's own layout. */
const LAYOUTS: Readonly<Record<string, (x: GraphNode) => GraphNode>> = {
  "global_avg_pool": (x) => op.mean(x, { axes: [2, 3] }),
  "global_max_pool": (x) => op.max(x, { axes: [2, 3] }),
  "upsample_nearest_2": (x) => {
    const cells = op.reshape(x, [1, 2, 3, 1, 4, 1]);
    return op.reshape(op.broadcastTo(cells, [1, 2, 3, 2, 4, 2]), [1, 2, 6, 8]);
  },
  "pixel_shuffle": (x) => {
    const cells = op.reshape(x, [1, 2, 2, 2, 2, 3]);
    return op.reshape(op.transpose(cells, [0, 1, 4, 2, 5, 3]), [1, 2, 4, 6]);
  },
  "pad_constant": (x) => op.pad(x, [[0, 0], [0, 0], [2, 1], [1, 2]]),
};

for (const torch of readTorch("pooling").cases) {
  Deno.test(`pooling agrees with torch: ${torch.name}`, () => {
    // The reciprocal of the number of cells is a constant in single precision.
    const tolerance = torch.name === "global_avg_pool" ? 1e-7 : 1e-9;
    checkTorch(torch, ({ x }) => {
      const layout = LAYOUTS[torch.name];
      return layout ? layout(x!) : answer(pool(torch, image(x!)), x!);
    }, { tolerance });
  });
}

Deno.test("maxPool() hands the gradient of equal cells to the first", () => {
  const image = new Graph().constant([1, 5, 5, 2, 5, 0], {
    shape: [1, 2, 3, 1],
  });
  const pooled = op.maxPool(image, { strides: 1 });
  assertEquals(valueOf(pooled), [5, 5]);
  const [gradient] = gradients(pooled, [image]);
  assertEquals(valueOf(gradient!), [0, 2, 0, 0, 0, 0]);
});

Deno.test("averagePool() counts the cells inside the image only", () => {
  const image = new Graph().constant([1, 2, 3, 4], { shape: [1, 2, 2, 1] });
  const padding = { top: 1, bottom: 0, left: 1, right: 0 };
  const pooled = op.averagePool(image, { padding, strides: 1 });
  assertEquals(valueOf(pooled), [1, 1.5, 2, 2.5]);
});

const graph = new Graph();
const x = graph.placeholder("x", [1, 5, 5, 2]);
const flat = graph.placeholder("flat", [5, 5]);
const whole = graph.placeholder("whole", [1, 5, 5, 2], { dtype: "int32" });

refuses("pooling", [
  [
    () => op.maxPool(whole),
    TypeError,
    'Cannot compute maxPool as "whole" must be float32: current type is int32',
  ],
  [
    () => op.averagePool(flat),
    RangeError,
    'Cannot compute averagePool as "flat" must have 4 axes: current shape is [5, 5]',
  ],
  [
    () => op.maxPool(x, { size: 0 }),
    RangeError,
    "Cannot compute maxPool as 'size' must be a positive integer: current value is 0",
  ],
  [
    () => op.maxPool(x, { size: [6, 1] }),
    RangeError,
    "Cannot compute maxPool as the window must fit in the image: current window is [6, 1] over an image of [5, 5]",
  ],
  [
    () =>
      op.averagePool(x, { padding: { top: 2, bottom: 0, left: 0, right: 1 } }),
    RangeError,
    "Cannot compute averagePool as padding must be less than the window [2, 2]: current padding is 2 above, 0 below, 0 left, 1 right",
  ],
  [
    () => op.maxPool(x, { padding: "Same" as "same" }),
    RangeError,
    `Cannot compute maxPool as 'padding' must be one of "same", "valid": current value is "Same"`,
  ],
]);
