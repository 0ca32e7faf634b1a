import fc from "fast-check";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { RunningMoments } from "../../../envs/live/running_moments.ts";
import recorded from "../../fixtures/envs/wrappers.json" with { type: "json" };

Deno.test("RunningMoments are those of Gymnasium, list after list instead of batch after batch", () => {
  const moments = new RunningMoments(2);
  const { batches, after } = recorded.runningMeanStd;
  batches.forEach((batch, n) => {
    for (let at = 0; at < batch.length; at += 2) moments.add(batch, at);
    const { mean, variance, count } = after[n]!;
    assertAlmostEquals(moments.count, count, 1e-12);
    for (const i of [0, 1]) {
      assertAlmostEquals(
        moments.mean[i]!,
        mean[i]!,
        1e-10 * Math.abs(mean[i]!),
      );
      assertAlmostEquals(
        moments.variance(i),
        variance[i]!,
        1e-10 * variance[i]!,
      );
    }
  });
});

Deno.test("RunningMoments begin with mean 0 and variance 1", () => {
  const moments = new RunningMoments(3);
  assertEquals([...moments.mean], [0, 0, 0]);
  assertEquals([0, 1, 2].map((i) => moments.variance(i)), [1, 1, 1]);
  assertEquals(moments.count, 1e-4);
});

const lists = fc.array(
  fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), {
    minLength: 2,
    maxLength: 2,
  }),
  { minLength: 1, maxLength: 30 },
);

Deno.test("RunningMoments are the mean and the mean squared distance of all lists", () => {
  fc.assert(fc.property(lists, (lists) => {
    const moments = new RunningMoments(2);
    for (const list of lists) moments.add(list);
    for (const i of [0, 1]) {
      // The prior is a ten-thousandth of a list with mean 0 and variance 1.
      const weights = [1e-4, ...lists.map(() => 1)];
      const values = [0, ...lists.map((list) => list[i]!)];
      const total = weights.reduce((a, b) => a + b);
      const sum = (f: (x: number, k: number) => number) =>
        values.reduce((all, x, k) => all + weights[k]! * f(x, k), 0);
      const mean = sum((x) => x) / total;
      const variance = (1e-4 + sum((x) => (x - mean) ** 2)) / total;
      assertAlmostEquals(moments.mean[i]!, mean, 1e-9 * (1 + Math.abs(mean)));
      assertAlmostEquals(moments.variance(i), variance, 1e-9 * (1 + variance));
    }
  }));
});

Deno.test("RunningMoments are exact far from zero, where sums of squares would not be", () => {
  const moments = new RunningMoments(1);
  for (const x of [1e9, 1e9 + 1, 1e9 + 2]) moments.add([x]);
  const far = new RunningMoments(1);
  far.restore({ count: 0, mean: [0], squares: [0] });
  for (const x of [1e9, 1e9 + 1, 1e9 + 2]) far.add([x]);
  assertAlmostEquals(far.variance(0), 2 / 3, 1e-6);
  assertEquals(far.mean[0], 1e9 + 1);
});

Deno.test("RunningMoments go on from a snapshot to the last bit", () => {
  fc.assert(fc.property(lists, lists, (before, after) => {
    const moments = new RunningMoments(2);
    for (const list of before) moments.add(list);
    const other = new RunningMoments(2);
    other.restore(JSON.parse(JSON.stringify(moments.snapshot())));
    for (const list of after) {
      moments.add(list);
      other.add(list);
    }
    assertEquals(other.snapshot(), moments.snapshot());
  }));
});

Deno.test("RunningMoments refuse what is no snapshot of theirs, and stay as they are", () => {
  const moments = new RunningMoments(2);
  moments.add([1, 2]);
  const before = moments.snapshot();
  const cases: unknown[] = [
    null,
    {},
    new RunningMoments(3).snapshot(),
    { ...before, mean: [1] },
    { ...before, squares: [1, "2"] },
    { ...before, count: "many" },
  ];
  for (const snapshot of cases) {
    assertThrows(
      () => moments.restore(snapshot as typeof before),
      SyntaxError,
      "Cannot restore moments as they must be the moments of 2 numbers",
    );
    assertEquals(moments.snapshot(), before);
  }
  assertThrows(
    () => new RunningMoments(0),
    RangeError,
    "'size' must be a positive integer",
  );
});
