import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { ModuleBuilder } from "../../../../../dsl/backends/wasm/assembler/module_builder.ts";
import { CONVOLUTION_LOWERINGS } from "../../../../../dsl/backends/wasm/convolution/lowerings.ts";
import type { Step } from "../../../../../dsl/backends/wasm/kernel.ts";
import type { Lowering } from "../../../../../dsl/backends/wasm/layout.ts";
import { Library } from "../../../../../dsl/backends/wasm/library.ts";
import { hasRelaxedSimd } from "../../../../../dsl/backends/wasm/target.ts";
import {
  bytesOf,
  type Typed,
  type Value,
} from "../../../../../dsl/backends/wasm/value.ts";
import type {
  Data,
  GraphNode,
  NodeOf,
  OperationKind,
} from "../../../../../dsl/graph/node.ts";
import { valueOf } from "../../../reference.ts";
import { type Division, runLowering } from "../run_lowering.ts";
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

const PLAIN = { relaxed: false, shared: false } as const;
const TARGETS = hasRelaxedSimd()
  ? [PLAIN, { relaxed: true, shared: false }]
  : [PLAIN];

const DIVISIONS: readonly Division[] = [
  { rowsAtOnce: 1, spoilsOthers: true },
  { rowsAtOnce: 2, backwards: true, spoilsOthers: true },
  { rowsAtOnce: 3 },
  { rowsAtOnce: 7, backwards: true },
];

/** Runs the steps of a node. */
export function run(
  node: ConvolutionNode,
  inputs: readonly Data[],
  division: Division = {},
): Data {
  return runLowering(
    loweringOf(node),
    node as NodeOf<OperationKind>,
    inputs,
    division,
  );
}

/** The steps of a node; no memory is given. */
export function stepsOf(node: ConvolutionNode): Step[] {
  const steps: Step[] = [];
  let id = 0;
  const value = ({ shape, dtype }: Typed): Value => {
    const bytes = bytesOf({ shape, dtype });
    return { region: { id: id++, kind: "temporary", bytes }, shape, dtype };
  };
  loweringOf(node)(
    node as NodeOf<OperationKind>,
    (node.inputs as readonly GraphNode[]).map(value),
    {
      temporary: value,
      constant: (_data, shape, dtype) => value({ shape, dtype }),
      step: (step) => steps.push(step),
    },
  );
  return steps;
}

function loweringOf({ kind }: ConvolutionNode): Lowering<OperationKind> {
  // The table has an entry for the node's kind, that takes such nodes.
  return CONVOLUTION_LOWERINGS[kind] as unknown as Lowering<OperationKind>;
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

function bitsOf(data: Data): Int32Array {
  return new Int32Array(data.slice().buffer);
}

/** A module with the function of a step. */
function codeOf({ kernel, reads, writes }: Step): string {
  const module = new ModuleBuilder({ initial: 0, shared: false });
  const library = new Library(module, PLAIN);
  const count = reads.length + writes.length;
  const parameters = Array.from({ length: count + 2 }, () => "i32" as const);
  module.function({ parameters, result: "void" }, (f, locals) => {
    const [begin, end] = locals.slice(count);
    const pointers = locals.slice(0, count);
    kernel.write(f, { pointers, begin: begin!, end: end! }, library);
  });
  return module.finish().join();
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
    const inputs = inputsOf(node, fractions);
    const bits = bitsOf(run(node, inputs));
    for (const division of DIVISIONS) {
      assertEquals(bitsOf(run(node, inputs, division)), bits);
    }
  });

  law("reads nothing behind the end of a value", 20, (node) => {
    const inputs = inputsOf(node, fractions);
    const bits = bitsOf(run(node, inputs));
    const ids = stepsOf(node)
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
        assertKeysTell(alike.map(nodeOf));
      }),
      {
        numRuns: examples.length + 10,
        examples: examples.map((each) => [each]),
      },
    );
  });
}

/** Kernels with equal keys have equal code. */
export function assertKeysTell(nodes: readonly ConvolutionNode[]): void {
  const codes = new Map<string, string>();
  for (const step of nodes.flatMap(stepsOf)) {
    const { key } = step.kernel;
    const code = codeOf(step);
    assertEquals(codes.get(key) ?? code, code);
    codes.set(key, code);
    assert(step.rows >= 1 && step.flops > 0);
  }
}
