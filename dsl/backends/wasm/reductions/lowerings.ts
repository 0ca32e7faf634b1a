import { type NodeOf, sizeOf } from "../../../graph/node.ts";
import type { Kernel } from "../kernel.ts";
import type { Layout, Lowerings } from "../layout.ts";
import { reshaped, type Value } from "../value.ts";
import { type ArgKind, argWriter } from "./arg_writer.ts";
import { type Block, blockAround, hasColumnRows, rowsOf } from "./block.ts";
import { blockKernel } from "./block_kernel.ts";
import type { FoldKind } from "./fold.ts";
import { foldSteps } from "./fold_steps.ts";
import { foldWriter } from "./fold_writer.ts";
import { softmaxKernel, type SoftmaxKind } from "./softmax_kernel.ts";

/** Arithmetic operations for each element, about. */
const COSTS = { fold: 1, arg: 6, softmax: 20 } as const;

/** What is done with a block. */
interface Work {
  readonly kernel: Kernel;
  readonly block: Block;
  readonly rows: number;
  readonly cost: number;
}

function append(
  { kernel, block, rows, cost }: Work,
  input: Value,
  result: Value,
  to: Layout,
): void {
  to.step({
    kernel,
    reads: [{ value: input, rows: hasColumnRows(block) ? "whole" : "own" }],
    writes: [result],
    rows,
    flops: cost * sizeOf(input.shape),
  });
}

function fold(
  { kind, shape, dtype, attributes: { axes } }: NodeOf<FoldKind>,
  [input]: readonly Value[],
  to: Layout,
): Value {
  let value = input!;
  const writer = foldWriter(kind);
  for (const step of foldSteps(value.shape, axes, dtype)) {
    const { block, rows } = step;
    const kernel = blockKernel(block, rows, writer);
    const result = to.temporary({ shape: step.shape, dtype });
    append({ kernel, block, rows, cost: COSTS.fold }, value, result, to);
    value = result;
  }
  return reshaped(value, shape);
}

function arg(
  { kind, shape, dtype, attributes: { axis } }: NodeOf<ArgKind>,
  [input]: readonly Value[],
  to: Layout,
): Value {
  const block = blockAround(input!.shape, axis, input!.dtype);
  const rows = rowsOf(block, shape);
  const kernel = blockKernel(block, rows, argWriter(kind));
  const result = to.temporary({ shape, dtype });
  append({ kernel, block, rows, cost: COSTS.arg }, input!, result, to);
  return result;
}

function alongLast(
  { kind, shape, dtype }: NodeOf<SoftmaxKind>,
  [input]: readonly Value[],
  to: Layout,
): Value {
  const block = blockAround(shape, shape.length - 1, dtype);
  const rows = rowsOf(block, shape.slice(0, -1));
  const kernel = softmaxKernel(kind, block, rows);
  const result = to.temporary({ shape, dtype });
  append({ kernel, block, rows, cost: COSTS.softmax }, input!, result, to);
  return result;
}

/** Lowerings of operations that fold axes, or turn scores into probabilities. */
export const REDUCTION_LOWERINGS: Lowerings<FoldKind | ArgKind | SoftmaxKind> =
  {
    sum: fold,
    max: fold,
    min: fold,
    prod: fold,
    argMax: arg,
    argMin: arg,
    softmax: alongLast,
    logSoftmax: alongLast,
  };
