import { assertEquals } from "@std/assert";
import type { Step } from "../../../../../dsl/backends/wasm/kernel.ts";
import { PRODUCT_LOWERINGS } from "../../../../../dsl/backends/wasm/products/lowerings.ts";
import type { GraphNode } from "../../../../../dsl/graph/node.ts";
import { loweredBy, stepsOf } from "../lowered.ts";
import { type Multiplication, nodeOf } from "./products.ts";

const PLAIN: Multiplication = {
  matrices: 1,
  rows: 64,
  inner: 64,
  columns: 64,
  transposeA: false,
  transposeB: false,
};

function steps(more: Partial<Multiplication>): Step[] {
  const node = nodeOf({ ...PLAIN, ...more }) as GraphNode;
  return stepsOf(loweredBy(PRODUCT_LOWERINGS, node)).steps;
}

/** What is computed, for people. */
function labels(more: Partial<Multiplication>): string[] {
  return steps(more).map(({ kernel }) => kernel.label);
}

/** Which rows of the factors a row of the first step needs. */
function rowsRead(more: Partial<Multiplication>): string[] {
  return steps(more)[0]!.reads.map(({ rows }) => rows);
}

Deno.test("a product is one step, with its bias and relu", () => {
  assertEquals(labels({}), ["matmul [64, 64] · [64, 64]"]);
  assertEquals(labels({ inner: 4, activation: "relu" }), [
    "matmul [64, 4] · [4, 64] + bias, relu",
  ]);
  assertEquals(labels({ transposeA: true, rows: 4 }), [
    "matmul [64, 4]ᵀ · [64, 64]",
  ]);
  assertEquals(labels({ transposeB: true, rows: 5 }), [
    "matmul [5, 64] · [64, 64]ᵀ",
  ]);
  assertEquals(labels({ matrices: 3 }), ["matmul 3 × [64, 64] · [64, 64]"]);
});

Deno.test("the second factor is turned where it has few terms", () => {
  assertEquals(labels({ transposeB: true, inner: 2 }), [
    "transpose [64, 2] → [2, 64]",
    "matmul [64, 2] · [2, 64]",
  ]);
  assertEquals(labels({ transposeA: true, transposeB: true }).length, 2);
});

Deno.test("other activations, and relu of sums that are interrupted, are a step of their own", () => {
  assertEquals(labels({ activation: "tanh" }).length, 2);
  const [product, relu] = steps({
    inner: 1000,
    columns: 100,
    activation: "relu",
  });
  assertEquals(
    product!.kernel.label,
    "matmul [64, 1000] · [1000, 100] + bias",
  );
  assertEquals(relu!.rows, 64);
});

Deno.test("a row needs its own row of a, and all of b", () => {
  assertEquals(rowsRead({}), ["own", "whole"]);
  assertEquals(rowsRead({ activation: "relu" }), ["own", "whole", "whole"]);
  assertEquals(rowsRead({ transposeB: true }), ["own", "whole"]);
  assertEquals(rowsRead({ transposeA: true }), ["whole", "whole"]);
  assertEquals(rowsRead({ matrices: 3, transposeA: true }), ["own", "own"]);
  assertEquals(steps({}).map(({ rows, flops }) => [rows, flops]), [
    [64, 2 * 64 ** 3],
  ]);
  assertEquals(steps({ matrices: 3 }).map(({ rows }) => rows), [3]);
});

Deno.test("aᵀ · b of a column b is computed as a row", () => {
  const [step] = steps({ transposeA: true, columns: 1 });
  assertEquals(step!.kernel.label, "matmul [1, 64] · [64, 64]");
  assertEquals(step!.rows, 1);
});

Deno.test("equal products share a function, others do not", () => {
  const key = (more: Partial<Multiplication>) => steps(more)[0]!.kernel.key;
  assertEquals(key({}), key({}));
  const kinds = [
    {},
    { rows: 32 },
    { inner: 32 },
    { columns: 32 },
    { transposeA: true },
    { transposeB: true },
    { matrices: 2 },
    { activation: "linear" },
    { activation: "relu" },
  ] as const;
  assertEquals(new Set(kinds.map(key)).size, kinds.length);
});
