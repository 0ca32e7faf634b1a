import { formatShape } from "../../../../core/errors.ts";
import type { Local } from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { i32 } from "../../../../core/assembler/instructions.ts";
import type { Kernel } from "../kernel.ts";
import { LANES } from "../lanes.ts";
import type { Library } from "../library.ts";
import { type Block, hasColumnRows, shapeOf } from "./block.ts";

/** What a reduction does with elements of a block. */
export interface BlockWriter {
  /** The name of the operation. */
  readonly name: string;
  /** Vectors of columns that are computed together, at most. */
  readonly mostVectors: number;
  /** Computes one result from neighbours, in a block without inner axes. */
  writeRow(f: FunctionBuilder, block: Block, at: BlockPlace): void;
  /** Computes neighbouring results from columns below each other. */
  writeColumns(
    f: FunctionBuilder,
    block: Block,
    at: BlockPlace,
    count: ColumnCount,
  ): void;
}

/** Where a block is read and its results are written. */
export interface BlockPlace {
  /** Address of the first element. */
  readonly from: Local<"i32">;
  /** Address of its result. */
  readonly to: Local<"i32">;
  /** Functions of the module. */
  readonly library: Library;
}

/** Columns that are computed together. */
export interface ColumnCount {
  /** Number of vectors. */
  readonly vectors: number;
  /** Lanes of each, 1 to 4. */
  readonly lanes: number;
}

/**
 * A kernel over the rows of a value: blocks [length, inner], or the columns of
 * the only one.
 */
export function blockKernel(
  block: Block,
  rows: number,
  writer: BlockWriter,
): Kernel {
  const { outer, length, inner } = block;
  const { name, writeRow } = writer;
  // Results of a row.
  const width = outer * inner / rows;
  return {
    key: JSON.stringify([name, block, rows]),
    label: `${name} ${formatShape(shapeOf(block))} → ${
      formatShape(shapeOf({ ...block, length: 1 }))
    }`,
    write: (f, { pointers: [input, output], begin, end }, library) => {
      const first = f.let(i32.mul(begin, i32.const(4 * width)));
      const to = f.let(i32.add(output!, first));
      const last = f.let(
        i32.add(output!, i32.mul(end, i32.const(4 * width))),
      );
      if (hasColumnRows(block)) {
        const at = { from: f.let(i32.add(input!, first)), to, library };
        return columnsUntil(f, block, at, last, width, writer);
      }
      const offset = i32.mul(first, i32.const(length));
      const from = f.let(i32.add(input!, offset));
      const at = { from, to, library };
      f.while(() => i32.ltU(to, last), () => {
        if (inner === 1) {
          writeRow(f, block, at);
          f.increase(from, 4 * length);
          f.increase(to, 4);
        } else {
          allColumns(f, block, at, writer);
          f.increase(from, 4 * (length - 1) * inner);
        }
      });
    },
  };
}

/** Columns that are computed together, most first. */
function columnCounts(mostVectors: number): ColumnCount[] {
  const wide: ColumnCount[] = [];
  for (let vectors = mostVectors; vectors >= 1; vectors /= 2) {
    wide.push({ vectors, lanes: LANES });
  }
  return [...wide, ...[3, 2, 1].map((lanes) => ({ vectors: 1, lanes }))];
}

/** Computes some columns, and goes on to those after them. */
function someColumns(
  f: FunctionBuilder,
  block: Block,
  at: BlockPlace,
  count: ColumnCount,
  { writeColumns }: BlockWriter,
): void {
  f.scope(() => writeColumns(f, block, at, count));
  f.increase(at.from, 4 * count.vectors * count.lanes);
  f.increase(at.to, 4 * count.vectors * count.lanes);
}

/** Computes all columns of a block. */
function allColumns(
  f: FunctionBuilder,
  block: Block,
  at: BlockPlace,
  writer: BlockWriter,
): void {
  let left = block.inner;
  for (const count of columnCounts(writer.mostVectors)) {
    const width = count.vectors * count.lanes;
    const turns = Math.floor(left / width);
    f.repeat(turns, () => someColumns(f, block, at, count, writer));
    left -= turns * width;
  }
}

/** Computes columns up to a result, which is a multiple of `unit` away. */
function columnsUntil(
  f: FunctionBuilder,
  block: Block,
  at: BlockPlace,
  last: Local<"i32">,
  unit: number,
  writer: BlockWriter,
): void {
  const counts = columnCounts(writer.mostVectors)
    .filter(({ vectors, lanes }) => vectors * lanes <= block.inner);
  counts.forEach((count, i) => {
    const width = count.vectors * count.lanes;
    const isLeft = () => i32.leU(i32.add(at.to, i32.const(4 * width)), last);
    const visit = () => someColumns(f, block, at, count, writer);
    const multiple = count.lanes < LANES ? LANES : 2 * width;
    if (i === 0) f.while(isLeft, visit);
    else if (unit % multiple !== 0) f.if(isLeft(), visit);
  });
}
