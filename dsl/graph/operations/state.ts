import { formatShape } from "../../../core/errors.ts";
import type { Derivatives } from "../derivative.ts";
import { emit } from "../emit.ts";
import type { GraphNode, NodeOf } from "../node.ts";
import { sameShape } from "./_check.ts";

/**
 * The value, which the variable takes when the run ends; until then every
 * reading of the variable sees what it held before.
 *
 * @throws {TypeError} If the target is no variable.
 * @throws {RangeError} If the value has another shape or type.
 */
export function assign(
  variable: GraphNode,
  value: GraphNode,
): NodeOf<"assign"> {
  if (variable.kind !== "variable") {
    throw new TypeError(
      `Cannot compute assign as the target must be a variable: current target "${variable.name}" is a ${variable.kind}`,
    );
  }
  if (
    variable.dtype !== value.dtype || !sameShape(variable.shape, value.shape)
  ) {
    throw new RangeError(
      `Cannot compute assign as "${variable.name}" takes ${variable.dtype} ${
        formatShape(variable.shape)
      }: current value is ${value.dtype} ${formatShape(value.shape)}`,
    );
  }
  return emit({
    kind: "assign",
    inputs: [variable, value],
    attributes: {},
    shape: value.shape,
    dtype: value.dtype,
  });
}

/** An assignment passes its value on. */
export const STATE_DERIVATIVES: Derivatives<"assign"> = {
  assign: (_y, upstream) => [undefined, upstream],
};
