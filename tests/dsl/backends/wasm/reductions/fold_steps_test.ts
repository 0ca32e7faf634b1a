import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import { hasColumnRows } from "../../../../../dsl/backends/wasm/reductions/block.ts";
import {
  type FoldStep,
  foldSteps,
} from "../../../../../dsl/backends/wasm/reductions/fold_steps.ts";
import { type Shape, sizeOf } from "../../../../../dsl/graph/node.ts";
import { blocks } from "./blocks.ts";

/** [outer, length, inner] and the rows of each step. */
function steps(shape: Shape, axes: readonly number[]): number[][] {
  return foldSteps(shape, axes, "float32").map(({ block, rows }) => [
    block.outer,
    block.length,
    block.inner,
    rows,
  ]);
}

Deno.test("axes that lie together are folded in one step", () => {
  assertEquals(steps([4, 5], [1]), [[4, 5, 1, 4]]);
  assertEquals(steps([4, 5, 6], [1, 2]), [[4, 30, 1, 4]]);
  assertEquals(steps([4, 5, 6], [1]), [[4, 5, 6, 4]]);
  assertEquals(steps([4, 5, 6], [0, 1, 2]), [[1, 120, 1, 1]]);
  assertEquals(steps([3, 1, 5], [0, 1]), [[1, 3, 5, 5]]);
});

Deno.test("axes apart are folded one after the other, the last ones first", () => {
  assertEquals(steps([3, 4, 5], [0, 2]), [[12, 5, 1, 3], [1, 3, 4, 4]]);
});

Deno.test("axes of size 1 are folded by nobody", () => {
  assertEquals(steps([4, 1, 3], [1]), []);
  assertEquals(steps([], []), []);
});

Deno.test("columns are rows, as many as the result's first axis has, or all of them", () => {
  assertEquals(steps([64, 64], [0]), [[1, 64, 64, 64]]);
  assertEquals(steps([64, 28, 28], [0]), [[1, 64, 784, 28]]);
  assertEquals(steps([64, 2, 300], [0]), [[1, 64, 600, 600]]);
});

Deno.test("images are folded one by one, then what remains of them", () => {
  assertEquals(steps([64, 26, 26, 16], [0, 1, 2]), [
    [64, 676, 16, 64],
    [1, 64, 16, 16],
  ]);
});

Deno.test("a long axis is folded in parts", () => {
  assertEquals(steps([1_000_000], [0]), [[64, 15_625, 1, 64], [1, 64, 1, 1]]);
  assertEquals(steps([5500, 64], [0]), [[55, 100, 64, 55], [1, 55, 64, 64]]);
  // 16411 is prime.
  assertEquals(steps([16411], [0]), [[1, 16411, 1, 1]]);
});

Deno.test("a few columns stand next to others until vectors are full", () => {
  assertEquals(steps([2, 800, 3], [1]), [[2, 100, 24, 2], [2, 8, 3, 2]]);
});

/** Folds with each step what the one before it left. */
function assertChain(shape: Shape, parts: readonly FoldStep[]): void {
  let left = sizeOf(shape);
  for (const { block, rows, shape } of parts) {
    const { outer, length, inner } = block;
    assertEquals(outer * length * inner, left);
    assert(length > 1);
    left = outer * inner;
    assertEquals(sizeOf(shape), left);
    assertEquals((hasColumnRows(block) ? inner : outer) % rows, 0);
  }
}

Deno.test("each step leaves less, to the last one, which leaves what is kept", () => {
  fc.assert(fc.property(blocks(1e6), ({ shape, axes }) => {
    const parts = foldSteps(shape, axes, "float32");
    assertChain(shape, parts);
    const kept = shape.filter((size, i) => size > 1 && !axes.includes(i));
    if (parts.length > 0) assertEquals(parts.at(-1)!.shape, kept);
  }));
});

Deno.test("the values above need any number of steps", () => {
  const seen = new Set(
    fc.sample(blocks(1e6), { numRuns: 1000, seed: 1 })
      .map(({ shape, axes }) => foldSteps(shape, axes, "float32").length),
  );
  assertEquals([...seen].sort(), [0, 1, 2, 3]);
});
