import fc from "fast-check";
import { assertEquals } from "@std/assert";
import { REDUCTION_LOWERINGS } from "../../../../../dsl/backends/wasm/reductions/lowerings.ts";
import {
  type GraphNode,
  type NodeOf,
  type Shape,
  sizeOf,
} from "../../../../../dsl/graph/node.ts";
import * as op from "../../../../../dsl/graph/op.ts";
import { FOLDING } from "../../../../arbitraries/operations/folding.ts";
import { numberTypes } from "../../../../arbitraries/values.ts";
import { interpret } from "../../../reference.ts";
import { assertAllNear } from "../../../same_meaning.ts";
import { answersOnTargets } from "../answers_on_targets.ts";
import { assertKeysTellApart } from "../assert_keys_tell_apart.ts";
import { stepsOf } from "../lowered.ts";
import { type Block, blocks, elementsFor, scattered } from "./blocks.ts";
import {
  answers,
  assertMeans,
  type Case,
  outputOf,
  stepsFor,
} from "./cases.ts";

type Numbers = readonly number[];

Deno.test("each kind answers as worked by hand", () => {
  const on = (build: Case["build"]): Numbers =>
    answers({ shape: [2, 3], build }, [3, 1, 2, 6, 5, 4])[0]!;
  assertEquals(on((x) => op.sum(x)), [21]);
  assertEquals(on((x) => op.sum(x, { axes: 0 })), [9, 6, 6]);
  assertEquals(on((x) => op.sum(x, { axes: 1 })), [6, 15]);
  assertEquals(on((x) => op.prod(x, { axes: 1 })), [6, 120]);
  assertEquals(on((x) => op.max(x, { axes: 0 })), [6, 5, 4]);
  assertEquals(on((x) => op.min(x, { axes: 1 })), [1, 4]);
  assertEquals(on((x) => op.argMax(x)), [0, 0]);
  assertEquals(on((x) => op.argMin(x)), [1, 2]);
  assertEquals(on((x) => op.argMax(x, 0)), [1, 1, 1]);
});

for (const kind of ["softmax", "logSoftmax", "argMax", "argMin"] as const) {
  Deno.test(`${kind} means what the graph says`, () => {
    fc.assert(
      fc.property(FOLDING[kind].any, ({ program, feeds }) => {
        const { output } = program.outputs;
        const { data } = interpret(program, { feeds }).outputs.output!;
        const found = answersOnTargets(REDUCTION_LOWERINGS, output!, feeds);
        for (const answer of found) assertAllNear(answer, data, 2e-6, kind);
      }),
      { numRuns: 60 },
    );
  });
}

/** Every tail, of neighbours and of columns. */
const TAILS: readonly Block[] = Array.from({ length: 20 }, (_, i) => [
  { shape: [3, i + 1], axes: [1] },
  { shape: [2, 5, i + 1], axes: [1] },
  { shape: [5, i + 1], axes: [0] },
]).flat();

for (const kind of ["sum", "prod", "max", "min"] as const) {
  Deno.test(`${kind} folds any axes of any size`, () => {
    fc.assert(
      fc.property(
        blocks(1500),
        numberTypes,
        fc.boolean(),
        fc.nat(),
        ({ shape, axes }, dtype, keepDims, seed) => {
          const build = (x: GraphNode) => op[kind](x, { axes, keepDims });
          const isFloatProduct = kind === "prod" && dtype === "float32";
          const x = elementsFor(shape, dtype, seed);
          assertMeans(
            { shape, dtype, build },
            // No product of these is large, and many are not small.
            isFloatProduct ? x.map((each) => each % 1 || 1) : x,
            isFloatProduct ? 2e-6 : 0,
          );
        },
      ),
      {
        numRuns: 60,
        examples: TAILS.map((block, i) => [block, "float32", false, i]),
      },
    );
  });
}

for (const kind of ["argMax", "argMin"] as const) {
  Deno.test(`${kind} finds the first extreme along any axis`, () => {
    fc.assert(
      fc.property(
        blocks(700),
        numberTypes,
        fc.nat(),
        fc.nat(3),
        ({ shape }, dtype, seed, drawn) => {
          const axis = drawn % shape.length;
          const build = (x: GraphNode) => op[kind](x, axis);
          // Few values, so that most stand in several places.
          const x = scattered(sizeOf(shape), seed, 3);
          assertMeans({ shape, dtype, build }, x);
        },
      ),
      { numRuns: 60 },
    );
  });
}

/** The largest or smallest, where a NaN counts as both, and its first place. */
function firstExtreme(x: Numbers, sign: 1 | -1): readonly [number, number] {
  const places = x.map((_, i) => i);
  const nan = places.find((i) => Number.isNaN(x[i]));
  if (nan !== undefined) return [NaN, nan];
  const best = sign * Math.max(...x.map((each) => sign * each));
  return [best, x.indexOf(best)];
}

Deno.test("a NaN is the largest and the smallest, and the first one is found", () => {
  const odd = fc.constantFrom(NaN, Infinity, -Infinity, 0, 1, 2);
  fc.assert(
    fc.property(fc.array(odd, { minLength: 1, maxLength: 21 }), (x) => {
      const row = { shape: [x.length] };
      const column = { shape: [x.length, 3] };
      const repeated = x.flatMap((each) => [7, each, each]);
      for (
        const [extreme, arg, sign] of [
          [op.max, op.argMax, 1],
          [op.min, op.argMin, -1],
        ] as const
      ) {
        const [best, place] = firstExtreme(x, sign);
        const axes = { axes: 0 };
        for (const [found] of answers({ ...row, build: extreme }, x)) {
          assertEquals(found, best);
        }
        for (const [found] of answers({ ...row, build: (x) => arg(x) }, x)) {
          assertEquals(found, place);
        }
        const below = { ...column, build: (x: GraphNode) => extreme(x, axes) };
        for (const found of answers(below, repeated)) {
          assertEquals(found, [7, best, best]);
        }
        const places = { ...column, build: (x: GraphNode) => arg(x, 0) };
        for (const found of answers(places, repeated)) {
          assertEquals(found, [0, place, place]);
        }
      }
    }),
    {
      numRuns: 25,
      examples: [[[1, 0, NaN, 2, NaN]], [[NaN]], [[-Infinity, -Infinity]]],
    },
  );
});

Deno.test("whole numbers wrap around, and are told apart to the last bit", () => {
  const x = [2 ** 31 - 1, 2 ** 24 + 1, -(2 ** 31), 2 ** 24, 2 ** 31 - 2];
  const dtype = "int32";
  for (const build of [op.sum, op.prod, op.max, op.min]) {
    assertMeans({ shape: [5], dtype, build: (x) => build(x) }, x);
  }
  assertMeans({ shape: [5], dtype, build: (x) => op.argMax(x) }, x);
  assertMeans({ shape: [5], dtype, build: (x) => op.argMin(x) }, x);
});

Deno.test("a value that is folded in several steps means the same", () => {
  const large: readonly (readonly [Shape, Numbers])[] = [
    [[20000], [0]],
    [[16411], [0]],
    [[70, 300], [0, 1]],
    [[70, 300], [0]],
    [[6, 11, 10, 32], [0, 1, 2]],
    [[1, 30, 600], [0, 1, 2]],
    [[2, 700, 3], [1]],
    [[2000, 10], [0]],
    [[5, 40, 2, 50], [0, 2]],
    [[2, 3, 2, 3, 2, 3], [0, 2, 4]],
  ];
  for (const [shape, axes] of large) {
    for (const dtype of ["float32", "int32"] as const) {
      const x = elementsFor(shape, dtype, 5);
      assertMeans({ shape, dtype, build: (x) => op.sum(x, { axes }) }, x);
    }
    const x = elementsFor(shape, "float32", 6);
    assertMeans({ shape, build: (x) => op.max(x, { axes }) }, x);
  }
});

Deno.test("rows of which nothing is folded take no step", () => {
  const output = outputOf({
    shape: [4, 1, 3],
    build: (x) => op.sum(x, { axes: 1 }),
  });
  const { steps, values, result } = stepsOf({
    lowering: REDUCTION_LOWERINGS.sum,
    node: output as NodeOf<"sum">,
  });
  assertEquals(steps, []);
  assertEquals(result, { ...values[0]!, shape: [4, 3] });
});

Deno.test("blocks need their own rows, columns all of them", () => {
  const readsOf = (shape: Shape, axes: readonly number[]) =>
    stepsFor({ shape, build: (x) => op.sum(x, { axes }) })
      .flatMap(({ reads }) => reads.map(({ rows }) => rows));
  assertEquals(readsOf([5, 6], [1]), ["own"]);
  assertEquals(readsOf([5, 6], [0, 1]), ["own"]);
  assertEquals(readsOf([5, 6, 7], [1]), ["own"]);
  assertEquals(readsOf([5, 6], [0]), ["whole"]);
  assertEquals(readsOf([64, 20, 20, 16], [0, 1, 2]), ["own", "whole"]);
});

Deno.test("kernels of different blocks have different keys", () => {
  const drawn = fc.sample(fc.tuple(blocks(1e6), numberTypes), {
    numRuns: 60,
    seed: 1,
  });
  const cases = drawn.flatMap(([{ shape, axes }, dtype]): Case[] => [
    { shape, dtype, build: (x) => op.sum(x, { axes }) },
    { shape, dtype, build: (x) => op.max(x, { axes }) },
    { shape, dtype, build: (x) => op.argMax(x) },
    { shape, dtype, build: (x) => op.argMin(x, 0) },
    { shape, build: op.softmax },
    { shape, build: op.logSoftmax },
    // The same block in other rows.
    ...[[4], [2, 2]].flatMap((rows): Case[] => [
      { shape: [...rows, ...shape.slice(1)], build: op.softmax },
      { shape: [...rows, 6], build: (x) => op.sum(x, { axes: -1 }) },
    ]),
  ]);
  assertKeysTellApart(cases.flatMap(stepsFor));
});
