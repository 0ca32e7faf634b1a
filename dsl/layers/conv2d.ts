import {
  cannot,
  formatShape,
  requireOneOf,
  requirePositiveInteger,
} from "../../core/errors.ts";
import { pair } from "../graph/operations/window.ts";
import { requireInitializer } from "./_require_initializer.ts";
import { glorotUniform, type Initializer, zeros } from "./initializer.ts";
import { type LayerPadding, PADDINGS } from "./padding.ts";

/** A layer of filters that move over an image, described as plain data. */
export interface Conv2dLayer {
  /** Tag of this layer. */
  readonly kind: "conv2d";
  /** Number of filters; size of the last axis of the output. */
  readonly filters: number;
  /** Rows and columns of a filter. */
  readonly kernelSize: readonly [number, number];
  /** Steps between two places of a filter: rows, columns. */
  readonly strides: readonly [number, number];
  /** What happens at the edges. */
  readonly padding: LayerPadding;
  /** Steps between the cells of a filter: rows, columns. */
  readonly dilation: readonly [number, number];
  /** Whether each filter adds a number of its own. */
  readonly useBias: boolean;
  /** How the weights [rows, columns, channels, filters] begin. */
  readonly kernelInitializer: Initializer;
  /** How the biases [filters] begin. */
  readonly biasInitializer: Initializer;
}

/** Options for {@linkcode conv2d}. */
export interface Conv2dOptions {
  /** Steps between two places of a filter: rows, columns, or one number for both. @default {1} */
  strides?: number | readonly [number, number];
  /** What happens at the edges. @default {"valid"} */
  padding?: LayerPadding;
  /** Steps between the cells of a filter: rows, columns, or one number for both. @default {1} */
  dilation?: number | readonly [number, number];
  /** Whether each filter adds a number of its own. @default {true} */
  useBias?: boolean;
  /** How the weights [rows, columns, channels, filters] begin. @default {glorotUniform()} */
  kernelInitializer?: Initializer;
  /** How the biases [filters] begin. @default {zeros()} */
  biasInitializer?: Initializer;
}

/**
 * Describes filters that move over an image: [h, w, c] becomes [h′, w′, filters].
 *
 * With `"same"`, h′ = ⌈h / stride⌉; with `"valid"`, h′ = ⌊(h − reach) / stride⌋ + 1,
 * where reach = (size − 1) · dilation + 1.
 *
 * @param filters How many filters; the size of the output's last axis.
 * @param kernelSize Rows and columns of a filter, or one number for both.
 * @param options How filters move, bias and first weights.
 * @returns A frozen description.
 * @throws {RangeError} If a number is no positive integer, or strides and dilation are both above 1.
 *
 * @example Eight filters of three by three
 * ```ts
 * import { conv2d } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(conv2d(8, 3, { padding: "same" }).kernelSize, [3, 3]);
 * ```
 */
export function conv2d(
  filters: number,
  kernelSize: number | readonly [number, number],
  options: Conv2dOptions = {},
): Conv2dLayer {
  const action = "describe a conv2d layer";
  const {
    padding = "valid",
    useBias = true,
    kernelInitializer = glorotUniform(),
    biasInitializer = zeros(),
  } = options;
  requirePositiveInteger(filters, action, "filters");
  const size = pair(action, "kernelSize", kernelSize);
  const strides = pair(action, "strides", options.strides ?? 1);
  const dilation = pair(action, "dilation", options.dilation ?? 1);
  requireOneOf(padding, action, "padding", PADDINGS);
  requireInitializer(kernelInitializer, action, "kernelInitializer", 4);
  requireInitializer(biasInitializer, action, "biasInitializer", 1);
  if (Math.max(...strides) > 1 && Math.max(...dilation) > 1) {
    const wish = "'strides' or 'dilation' must be 1";
    const fact = `${formatShape(strides)} and ${formatShape(dilation)}`;
    throw new RangeError(cannot(action, wish, fact));
  }
  return Object.freeze({
    kind: "conv2d",
    filters,
    kernelSize: size,
    strides,
    padding,
    dilation,
    useBias,
    kernelInitializer,
    biasInitializer,
  });
}
