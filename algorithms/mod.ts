/**
 * Data sets, and what is done with data before and after learning.
 *
 * @example Handwritten digits, divided
 * ```ts
 * import { loadDigits, trainTestSplit } from "@silica/silica/algorithms";
 * import { assertEquals } from "@std/assert";
 *
 * const { x, y } = await loadDigits();
 * const { xTrain, xTest } = trainTestSplit(x, y, { testSize: 0.2, stratify: true });
 * assertEquals([xTrain.shape, xTest.shape], [[1437, 64], [360, 64]]);
 * ```
 *
 * @module
 */
export type { Tensor } from "../core/tensor.ts";
export * from "./datasets/dataset.ts";
export * from "./datasets/digits.ts";
export * from "./datasets/mnist.ts";
export * from "./selection/train_test_split.ts";
