import type { FusedActivation } from "../../../graph/node.ts";
import type { Layout } from "../layout.ts";
import type { Value } from "../value.ts";
import { appendLoop } from "./append_loop.ts";

/** A function of each element; the value itself, if it is linear. */
export function activate(
  activation: FusedActivation,
  value: Value,
  to: Layout,
): Value {
  if (activation === "linear") return value;
  const { shape, dtype } = value;
  const result = to.temporary({ shape, dtype });
  const operations = [{ kind: activation, dtype, operands: [0] }] as const;
  appendLoop({ inputs: [value], operations, results: [[0, result]] }, to);
  return result;
}
