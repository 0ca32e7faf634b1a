import { assert, assertEquals } from "@std/assert";
import type { Step } from "../../../../../dsl/backends/wasm/kernel.ts";
import type { Lowering } from "../../../../../dsl/backends/wasm/layout.ts";
import { REDUCTION_LOWERINGS } from "../../../../../dsl/backends/wasm/reductions/lowerings.ts";
import { Graph } from "../../../../../dsl/graph/graph.ts";
import type { NodeOf } from "../../../../../dsl/graph/node.ts";
import * as op from "../../../../../dsl/graph/op.ts";
import { runLowering } from "../run_lowering.ts";
import { scattered } from "./blocks.ts";
import { answers, assertMeans } from "./cases.ts";

type Kind = "softmax" | "logSoftmax";

const SHAPES = [1, 2, 3, 4, 5, 10, 40].map((length) => [7, length]);

/** The same lowering, with its result where its operand stands. */
function inPlace(kind: Kind, seen: Step[]): Lowering<Kind> {
  const lower = REDUCTION_LOWERINGS[kind] as Lowering<Kind>;
  return (node, [x], to) =>
    lower(node, [x!], {
      temporary: () => x!,
      constant: (...given) => to.constant(...given),
      step: (step) => {
        seen.push(step);
        to.step(step);
      },
    });
}

Deno.test("rows that say so can be replaced by their results", () => {
  const kinds = new Set<Kind>();
  for (const kind of ["softmax", "logSoftmax"] as const) {
    for (const shape of SHAPES) {
      const x = Float32Array.from(
        scattered(shape[0]! * shape[1]!, 3, 20),
        (each) => each / 8,
      );
      const node = op[kind](new Graph().placeholder("x", shape)) as NodeOf<
        Kind
      >;
      const seen: Step[] = [];
      const lowering = inPlace(kind, seen);
      const expected = runLowering(
        REDUCTION_LOWERINGS[kind] as Lowering<Kind>,
        node,
        [x],
      );
      const found = runLowering(lowering, node, [x], { rowsAtOnce: 3 });
      if (!seen[0]!.kernel.inPlace) continue;
      assertEquals(found, expected, `${kind} ${shape}`);
      kinds.add(kind);
    }
  }
  assert(kinds.size === 2);
});

Deno.test("probabilities sum to 1 within 2e-6, and are those of double precision", () => {
  for (const length of [1, 2, 3, 4, 5, 7, 8, 10, 33, 1000]) {
    const rows = 5;
    const x = scattered(rows * length, length, 1e6)
      .map((each) => Math.fround(each / 1e5));
    const shape = [rows, length];
    assertMeans({ shape, build: op.softmax }, x, 1e-6);
    assertMeans({ shape, build: op.logSoftmax }, x, 1e-6);
    for (const found of answers({ shape, build: op.softmax }, x)) {
      for (let row = 0; row < rows; row++) {
        const sum = found.slice(row * length, (row + 1) * length)
          .reduce((sum, each) => sum + each, 0);
        assert(Math.abs(sum - 1) < 2e-6, `${sum}`);
      }
    }
  }
});

Deno.test("scores far out, infinite or none neither overflow nor spoil other rows", () => {
  const far = [1000, -1000, 0, 88, -104, 3e38, -3e38];
  const odd = [Infinity, -Infinity, NaN];
  for (let length = 2; length <= 9; length++) {
    const plain = Array.from({ length }, (_, i) => i / 2);
    const spoiled = plain.flatMap((_, place) =>
      [...far, ...odd].map((spoiler) => plain.with(place, spoiler))
    );
    const rows = spoiled.flatMap((row) => [row, plain]);
    const shape = [rows.length, length];
    assertMeans({ shape, build: op.softmax }, rows.flat(), 1e-6);
    assertMeans({ shape, build: op.logSoftmax }, rows.flat(), 1e-6);
  }
});
