import type { Derivatives } from "../derivative.ts";
import { requireDTypeName } from "../_read_values.ts";
import { emit, type Operand } from "../emit.ts";
import type { DType, GraphNode } from "../node.ts";
import { operands } from "./binary.ts";
import { broadcastShape, requireDType, requireSameDType } from "./_check.ts";
import { sumTo } from "./reduction.ts";

/** `then` where `condition` holds, else `otherwise`; all three stretch over each other. */
export function select(
  condition: GraphNode,
  then: Operand,
  otherwise: Operand,
): GraphNode {
  requireDType("compute select", condition, ["bool"]);
  const [a, b] = operands("select", then, otherwise);
  requireSameDType("compute select", a, b);
  const values = broadcastShape("compute select", a.shape, b.shape);
  return emit({
    kind: "select",
    inputs: [condition, a, b],
    attributes: {},
    shape: broadcastShape("compute select", condition.shape, values),
    dtype: a.dtype,
  });
}

/** x with elements of another type; see the rules at the operation's kind. */
export function cast(x: GraphNode, dtype: DType): GraphNode {
  requireDTypeName("compute cast", dtype);
  if (x.dtype === dtype) return x;
  const { shape } = x;
  return emit({ kind: "cast", inputs: [x], attributes: {}, shape, dtype });
}

/** x, through which no gradient flows. */
export function stopGradient(x: GraphNode): GraphNode {
  const { shape, dtype } = x;
  return emit({
    kind: "stopGradient",
    inputs: [x],
    attributes: {},
    shape,
    dtype,
  });
}

/** How each of these operations follows its operands. */
export const SELECT_DERIVATIVES: Derivatives<
  "select" | "cast" | "stopGradient"
> = {
  select: ({ inputs: [condition, a, b] }, upstream) => [
    undefined,
    sumTo(select(condition!, upstream, 0), a!.shape),
    sumTo(select(condition!, 0, upstream), b!.shape),
  ],
  // A cast that keeps floats is never made; whole numbers and bools do not change by small amounts.
  cast: () => [undefined],
  stopGradient: () => [undefined],
};
