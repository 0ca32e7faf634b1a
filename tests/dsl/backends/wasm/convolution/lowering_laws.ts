import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { CONVOLUTION_LOWERINGS } from "../../../../../dsl/backends/wasm/convolution/lowerings.ts";
import type { Step } from "../../../../../dsl/backends/wasm/kernel.ts";
import type {
  Data,
  GraphNode,
  NodeOf,
  OperationKind,
} from "../../../../../dsl/graph/node.ts";
import { valueOf } from "../../../reference.ts";
import { assertKeysTellApart } from "../assert_keys_tell_apart.ts";
import { type Lowered, loweredBy, stepsOf } from "../lowered.ts";
import { bitsOf, runEveryWay } from "../run_every_way.ts";
import { type Division, runLowering } from "../run_lowering.ts";
import { TARGETS } from "../targets.ts";
import {
  type Convolution,
  convolutions,
  type Elements,
  fractions,
  neighboursOf,
  notFinite,
  wholeNumbers,
} from "./geometries.ts";

/** A convolution or one of its gradients. */
export type ConvolutionNode = {
  [K in keyof typeof CONVOLUTION_LOWERINGS]: NodeOf<K>;
}[keyof typeof CONVOLUTION_LOWERINGS];

/** Runs the steps of a node. */
export function run(
  node: ConvolutionNode,
  inputs: readonly Data[],
  division: Division = {},
): Data {
  const lowered = loweredOf(node);
  return runLowering(lowered.lowering, lowered.node, inputs, division);
}

/** The steps of a node. */
export function stepsFor(node: ConvolutionNode): Step[] {
  return stepsOf(loweredOf(node)).steps;
}

function loweredOf(node: ConvolutionNode): Lowered<OperationKind> {
  return loweredBy(CONVOLUTION_LOWERINGS, node as GraphNode);
}

/** Elements for the inputs of a node; for its first input, others if wanted. */
export function inputsOf(
  { inputs }: ConvolutionNode,
  elements: Elements,
  first: Elements = elements,
): Float32Array[] {
  return (inputs as readonly GraphNode[]).map(({ shape }, i) =>
    (i === 0 ? first : elements)(shape, i + 1)
  );
}

/** What a node means, by the interpreter; 0 for −0. */
export function meaningOf(
  node: ConvolutionNode,
  inputs: readonly Data[],
): number[] {
  const names = (node.inputs as readonly GraphNode[]).map(({ name }) => name);
  const feeds = Object.fromEntries(
    names.map((name, i) => [name, [...inputs[i]!]]),
  );
  return Array.from(valueOf(node, feeds), (x) => x + 0);
}

/** Requires exactly what the interpreter says, for both targets. */
export function assertExact(
  node: ConvolutionNode,
  inputs: readonly Data[],
): void {
  const expected = meaningOf(node, inputs);
  for (const target of TARGETS) {
    const found = Array.from(run(node, inputs, { target }), (x) => x + 0);
    assertEquals(found, expected);
  }
}

/**
 * Registers what every lowering of a convolution owes.
 *
 * @param kind Name of the operation.
 * @param nodeOf The node for a convolution.
 * @param examples Convolutions that are tried besides.
 */
export function loweringLaws(
  kind: string,
  nodeOf: (convolution: Convolution) => ConvolutionNode,
  examples: readonly Convolution[],
): void {
  const law = (
    name: string,
    numRuns: number,
    holds: (node: ConvolutionNode) => void,
  ) =>
    Deno.test(`${kind} ${name}`, () => {
      fc.assert(
        fc.property(
          convolutions,
          (convolution) => holds(nodeOf(convolution)),
        ),
        {
          numRuns: examples.length + numRuns,
          examples: examples.map((each) => [each]),
        },
      );
    });

  law("is exact where single precision is", 100, (node) => {
    assertExact(node, inputsOf(node, wholeNumbers));
  });

  law("keeps what is not finite", 40, (node) => {
    assertExact(node, inputsOf(node, wholeNumbers, notFinite));
  });

  law("has the same bits however its rows are divided", 60, (node) => {
    runEveryWay(loweredOf(node), inputsOf(node, fractions));
  });

  law("reads nothing behind the end of a value", 20, (node) => {
    const inputs = inputsOf(node, fractions);
    const bits = bitsOf(run(node, inputs));
    const ids = stepsFor(node)
      .flatMap(({ reads, writes }) => [
        ...reads.map(({ value }) => value),
        ...writes,
      ])
      .map(({ region }) => region.id);
    for (const atEnd of new Set(ids)) {
      assertEquals(bitsOf(run(node, inputs, { atEnd })), bits);
    }
  });

  Deno.test(`${kind} tells its kernels apart`, () => {
    fc.assert(
      fc.property(convolutions, (convolution) => {
        const alike = [convolution, ...neighboursOf(convolution)];
        assertKeysTellApart(alike.map(nodeOf).flatMap(stepsFor));
      }),
      {
        numRuns: examples.length + 10,
        examples: examples.map((each) => [each]),
      },
    );
  });
}
