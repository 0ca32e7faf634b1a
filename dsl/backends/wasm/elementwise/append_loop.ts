import { formatShape } from "../../../../core/errors.ts";
import { sizeOf } from "../../../graph/node.ts";
import type { Read } from "../kernel.ts";
import type { Layout } from "../layout.ts";
import type { Value } from "../value.ts";
import { ELEMENTWISE_COSTS } from "./elementwise_kind.ts";
import { type Loop, nestOf, type Operation } from "./loop.ts";
import { loopKernel } from "./loop_kernel.ts";

/** What a loop is made of. */
export interface LoopParts {
  /** What is read; stretched to the results' shape, as in NumPy. */
  readonly inputs: readonly Value[];
  /** What is computed, in order. */
  readonly operations: readonly Operation[];
  /** Where results are stored: an operation, and a value; all of one shape. */
  readonly results: readonly (readonly [operation: number, value: Value])[];
}

/** Appends the step that runs a loop over the results' shape. */
export function appendLoop(
  { inputs, operations, results }: LoopParts,
  to: Layout,
): void {
  const { shape } = results[0]![1];
  const { scale, rowSteps, axes } = nestOf(
    shape,
    inputs.map((input) => input.constant === undefined ? input.shape : []),
  );
  const loop: Loop = {
    sources: inputs.map(({ dtype, constant }) =>
      constant === undefined ? { dtype } : { dtype, constant }
    ),
    rowSteps,
    axes,
    operations,
    stored: results.map(([operation]) => operation),
  };
  const cost = operations.reduce(
    (sum, { kind }) => sum + ELEMENTWISE_COSTS[kind],
    0,
  );
  const rows = shape[0] ?? 1;
  const reads = inputs.filter(({ constant }) => constant === undefined)
    .map((value): Read => {
      const hasRows = value.shape.length === shape.length &&
        value.shape[0] === rows;
      return { value, rows: hasRows || rows === 1 ? "own" : "whole" };
    });
  const kernel = loopKernel(loop);
  to.step({
    kernel,
    label: `${kernel.label} ${formatShape(shape)}`,
    reads,
    writes: results.map(([, value]) => value),
    rows,
    scale,
    flops: Math.max(1, cost) * sizeOf(shape),
  });
}
