import { readNested } from "../../core/nested_numbers.ts";
import { Graph } from "../../dsl/graph/graph.ts";
import type { DType, GraphNode } from "../../dsl/graph/node.ts";
import * as op from "../../dsl/graph/op.ts";
import { gradients } from "../../dsl/passes/differentiate.ts";
import { valueOf } from "./reference.ts";
import { assertAllNear } from "./same_meaning.ts";
import { valueOnWasm } from "./value_on_wasm.ts";

/** Numbers in nested arrays, as JSON has them. */
export type Nested = number | readonly Nested[];

/** One answer of torch. */
export interface TorchCase {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, Nested>>;
  readonly outputs: Readonly<Record<string, Nested>>;
}

/** What one file of fixtures holds. */
export interface TorchFile {
  /** Inputs of the cases that have none of their own. */
  readonly shared?: Readonly<Record<string, Nested>>;
  readonly cases: readonly TorchCase[];
}

/** Reads `tests/fixtures/torch/⟨name⟩.json`. */
export function readTorch(name: string): TorchFile {
  const url = new URL(`../fixtures/torch/${name}.json`, import.meta.url);
  return JSON.parse(Deno.readTextFileSync(url));
}

/** Values by placeholder, and the placeholders of a graph for them. */
export interface TorchInputs {
  readonly nodes: Readonly<Record<string, GraphNode>>;
  readonly feeds: Readonly<Record<string, readonly number[]>>;
}

/** A placeholder for each input; names in `whole` hold int32. */
export function torchInputs(
  inputs: TorchCase["inputs"],
  whole: readonly string[] = [],
): TorchInputs {
  const graph = new Graph();
  const nodes: Record<string, GraphNode> = {};
  const feeds: Record<string, number[]> = {};
  for (const [name, values] of Object.entries(inputs)) {
    const { shape, data } = readNested(values);
    const dtype: DType = whole.includes(name) ? "int32" : "float32";
    nodes[name] = graph.placeholder(name, shape, { dtype });
    feeds[name] = [...data];
  }
  return { nodes, feeds };
}

/** How far single precision may be off, relative to 1 + |value|. */
const SINGLE = 1e-5;

/** Throws unless the values of a node are those of nested arrays, by the interpreter and by the wasm backend. */
export function assertValues(
  node: GraphNode,
  feeds: TorchInputs["feeds"],
  expected: Nested,
  tolerance = 1e-9,
): void {
  const { data } = readNested(expected);
  assertAllNear(valueOf(node, feeds), data, tolerance, node.name);
  const own = valueOnWasm(node, feeds);
  assertAllNear(own, data, Math.max(tolerance, SINGLE), `${node.name} on wasm`);
}

/** Compares an output and the gradients of Σ output · grad_output with torch's. */
export function checkTorch(
  { inputs, outputs }: Pick<TorchCase, "inputs" | "outputs">,
  build: (nodes: Readonly<Record<string, GraphNode>>) => GraphNode,
  options: { tolerance?: number; whole?: readonly string[] } = {},
): void {
  const { nodes, feeds } = torchInputs(inputs, options.whole);
  const output = build(nodes);
  assertValues(output, feeds, outputs.output!, options.tolerance);
  const loss = op.sum(op.multiply(output, nodes.grad_output!));
  const names = Object.keys(outputs).filter((name) => name.startsWith("grad_"));
  const by = names.map((name) => nodes[name.slice("grad_".length)]!);
  for (const [i, gradient] of gradients(loss, by).entries()) {
    assertValues(gradient, feeds, outputs[names[i]!]!, options.tolerance);
  }
}
