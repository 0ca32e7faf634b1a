import type {
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { f32x4, i32, memory } from "../../../../core/assembler/instructions.ts";
import { sizeOf } from "../../../graph/node.ts";
import type { Cell } from "./cells.ts";
import type { Channels } from "./each_channels.ts";
import { coversImage, overlaps, type Pooling } from "./pooling.ts";

/** Fills an image's gradient with zeros, if there are cells that would not be stored, or are added to. */
export function clearGradient(
  f: FunctionBuilder,
  pooling: Pooling,
  gradient: Local<"i32">,
): void {
  if (coversImage(pooling) && !overlaps(pooling)) return;
  const bytes = i32.const(4 * sizeOf(pooling.image.slice(1)));
  f.do(memory.fill(gradient, i32.const(0), bytes));
}

/** Gives a window's cell its part of the gradient, the last of the images; added to what other windows gave. */
export function giveBack(
  f: FunctionBuilder,
  pooling: Pooling,
  cell: Cell,
  at: Channels,
  part: Expression<"v128">,
): void {
  const gradient = at.images.at(-1)!;
  const total = overlaps(pooling)
    ? f32x4.add(cell.load(gradient, at), part)
    : part;
  f.do(...cell.store(gradient, f.let(total), at));
}
