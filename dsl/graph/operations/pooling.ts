import type { Derivatives } from "../derivative.ts";
import { emit } from "../emit.ts";
import type { GraphNode, Padding, PoolGeometry, Shape } from "../node.ts";
import { requireDType, requireRank } from "./_check.ts";
import { pair, resolveWindow, type WindowOptions } from "./window.ts";

/** Options for {@linkcode maxPool} and {@linkcode averagePool}. */
export interface PoolOptions extends WindowOptions {
  /** Window: rows, columns, or one number for both. @default {2} */
  size?: number | readonly [number, number];
  /** Steps between windows. @default the window's size */
  strides?: number | readonly [number, number];
}

type PoolKind = "maxPool" | "averagePool";

function pool(
  kind: PoolKind,
  image: GraphNode,
  options: PoolOptions,
): GraphNode {
  const action = `compute ${kind}`;
  requireDType(action, image, ["float32"]);
  requireRank(action, image, 4);
  const [count, height, width, channels] = image.shape;
  const size = pair(action, "size", options.size ?? 2);
  const { strides, padding, output } = resolveWindow(action, {
    strides: options.strides ?? size,
    padding: options.padding ?? "valid",
    image: [height!, width!],
    size,
  });
  requireReach(action, size, padding);
  return emit<PoolKind>({
    kind,
    inputs: [image],
    attributes: Object.freeze({ size, strides, padding }),
    shape: Object.freeze([count!, ...output, channels!]),
    dtype: "float32",
  }) as GraphNode;
}

/** A window that held nothing but padding would have no largest cell and no mean. */
function requireReach(
  action: string,
  size: readonly [number, number],
  { top, bottom, left, right }: Padding,
): void {
  const reaches = Math.max(top, bottom) < size[0] &&
    Math.max(left, right) < size[1];
  if (reaches) return;
  throw new RangeError(
    `Cannot ${action} as padding must be less than the window [${
      size.join(", ")
    }]: current padding is ${top} above, ${bottom} below, ${left} left, ${right} right`,
  );
}

/** The largest cell of each window: [n, h, w, c] → [n, oh, ow, c]. */
export function maxPool(
  image: GraphNode,
  options: PoolOptions = {},
): GraphNode {
  return pool("maxPool", image, options);
}

/** The mean of each window's cells inside the image: [n, h, w, c] → [n, oh, ow, c]. */
export function averagePool(
  image: GraphNode,
  options: PoolOptions = {},
): GraphNode {
  return pool("averagePool", image, options);
}

type PoolPartKind =
  | "maxPool"
  | "maxPoolGradient"
  | "maxPoolPick"
  | "averagePool"
  | "averagePoolGradient";

function part(
  kind: PoolPartKind,
  inputs: readonly [GraphNode, ...GraphNode[]],
  attributes: PoolGeometry,
  shape: Shape,
): GraphNode {
  return emit<PoolPartKind>({
    kind,
    inputs,
    attributes,
    shape,
    dtype: "float32",
  }) as GraphNode;
}

/** `pick` takes what `gradient` gives, so each is the other's derivative. */
export const POOLING_DERIVATIVES: Derivatives<PoolPartKind> = {
  maxPool: ({ inputs: [x], attributes }, upstream) => [
    part("maxPoolGradient", [x!, upstream], attributes, x!.shape),
  ],
  maxPoolGradient: ({ inputs: [x, y], attributes }, upstream) => [
    undefined,
    part("maxPoolPick", [x!, upstream], attributes, y!.shape),
  ],
  maxPoolPick: ({ inputs: [x], attributes }, upstream) => [
    undefined,
    part("maxPoolGradient", [x!, upstream], attributes, x!.shape),
  ],
  averagePool: ({ inputs: [x], attributes }, upstream) => [
    part("averagePoolGradient", [upstream], attributes, x!.shape),
  ],
  averagePoolGradient: ({ inputs: [y], attributes }, upstream) => [
    part("averagePool", [upstream], attributes, y!.shape),
  ],
};
