import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import type { Step } from "../../../../../dsl/backends/wasm/kernel.ts";
import { POOLING_LOWERINGS } from "../../../../../dsl/backends/wasm/pooling/lowerings.ts";
import type { PoolKind } from "../../../../../dsl/backends/wasm/pooling/pooling.ts";
import { emit } from "../../../../../dsl/graph/emit.ts";
import { Graph } from "../../../../../dsl/graph/graph.ts";
import {
  type GraphNode,
  type NodeOf,
  type Shape,
  sizeOf,
} from "../../../../../dsl/graph/node.ts";
import * as op from "../../../../../dsl/graph/op.ts";
import type { PoolOptions } from "../../../../../dsl/graph/op.ts";
import { IMAGES } from "../../../../arbitraries/operations/images.ts";
import { interpret } from "../../../reference.ts";
import { assertAllNear } from "../../../same_meaning.ts";
import { answersOnTargets } from "../answers_on_targets.ts";
import { assertKeysTellApart } from "../assert_keys_tell_apart.ts";
import { loweredBy, stepsOf } from "../lowered.ts";
import { PLAIN_POOLS } from "./plain_pools.ts";
import { type Pool, pools } from "./pools.ts";

type Numbers = readonly number[];

const KINDS = Object.keys(POOLING_LOWERINGS) as PoolKind[];

/** A node of a kind with these windows, and the shapes of its inputs. */
function nodeOf(kind: PoolKind, { image, options }: Pool): NodeOf<PoolKind> {
  const graph = new Graph();
  const x = graph.placeholder("x", image) as GraphNode;
  const pooled = op.maxPool(x, options) as GraphNode as NodeOf<"maxPool">;
  const y = graph.placeholder("y", pooled.shape) as GraphNode;
  const values = graph.placeholder("values", image) as GraphNode;
  const inputs = {
    maxPool: [x],
    maxPoolGradient: [x, y],
    maxPoolPick: [x, values],
    averagePool: [x],
    averagePoolGradient: [y],
  } as const;
  const isGradient = kind === "maxPoolGradient" ||
    kind === "averagePoolGradient";
  return emit({
    kind,
    inputs: inputs[kind],
    attributes: pooled.attributes,
    shape: isGradient ? image : pooled.shape,
    dtype: "float32",
  }) as NodeOf<PoolKind>;
}

function plainAnswer(node: NodeOf<PoolKind>, inputs: readonly Numbers[]) {
  // The table pairs each kind with its own nodes.
  const plain = PLAIN_POOLS[node.kind] as (
    node: NodeOf<PoolKind>,
    inputs: readonly Numbers[],
  ) => number[];
  return plain(node, inputs);
}

/** Every answer is what plain loops say. */
function assertMeans(
  kind: PoolKind,
  pool: Pool,
  element: (i: number) => number,
): void {
  const node = nodeOf(kind, pool);
  let drawn = 0;
  const inputs = node.inputs.map(({ shape }) =>
    Array.from({ length: sizeOf(shape) }, () => element(drawn++))
  );
  const feeds = Object.fromEntries(
    node.inputs.map(({ name }, i) => [name, inputs[i]!]),
  );
  const expected = plainAnswer(node, inputs);
  const output = node as GraphNode;
  for (const answer of answersOnTargets(POOLING_LOWERINGS, output, feeds)) {
    assertAllNear(answer, expected, 1e-6, kind);
    // What was never written is near 0, and is no 0.
    answer.forEach((x, i) => assert(expected[i] !== 0 || x === 0));
  }
}

Deno.test("each kind answers as worked by hand", () => {
  // 1 4 2
  // 4 3 9   in windows of 2×2, 1 apart.
  const x = [1, 4, 2, 4, 3, 9];
  const pool: Pool = { image: [1, 2, 3, 1], options: { strides: 1 } };
  const on = (kind: PoolKind, feeds: Record<string, Numbers>): Numbers => [
    ...answersOnTargets(
      POOLING_LOWERINGS,
      nodeOf(kind, pool) as GraphNode,
      feeds,
    )[0]!,
  ];
  assertEquals(on("maxPool", { x }), [4, 9]);
  assertEquals(
    on("maxPoolPick", { x, values: [1, 2, 3, 4, 5, 6] }),
    [2, 6],
  );
  assertEquals(
    on("maxPoolGradient", { x, y: [10, 20] }),
    [0, 10, 0, 0, 0, 20],
  );
  assertEquals(on("averagePool", { x }), [3, 4.5]);
  assertEquals(
    on("averagePoolGradient", { y: [4, 8] }),
    [1, 3, 2, 1, 3, 2],
  );
});

for (const kind of KINDS) {
  Deno.test(`${kind} means what the graph says`, () => {
    fc.assert(
      fc.property(IMAGES[kind].any, ({ program, feeds }) => {
        const { output } = program.outputs;
        const { data } = interpret(program, { feeds }).outputs.output!;
        for (
          const answer of answersOnTargets(POOLING_LOWERINGS, output!, feeds)
        ) {
          assertAllNear(answer, data, 1e-6, kind);
        }
      }),
      { numRuns: 60 },
    );
  });
}

for (const kind of KINDS) {
  Deno.test(`${kind} takes any window over any image`, () => {
    fc.assert(
      fc.property(pools, fc.nat(), (pool, seed) => {
        // Few values, so that the largest often stands in several places.
        assertMeans(kind, pool, (i) => (i * 7919 + seed) % 11 % 4);
      }),
      { numRuns: 50 },
    );
  });
}

const ODD = [NaN, Infinity, -Infinity, 0, -0, 1, -1] as const;

for (const kind of ["maxPool", "maxPoolPick", "maxPoolGradient"] as const) {
  Deno.test(`${kind} lets the first NaN win, then the first largest cell, of whatever sign 0 is`, () => {
    fc.assert(
      fc.property(
        pools,
        fc.array(fc.constantFrom(...ODD), { minLength: 30, maxLength: 50 }),
        (pool, odd) => {
          const node = nodeOf(kind, pool);
          const x = Array.from(
            { length: sizeOf(pool.image) },
            (_, i) => odd[i % odd.length]!,
          );
          // Numbers that tell places apart, and whose sums are exact.
          const others = node.inputs.slice(1).map(({ shape }) =>
            Array.from({ length: sizeOf(shape) }, (_, i) => i + 1)
          );
          const inputs = [x, ...others];
          const feeds = Object.fromEntries(
            node.inputs.map(({ name }, i) => [name, inputs[i]!]),
          );
          const expected = plainAnswer(node, inputs);
          const output = node as GraphNode;
          for (
            const answer of answersOnTargets(POOLING_LOWERINGS, output, feeds)
          ) {
            assertEquals([...answer], expected);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
}

Deno.test("padding wins over nothing, and counts in no average", () => {
  const image: Shape = [1, 3, 3, 5];
  const options: PoolOptions = {
    size: 3,
    strides: 2,
    padding: { top: 2, bottom: 1, left: 1, right: 2 },
  };
  for (const kind of KINDS) {
    assertMeans(kind, { image, options }, (i) => -1 - i % 7);
    assertMeans(kind, { image, options }, () => -Infinity);
  }
});

/** The steps of a node. */
function stepsFor(kind: PoolKind, pool: Pool): Step[] {
  const node = nodeOf(kind, pool) as GraphNode;
  return stepsOf(loweredBy(POOLING_LOWERINGS, node)).steps;
}

Deno.test("images need each other in no step", () => {
  for (const kind of KINDS) {
    const [step] = stepsFor(kind, { image: [5, 4, 4, 2], options: {} });
    assertEquals(step!.rows, 5);
    assert(step!.reads.every(({ rows }) => rows === "own"));
  }
});

Deno.test("kernels of different windows have different keys", () => {
  const drawn = fc.sample(pools, { numRuns: 40, seed: 1 });
  assertKeysTellApart(
    KINDS.flatMap((kind) => drawn.flatMap((pool) => stepsFor(kind, pool))),
  );
});
