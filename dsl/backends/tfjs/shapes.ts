import { sizeOf } from "../../graph/node.ts";
import type { Lookup, Typed } from "./kernels.ts";
import { elementwise } from "./elementwise.ts";
import {
  type Layout,
  type Lowering,
  reshaped,
  type Value,
} from "./lowering.ts";
import {
  broadcastAxes,
  isWhole,
  simplify,
  type View,
  type ViewAxis,
  wholeAxes,
} from "../view.ts";

type ShapeKind =
  | "reshape"
  | "transpose"
  | "slice"
  | "concat"
  | "pad"
  | "broadcastTo"
  | "gather"
  | "scatterAdd"
  | "oneHot";

/** Appends a view; one that shows its source as it is costs nothing. */
export function viewOf(
  value: Value,
  axes: readonly ViewAxis[],
  result: Typed,
  to: Layout,
): Value {
  const view: View = simplify({ axes, source: sizeOf(value.shape) });
  if (isWhole(view)) return reshaped(value, result.shape);
  return to.call(to.kernels.view(view), [value], result);
}

function lookup(table: Typed, places: Typed): Lookup {
  return {
    rows: table.shape[0]!,
    width: sizeOf(table.shape.slice(1)),
    count: sizeOf(places.shape),
    dtype: table.dtype,
  };
}

/** Lowerings of operations that move elements. */
export const SHAPE_LOWERINGS: {
  readonly [K in ShapeKind]: Lowering<K>;
} = {
  reshape: (node, [input]) => reshaped(input!, node.shape),
  transpose: (node, [input], to) => {
    const axes = wholeAxes(input!.shape);
    const turned = node.attributes.permutation.map((axis) => axes[axis]!);
    return viewOf(input!, turned, node, to);
  },
  slice: (node, [input], to) => {
    const { begin } = node.attributes;
    const axes = wholeAxes(input!.shape).map((axis, i) => ({
      ...axis,
      size: node.shape[i]!,
      begin: begin[i]!,
    }));
    return viewOf(input!, axes, node, to);
  },
  concat: (node, inputs, to) => {
    const { axis } = node.attributes;
    if (inputs.length === 1) return inputs[0]!;
    const joining = {
      outer: sizeOf(node.shape.slice(0, axis)),
      widths: inputs.map(({ shape }) => sizeOf(shape.slice(axis))),
      dtype: node.dtype,
    };
    return to.call(to.kernels.concat(joining), inputs, node);
  },
  pad: (node, [input], to) => {
    const axes = wholeAxes(input!.shape).map((axis, i) => ({
      ...axis,
      size: node.shape[i]!,
      begin: -node.attributes.paddings[i]![0],
    }));
    return viewOf(input!, axes, node, to);
  },
  broadcastTo: (node, [input], to) =>
    viewOf(input!, broadcastAxes(input!.shape, node.shape), node, to),
  gather: (node, [table, places], to) =>
    to.call(
      to.kernels.gather(lookup(table!, places!)),
      [table!, places!],
      node,
    ),
  scatterAdd: (node, [values, places], to) =>
    to.call(
      to.kernels.scatterAdd(lookup(node, places!)),
      [values!, places!],
      node,
    ),
  // 1 where the index equals the place along the last axis.
  oneHot: (node, [places], to) => {
    const { depth } = node.attributes;
    const classes = Int32Array.from({ length: depth }, (_, i) => i);
    const row = to.constant(classes, [depth], "int32");
    const column = reshaped(places!, [...places!.shape, 1]);
    return elementwise("equal", [column, row], node, to);
  },
};
