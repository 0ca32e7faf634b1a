import { formatShape } from "../../../../core/errors.ts";
import { sizeOf } from "../../../graph/node.ts";
import { isWhole, simplify, type ViewAxis } from "../../view.ts";
import type { Layout } from "../layout.ts";
import { reshaped, type Typed, type Value } from "../value.ts";
import { viewKernel } from "./view_kernel.ts";

/** What a view shows, and how it is called. */
export interface AppendedView extends Typed {
  /** Name of the operation, for people. */
  readonly kind: string;
}

/** Appends a view of a value; one that shows the value as it is costs nothing. */
export function appendView(
  value: Value,
  axes: readonly ViewAxis[],
  { kind, shape, dtype }: AppendedView,
  to: Layout,
): Value {
  const source = sizeOf(value.shape);
  if (isWhole(simplify({ axes, source }))) return reshaped(value, shape);
  const [rows = { size: 1, step: 0, begin: 0, limit: 1 }, ...inner] = axes;
  // Row i shows its own part where the axis goes through all of the source, and no further.
  const isOwn = rows.size === 1 ||
    (rows.begin === 0 && rows.size === rows.limit &&
      rows.step * rows.size === source);
  const result = to.temporary({ shape, dtype });
  const label = `${kind} ${formatShape(value.shape)} → ${formatShape(shape)}`;
  to.step({
    kernel: viewKernel([rows, ...inner], label),
    reads: [{ value, rows: isOwn ? "own" : "whole" }],
    writes: [result],
    rows: rows.size,
    flops: sizeOf(shape),
  });
  return result;
}
