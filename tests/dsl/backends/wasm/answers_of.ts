import { assertEquals } from "@std/assert";
import type { Lowering } from "../../../../dsl/backends/wasm/layout.ts";
import { hasRelaxedSimd } from "../../../../dsl/backends/wasm/target.ts";
import type {
  Data,
  GraphNode,
  NodeOf,
  OperationKind,
} from "../../../../dsl/graph/node.ts";
import type { Sample } from "../../../arbitraries/sample.ts";
import { typed } from "../run_sample.ts";
import { runEveryWay, stepsOf } from "./moving/run_every_way.ts";
import { type Division, runLowering } from "./run_lowering.ts";

const DIVISIONS: readonly Division[] = [
  { rowsAtOnce: 1 },
  { rowsAtOnce: 2, backwards: true },
  { rowsAtOnce: 7, backwards: true },
];

const TARGETS = [false, true]
  .filter((relaxed) => !relaxed || hasRelaxedSimd())
  .map((relaxed) => ({ relaxed, shared: false }));

function bitsOf(data: Data): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/**
 * What a node answers on each target, lowered by a table: on one target the same
 * bits however rows are divided.
 */
export function answersOf(
  lowerings: Readonly<Partial<Record<OperationKind, unknown>>>,
  output: GraphNode,
  feeds: Sample["feeds"],
): Data[] {
  const node = output as NodeOf<OperationKind>;
  // The table's entry for the node's kind takes such nodes.
  const lowering = lowerings[node.kind] as Lowering<OperationKind>;
  const inputs = node.inputs.map(({ name, dtype }) =>
    typed(dtype, feeds[name]!)
  );
  // Where the answer's rows are those of the only step, they need no more than they say.
  if (stepsOf({ lowering, node }).steps.length === 1) {
    runEveryWay({ lowering, node, inputs });
  }
  return TARGETS.map((target) => {
    const run = (division: Division) =>
      runLowering(lowering, node, inputs, { ...division, target });
    const answer = run({});
    for (const division of DIVISIONS) {
      assertEquals(
        bitsOf(run(division)),
        bitsOf(answer),
        JSON.stringify({ ...division, target }),
      );
    }
    return answer;
  });
}
