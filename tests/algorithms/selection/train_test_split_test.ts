import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { trainTestSplit } from "../../../algorithms/selection/train_test_split.ts";
import { tensor } from "../../../core/tensor.ts";

Deno.test("a quarter is tested on unless told otherwise, rounded up", () => {
  const y = ["a", "b", "c", "d", "e"];
  const { xTrain, xTest, yTrain, yTest } = trainTestSplit([[0], [1], [2], [3], [
    4,
  ]], y);
  assertEquals([xTrain.length, xTest.length, yTrain.length, yTest.length], [
    3,
    2,
    3,
    2,
  ]);
  assertEquals([...xTrain, ...xTest].map(([i]) => y[i!]), [
    ...yTrain,
    ...yTest,
  ]);
});

Deno.test("tensors, arrays and typed arrays are divided at the same places", () => {
  const x = tensor([[0, 0], [1, 10], [2, 20], [3, 30]]);
  const y = Int32Array.of(5, 6, 7, 8);
  const { xTrain, xTest, yTest, testIndices, trainIndices } = trainTestSplit(
    x,
    y,
    { testSize: 1, seed: 3 },
  );
  const [i] = testIndices as unknown as [number];
  assertEquals(xTest, tensor([[i, 10 * i]]));
  assertEquals(yTest, Int32Array.of(5 + i));
  assertEquals(xTrain.shape, [3, 2]);
  assertEquals([...trainIndices, i].sort(), [0, 1, 2, 3]);
  // What was given stays as it was.
  assertEquals([...y], [5, 6, 7, 8]);
});

const sizes = fc.integer({ min: 2, max: 60 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    testSize: fc.integer({ min: 1, max: count - 1 }),
    seed: fc.nat(),
  })
);

Deno.test("every row is on one side, as many as asked for are tested on, and the seed decides which", () => {
  fc.assert(fc.property(sizes, ({ count, testSize, seed }) => {
    const rows = Array.from({ length: count }, (_, i) => i);
    const split = trainTestSplit(rows, rows, { testSize, seed });
    assertEquals(split.xTest.length, testSize);
    assertEquals([...split.xTrain, ...split.xTest].sort((a, b) => a - b), rows);
    assertEquals(split.yTest, split.xTest);
    assertEquals(trainTestSplit(rows, rows, { testSize, seed }), split);
    assertEquals(
      trainTestSplit(rows, rows, { testSize: testSize / count, seed }).xTest
        .length >= testSize,
      true,
    );
  }));
});

Deno.test("each row is tested on as often as any other", () => {
  const rows = Array.from({ length: 8 }, (_, i) => i);
  const counts = new Array<number>(8).fill(0);
  for (let seed = 0; seed < 2000; seed++) {
    for (const i of trainTestSplit(rows, rows, { testSize: 2, seed }).xTest) {
      counts[i]!++;
    }
  }
  // Binomial, n = 2000, p = ¼: mean 500, standard deviation 19.
  assert(counts.every((count) => Math.abs(count - 500) < 100), counts.join());
});

Deno.test("stratified, each class has its share of both sides, but for less than one row", () => {
  const classes = fc.array(fc.integer({ min: 4, max: 20 }), {
    minLength: 1,
    maxLength: 4,
  });
  const share = fc.double({ min: 0.3, max: 0.7, noNaN: true });
  fc.assert(fc.property(classes, share, fc.nat(), (classes, share, seed) => {
    const y = classes.flatMap((size, label) =>
      Array.from({ length: size }, () => `class ${label}`)
    );
    const split = trainTestSplit(y, y, {
      testSize: share,
      seed,
      stratify: true,
    });
    assertEquals(split.yTest.length, Math.ceil(share * y.length));
    assertEquals(split.yTrain.length + split.yTest.length, y.length);
    for (const [label, size] of classes.entries()) {
      const tested = split.yTest.filter((each) =>
        each === `class ${label}`
      ).length;
      const exact = size * split.yTest.length / y.length;
      assert(
        Math.abs(tested - exact) < 1,
        `${tested} of ${size}, not ${exact}`,
      );
    }
  }));
});

Deno.test("nonsense is refused", () => {
  assertThrows(
    () => trainTestSplit([1, 2], [1]),
    RangeError,
    "'x' and 'y' must have the same number of rows: current number is 2 and 1",
  );
  assertThrows(
    () => trainTestSplit([1, 2], [1, 2], { testSize: 2 }),
    RangeError,
    "'testSize' must leave some of 2 rows to learn from",
  );
  assertThrows(() => trainTestSplit([1], [1]), RangeError, "to learn from");
  assertThrows(() => trainTestSplit([], []), RangeError, "to learn from");
  assertThrows(
    () => trainTestSplit([1, 2], [1, 2], { testSize: 0 }),
    RangeError,
    "'testSize' must be a finite number above 0",
  );
  assertThrows(
    () => trainTestSplit([1, 2, 3], [1, 2, 3], { testSize: 1.5 }),
    RangeError,
    "'testSize' must be an integer",
  );
  assertThrows(
    () => trainTestSplit([1, 2, 3], [1, 1, 2], { stratify: true }),
    RangeError,
    "two or more rows of each class: current class of a single row is 2",
  );
  assertThrows(
    () =>
      trainTestSplit([1, 2, 3, 4], [1, 1, 2, 2], {
        testSize: 1,
        stratify: true,
      }),
    RangeError,
    "both parts must have a row for each of 2 classes: current smaller part is 1",
  );
  assertThrows(
    () => trainTestSplit([1, 2], tensor([[1], [2]]), { stratify: true }),
    RangeError,
    "current shape is [2, 1]",
  );
});
