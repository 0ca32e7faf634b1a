import { assert } from "@std/assert";
import type { Shape } from "../../../../../dsl/graph/node.ts";
import * as op from "../../../../../dsl/graph/op.ts";
import { scattered } from "./blocks.ts";
import { answers } from "./cases.ts";

type Numbers = readonly number[];

/** The sum in double precision, and that of the absolute values. */
function exactSum(x: Numbers): readonly [number, number] {
  return [
    x.reduce((sum, each) => sum + each, 0),
    x.reduce((sum, each) => sum + Math.abs(each), 0),
  ];
}

Deno.test("long sums of floats are within 2e-6 of the sum of what is added", () => {
  const length = 50_000;
  const rising = Array.from({ length }, (_, i) => Math.fround(i / 7));
  const inputs: readonly Numbers[] = [
    new Array(length).fill(Math.fround(0.1)),
    rising,
    rising.toReversed(),
    scattered(length, 3, 1e6).map((x) => Math.fround(x / 3)),
    scattered(length, 4, 1e6).map((x) => Math.fround(1 + x * x / 3e11)),
  ];
  for (const x of inputs) {
    const [sum, size] = exactSum(x);
    const error = (found: number) => Math.abs(found - sum) / size;
    const shapes: readonly Shape[] = [[length], [1, length], [10, 50, 100]];
    for (const shape of shapes) {
      for (const [found] of answers({ shape, build: (x) => op.sum(x) }, x)) {
        assert(error(found!) < 2e-6, `${shape}: ${error(found!)}`);
      }
    }
    // The same next to other columns.
    for (const columns of [2, 5, 17]) {
      const wide = x.flatMap((each) => new Array<number>(columns).fill(each));
      const [found] = answers({
        shape: [length, columns],
        build: (x) => op.sum(x, { axes: 0 }),
      }, wide);
      for (const each of found!) assert(error(each) < 2e-6, `${error(each)}`);
    }
  }
});
