import {
  type GraphNode,
  type NodeOf,
  type OperationKind,
  sizeOf,
} from "../../dsl/graph/node.ts";
import {
  type Program,
  program,
  programNodes,
} from "../../dsl/graph/program.ts";
import { ELEMENTWISE } from "./reference/elementwise.ts";
import { FOLDING } from "./reference/folding.ts";
import { IMAGES } from "./reference/images.ts";
import { LEAVES } from "./reference/leaves.ts";
import { MOVING } from "./reference/moving.ts";
import type {
  Meaning,
  Meanings,
  Plain,
  Surroundings,
} from "./reference/plain.ts";

const MEANINGS: Meanings<OperationKind> = {
  ...LEAVES,
  ...ELEMENTWISE,
  ...FOLDING,
  ...IMAGES,
  ...MOVING,
};

/** What a run of a program leaves behind. */
export interface Outcome {
  /** Values of the outputs, by name. */
  readonly outputs: Readonly<Record<string, Plain>>;
  /** Values of the variables that were assigned, by name. */
  readonly variables: Readonly<Record<string, readonly number[]>>;
}

/**
 * Runs a program in double precision, one node at a time, with no cleverness at
 * all; throws where a value is not what the graph says about it.
 */
export function interpret(
  source: Program,
  given: Partial<Surroundings> = {},
): Outcome {
  const surroundings = { feeds: {}, variables: {}, draws: 0, ...given };
  const values = new Map<GraphNode, Plain>();
  for (const node of programNodes(source)) {
    const inputs = node.inputs.map((input) => values.get(input)!);
    values.set(node, checked(node, meaningOf(node, inputs, surroundings)));
  }
  const outputs = Object.entries(source.outputs).map(([name, node]) =>
    [name, values.get(node)!] as const
  );
  const variables = source.effects.map((node) =>
    [node.inputs[0]!.name, values.get(node as GraphNode)!.data] as const
  );
  return {
    outputs: Object.fromEntries(outputs),
    variables: Object.fromEntries(variables),
  };
}

/** The elements of one node's value. */
export function valueOf(
  node: GraphNode,
  feeds: Surroundings["feeds"] = {},
): readonly number[] {
  return interpret(program({ value: node }), { feeds }).outputs.value!.data;
}

function meaningOf<K extends OperationKind>(
  node: NodeOf<K>,
  inputs: readonly Plain[],
  surroundings: Surroundings,
): Plain {
  // The table pairs each kind with its own meaning; TypeScript cannot follow the index.
  const meaning = MEANINGS[node.kind] as Meaning<K>;
  return meaning(node, inputs, surroundings);
}

/** Static type and shape = dynamic type and shape. */
function checked(node: GraphNode, value: Plain): Plain {
  const { shape, dtype } = node;
  const claim = `${dtype} [${shape}]`;
  const found = `${value.dtype} [${value.shape}]`;
  if (claim !== found || value.data.length !== sizeOf(shape)) {
    throw new Error(
      `"${node.name}" should be ${claim}, and is ${found} of ${value.data.length} elements`,
    );
  }
  const odd = value.data.find((x) => !fits(x, node));
  if (odd !== undefined || value.data.includes(undefined!)) {
    throw new Error(`"${node.name}" should be ${claim}, and holds ${odd}`);
  }
  return value;
}

function fits(x: number, { dtype }: GraphNode): boolean {
  switch (dtype) {
    case "float32":
      return typeof x === "number";
    case "int32":
      return x === (x | 0);
    case "bool":
      return x === 0 || x === 1;
  }
}
