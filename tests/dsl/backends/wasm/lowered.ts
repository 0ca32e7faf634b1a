import type { Step } from "../../../../dsl/backends/wasm/kernel.ts";
import type { Lowering } from "../../../../dsl/backends/wasm/layout.ts";
import {
  bytesOf,
  type Typed,
  type Value,
} from "../../../../dsl/backends/wasm/value.ts";
import type {
  GraphNode,
  NodeOf,
  OperationKind,
} from "../../../../dsl/graph/node.ts";

/** A node, and how it is lowered. */
export interface Lowered<K extends OperationKind> {
  readonly lowering: Lowering<K>;
  readonly node: NodeOf<K>;
}

/** A node, and its lowering among those of a table. */
export function loweredBy(
  lowerings: { readonly [K in OperationKind]?: unknown },
  output: GraphNode,
): Lowered<OperationKind> {
  const node = output as NodeOf<OperationKind>;
  // The table's entry for the node's kind takes such nodes.
  return { lowering: lowerings[node.kind] as Lowering<OperationKind>, node };
}

/** The steps that a lowering appends; no memory is given. */
export function stepsOf<K extends OperationKind>(
  { lowering, node }: Lowered<K>,
): {
  readonly steps: Step[];
  readonly values: Value[];
  readonly result: Value;
} {
  const steps: Step[] = [];
  let id = 0;
  const value = ({ shape, dtype }: Typed): Value => {
    const bytes = bytesOf({ shape, dtype });
    return { region: { id: id++, kind: "temporary", bytes }, shape, dtype };
  };
  const values = node.inputs.map(value);
  const result = lowering(node, values, {
    temporary: value,
    constant: (_data, shape, dtype) => value({ shape, dtype }),
    step: (step) => steps.push(step),
  });
  return { steps, values, result };
}
