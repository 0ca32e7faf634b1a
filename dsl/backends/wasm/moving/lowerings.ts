import { type OperationKind, sizeOf } from "../../../graph/node.ts";
import { wholeAxes } from "../../view.ts";
import type { Read } from "../kernel.ts";
import type { Lowerings } from "../layout.ts";
import { reshaped } from "../value.ts";
import { appendView } from "./append_view.ts";
import { concatKernel } from "./concat_kernel.ts";
import { gatherKernel } from "./gather_kernel.ts";
import { oneHotKernel } from "./one_hot_kernel.ts";
import { scatterAddKernel } from "./scatter_add_kernel.ts";

/** Kinds that move elements. */
type MovingKind = Extract<
  OperationKind,
  | "reshape"
  | "transpose"
  | "slice"
  | "concat"
  | "pad"
  | "gather"
  | "scatterAdd"
  | "oneHot"
>;

/** Lowerings of operations that move elements. */
export const MOVING_LOWERINGS: Lowerings<MovingKind> = {
  reshape: (node, [input]) => reshaped(input!, node.shape),
  transpose: (node, [input], to) => {
    const axes = wholeAxes(input!.shape);
    const turned = node.attributes.permutation.map((axis) => axes[axis]!);
    return appendView(input!, turned, node, to);
  },
  slice: (node, [input], to) => {
    const axes = wholeAxes(input!.shape).map((axis, i) => ({
      ...axis,
      size: node.shape[i]!,
      begin: node.attributes.begin[i]!,
    }));
    return appendView(input!, axes, node, to);
  },
  pad: (node, [input], to) => {
    const axes = wholeAxes(input!.shape).map((axis, i) => ({
      ...axis,
      size: node.shape[i]!,
      begin: -node.attributes.paddings[i]![0],
    }));
    return appendView(input!, axes, node, to);
  },
  concat: (node, inputs, to) => {
    const [first] = inputs;
    if (inputs.length === 1) return first!;
    const { axis } = node.attributes;
    const rows: Read["rows"] = axis > 0 || node.shape[0] === 1
      ? "own"
      : "whole";
    const result = to.temporary(node);
    to.step({
      kernel: concatKernel(inputs.map(({ shape }) => shape), axis),
      reads: inputs.map((value) => ({ value, rows })),
      writes: [result],
      rows: node.shape[0]!,
      flops: sizeOf(node.shape),
    });
    return result;
  },
  gather: (node, [table, indices], to) => {
    const [rows, ...rest] = table!.shape;
    const count = sizeOf(indices!.shape);
    const result = to.temporary(node);
    to.step({
      kernel: gatherKernel({ rows: rows!, width: sizeOf(rest), count }),
      reads: [
        { value: table!, rows: "whole" },
        { value: indices!, rows: "own" },
      ],
      writes: [result],
      rows: count,
      flops: sizeOf(node.shape),
    });
    return result;
  },
  scatterAdd: (node, [values, indices], to) => {
    const [rows, ...rest] = node.shape;
    const count = sizeOf(indices!.shape);
    const result = to.temporary(node);
    to.step({
      kernel: scatterAddKernel({ rows: rows!, width: sizeOf(rest), count }),
      reads: [
        { value: values!, rows: "whole" },
        { value: indices!, rows: "whole" },
      ],
      writes: [result],
      rows: rows!,
      flops: sizeOf(node.shape) + sizeOf(values!.shape),
    });
    return result;
  },
  oneHot: (node, [indices], to) => {
    const count = sizeOf(indices!.shape);
    const result = to.temporary(node);
    to.step({
      kernel: oneHotKernel(count, node.attributes.depth),
      reads: [{ value: indices!, rows: "own" }],
      writes: [result],
      rows: count,
      flops: sizeOf(node.shape),
    });
    return result;
  },
};
