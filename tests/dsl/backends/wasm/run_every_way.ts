import { assertEquals } from "@std/assert";
import type { Data, OperationKind } from "../../../../dsl/graph/node.ts";
import type { Lowered } from "./lowered.ts";
import { type Division, runLowering } from "./run_lowering.ts";

const DIVISIONS: readonly Division[] = [
  { rowsAtOnce: 1 },
  { rowsAtOnce: 2, backwards: true },
  { rowsAtOnce: 3 },
  { rowsAtOnce: 7, backwards: true },
  { rowsAtOnce: 18, backwards: true },
].map((division) => ({ ...division, spoilsOthers: true }));

/** The bits of some elements, to be compared. */
export function bitsOf(data: Data): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/**
 * Runs a lowered node: the bits of its result must be the same however the rows
 * are divided, and whatever stands in parts that rows say they do not need.
 *
 * @returns The elements of the result.
 */
export function runEveryWay<K extends OperationKind>(
  { lowering, node }: Lowered<K>,
  inputs: readonly Data[],
  target?: NonNullable<Division["target"]>,
): Data {
  const run = (division: Division) =>
    runLowering(lowering, node, inputs, {
      ...division,
      ...(target && { target }),
    });
  const result = run({});
  const bits = bitsOf(result);
  for (const division of DIVISIONS) {
    assertEquals(bitsOf(run(division)), bits, JSON.stringify(division));
  }
  return result;
}
