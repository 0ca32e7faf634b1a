import { formatShape } from "../../../../core/errors.ts";
import type { Local } from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { i32 } from "../../../../core/assembler/instructions.ts";
import type { Kernel } from "../kernel.ts";
import { sizeOf } from "../../../graph/node.ts";
import type { PoolPointers } from "./each_window.ts";
import type { Pooling, PoolKind } from "./pooling.ts";

/** How an operation on windows is written. */
export interface PoolWriter {
  /** Whether each pointer, reads first, is one of an image or of a result. */
  readonly pointers: readonly (keyof PoolPointers)[];
  /** Writes it for one image. */
  write(f: FunctionBuilder, pooling: Pooling, at: PoolPointers): void;
}

/** A kernel whose rows are images. */
export function poolKernel(
  kind: PoolKind,
  pooling: Pooling,
  { pointers, write }: PoolWriter,
): Kernel {
  const { image, result, geometry: { size } } = pooling;
  const bytes = {
    images: 4 * sizeOf(image.slice(1)),
    results: 4 * sizeOf(result.slice(1)),
  };
  return {
    key: JSON.stringify([kind, pooling]),
    label: `${kind} ${size.join("×")} of ${formatShape(image)}`,
    write: (f, at) =>
      f.for({ from: at.begin, to: at.end, step: 1 }, (row) => {
        const own: Record<keyof PoolPointers, Local<"i32">[]> = {
          images: [],
          results: [],
        };
        pointers.forEach((of, i) => {
          const offset = i32.mul(row, i32.const(bytes[of]));
          own[of].push(f.let(i32.add(at.pointers[i]!, offset)));
        });
        write(f, pooling, own);
      }),
  };
}
