/** Loads as much of MNIST as is asked for, and prints what is known of it as JSON: `print_mnist.ts 60000 10000`. */
import type { Dataset } from "../../../algorithms/datasets/dataset.ts";
import { loadMnist } from "../../../algorithms/datasets/mnist.ts";

function factsOf({ x, y }: Dataset) {
  return {
    shape: x.shape,
    first: y.slice(0, 10),
    counts: Array.from(
      { length: 10 },
      (_, digit) => y.filter((each) => each === digit).length,
    ),
    sum: x.data.reduce((sum, grey) => sum + grey, 0),
    // The row in the middle of the first image.
    middle: [...x.data.subarray(14 * 28, 15 * 28)],
  };
}

const [trainSize, testSize] = Deno.args.map(Number) as [number, number];
const { train, test } = await loadMnist({ trainSize, testSize });
// deno-lint-ignore no-console
console.log(JSON.stringify({ train: factsOf(train), test: factsOf(test) }));
