import { assert, assertEquals } from "@std/assert";
import type { Step } from "../../../../../dsl/backends/wasm/kernel.ts";
import type { Lowering } from "../../../../../dsl/backends/wasm/layout.ts";
import {
  bytesOf,
  type Typed,
  type Value,
} from "../../../../../dsl/backends/wasm/value.ts";
import type {
  Data,
  NodeOf,
  OperationKind,
} from "../../../../../dsl/graph/node.ts";
import { type Division, runLowering } from "../run_lowering.ts";

const DIVISIONS: readonly Division[] = [
  { rowsAtOnce: 1 },
  { rowsAtOnce: 3, backwards: true },
  { rowsAtOnce: 5 },
  { rowsAtOnce: 18, backwards: true },
];

/** A lowering, what it is applied to, and the elements of the inputs. */
export interface Lowered<K extends OperationKind> {
  readonly lowering: Lowering<K>;
  readonly node: NodeOf<K>;
  readonly inputs: readonly Data[];
}

/** The steps that a lowering appends; no memory is given. */
export function stepsOf<K extends OperationKind>(
  { lowering, node }: Pick<Lowered<K>, "lowering" | "node">,
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

function bitsOf(data: Data): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
}

/**
 * Runs a lowered node: the bits of its result must be the same however the rows
 * are divided, and whatever stands in parts that rows say they do not need.
 *
 * @returns The elements of the result.
 */
export function runEveryWay<K extends OperationKind>(
  { lowering, node, inputs }: Lowered<K>,
): Data {
  const result = runLowering(lowering, node, inputs);
  const bits = bitsOf(result);
  for (const division of DIVISIONS) {
    const again = bitsOf(runLowering(lowering, node, inputs, division));
    assertEquals(again, bits, JSON.stringify(division));
  }
  requireOwnParts({ lowering, node, inputs }, result);
  return result;
}

/** Each row needs no more of an operand than it says. */
function requireOwnParts<K extends OperationKind>(
  { lowering, node, inputs }: Lowered<K>,
  result: Data,
): void {
  const { steps: [step], values } = stepsOf({ lowering, node });
  if (!step || step.rows > 4) return;
  const { rows, reads } = step;
  assert(rows >= 1);
  for (let row = 0; row < rows; row++) {
    const partOf = (data: Data) => {
      const size = data.length / rows;
      assert(Number.isInteger(size), "the parts of rows are equal");
      return [row * size, (row + 1) * size] as const;
    };
    const spoiled = inputs.map((data, i) => {
      const isOwn = reads.every(({ value, rows }) =>
        value !== values[i] || rows === "own"
      );
      if (!isOwn) return data;
      const [begin, end] = partOf(data);
      return data.map((x, at) => at >= begin && at < end ? x : Number(x === 0));
    });
    const found = runLowering(lowering, node, spoiled, { rowsAtOnce: 1 });
    const [begin, end] = partOf(result);
    assertEquals(
      bitsOf(found.slice(begin, end)),
      bitsOf(result.slice(begin, end)),
      `row ${row}`,
    );
  }
}
