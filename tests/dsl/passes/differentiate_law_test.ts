import fc from "fast-check";
import { assert } from "@std/assert";
import { type GraphNode, sizeOf } from "../../../dsl/graph/node.ts";
import * as op from "../../../dsl/graph/op.ts";
import { programNodes } from "../../../dsl/graph/program.ts";
import { gradients } from "../../../dsl/passes/differentiate.ts";
import { smoothPrograms } from "../../arbitraries/graph.ts";
import { operations } from "../../arbitraries/operation.ts";
import type { Sample } from "../../arbitraries/sample.ts";
import { reals } from "../../arbitraries/values.ts";
import {
  assertNear,
  centralDifference,
  type Numbers,
} from "../central_differences.ts";
import { valueOf } from "../reference.ts";

/** The float placeholders of a program. */
function inputsOf(sample: Sample): GraphNode[] {
  return programNodes(sample.program).filter((node) =>
    node.kind === "placeholder" && node.dtype === "float32"
  );
}

/** Sums values by weights of their own, which join the feeds. */
function weighted(
  values: readonly GraphNode[],
  feeds: Numbers,
  numbers: readonly number[],
): { sum: GraphNode; weights: GraphNode[]; feeds: Numbers } {
  const { graph } = values[0]!;
  const fed = { ...feeds };
  return graph.scope("weighted", () => {
    let start = 0;
    const weights = values.map(({ shape }, i) => {
      const weight = graph.placeholder(`weights${i}`, shape);
      const count = sizeOf(shape);
      fed[weight.name] = Array.from(
        { length: count },
        (_, j) => numbers[(start + j) % numbers.length]!,
      );
      start += count;
      return weight as GraphNode;
    });
    const sum = values
      .map((node, i) =>
        op.sum(op.multiply(weights[i]!, op.cast(node, "float32")))
      )
      .reduce((total, part) => op.add(total, part));
    return { sum, weights, feeds: fed };
  });
}

const numbers = fc.array(reals(-2, 2), { minLength: 37, maxLength: 37 });

/** Gradient · direction = the change along the direction. */
function assertDerivatives(
  node: GraphNode,
  by: readonly GraphNode[],
  feeds: Numbers,
  numbers: readonly number[],
): void {
  const direction: Record<string, readonly number[]> = {};
  let slope = 0;
  for (const [k, gradient] of gradients(node, by).entries()) {
    const steps = valueOf(gradient, feeds).map((each, i) => {
      const step = numbers[(7 * k + i) % numbers.length]!;
      slope += each * step;
      return step;
    });
    direction[by[k]!.name] = steps;
  }
  const change = centralDifference(node, feeds, direction);
  assertNear(slope, change, 1e-6, "the slope");
}

for (const [kind, { smooth }] of operations) {
  if (!smooth) continue;
  Deno.test(`gradients() of ${kind} are its derivatives`, () => {
    fc.assert(
      fc.property(smooth, numbers, numbers, (sample, weights, direction) => {
        const { output } = sample.program.outputs;
        const { sum, feeds } = weighted([output!], sample.feeds, weights);
        assertDerivatives(sum, inputsOf(sample), feeds, direction);
      }),
    );
  });

  Deno.test(`gradients() of gradients() of ${kind} are its second derivatives`, () => {
    fc.assert(
      fc.property(
        fc.tuple(smooth, numbers, numbers, numbers),
        ([sample, first, second, direction]) => {
          const { output } = sample.program.outputs;
          const by = inputsOf(sample);
          if (by.length === 0) return;
          const outer = weighted([output!], sample.feeds, first);
          const slopes = gradients(outer.sum, by);
          const inner = weighted(slopes, outer.feeds, second);
          const all = [...by, ...outer.weights];
          assertDerivatives(inner.sum, all, inner.feeds, direction);
        },
      ),
    );
  });
}

Deno.test("gradients() of whole programs are their derivatives", () => {
  fc.assert(
    fc.property(smoothPrograms, numbers, (sample, direction) => {
      const { output } = sample.program.outputs;
      assertDerivatives(
        output!,
        inputsOf(sample),
        sample.feeds,
        direction,
      );
    }),
  );
});

Deno.test("the programs drawn share what they compute", () => {
  const drawn = fc.sample(smoothPrograms, { numRuns: 100, seed: 1 });
  const shared = drawn.filter(({ program }) => {
    const nodes = programNodes(program);
    const inner = nodes.filter(({ inputs }) => inputs.length > 0);
    return inner.some((node) =>
      nodes.filter(({ inputs }) => inputs.includes(node)).length > 1
    );
  });
  assert(shared.length > 80, `only ${shared.length} of 100`);
});
