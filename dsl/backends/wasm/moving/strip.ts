import type { Local } from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { i32, v128 } from "../../../../core/assembler/instructions.ts";
import { lesser } from "../../../../core/assembler/lesser.ts";
import type { RowRange } from "../kernel.ts";

/** Rows of a result that are written together, as they lie side by side in the source. */
export interface Strip {
  /** Their number: a multiple of 4. */
  readonly count: number;
  /** Elements of the result from one row to the next. */
  readonly stride: number;
}

/** Which rows to divide into strips. */
export interface Strips {
  /** From where to where. */
  readonly rows: RowRange;
  /** Their number, at least 4, where it is known when the code is written. */
  readonly size?: number;
  /** Elements of the result from one row to the next. */
  readonly stride: number;
}

/** Elements after which a row begins at the same place of a processor's first cache, which has few ways. */
const SAME_PLACE = 1024;

/**
 * Divides rows into strips of 16, for whose sources all of a line of the cache
 * is read at once, and of 4, the last of which may overlap the one before; if
 * there are fewer, into single rows.
 */
export function forStrips(
  f: FunctionBuilder,
  { rows: { begin, end }, size, stride }: Strips,
  write: (row: Local<"i32">, strip: Strip | undefined) => void,
): void {
  const row = f.let(begin);
  const isLeft = () => i32.ltU(row, end);
  const widest = stride % SAME_PLACE === 0 ? 8 : 16;
  const wide = () =>
    f.while(() => i32.leU(i32.add(row, i32.const(widest)), end), () => {
      write(row, { count: widest, stride });
      f.increase(row, widest);
    });
  const narrow = () =>
    f.while(isLeft, () => {
      const last = i32.sub(end, i32.const(4));
      const at = f.let(lesser(row, last));
      write(at, { count: 4, stride });
      f.increase(row, 4);
    });
  if (size !== undefined) {
    if (size >= widest) wide();
    if (size < widest || size % widest > 0) narrow();
    return;
  }
  wide();
  f.if(i32.geU(i32.sub(end, begin), i32.const(4)), narrow);
  f.while(isLeft, () => {
    write(row, undefined);
    f.increase(row, 1);
  });
}

/** What fills a strip. */
export interface StripSource {
  /** Address of the first element of the first row. */
  readonly from: Local<"i32">;
  /** Elements of the source from one place of a row to the next. */
  readonly step: number;
  /** Elements of each row; at least 4. */
  readonly size: number;
}

/** Fills a strip by tiles of 4 × 4 elements, the last of which may overlap the one before. */
export function fillStrip(
  f: FunctionBuilder,
  to: Local<"i32">,
  { from, step, size }: StripSource,
  strip: Strip,
): void {
  const whole = size - size % 4;
  const source = f.let(from);
  const end = f.let(i32.add(to, i32.const(4 * whole)));
  f.for({ from: to, to: end, step: 16 }, (at) => {
    writeTiles(f, at, source, step, strip);
    f.increase(source, 16 * step);
  });
  if (whole === size) return;
  const back = size - whole - 4;
  const last = f.let(i32.add(end, i32.const(4 * back)));
  f.increase(source, 4 * back * step);
  writeTiles(f, last, source, step, strip);
}

/** Four elements of each row. */
function writeTiles(
  f: FunctionBuilder,
  to: Local<"i32">,
  from: Local<"i32">,
  step: number,
  { count, stride }: Strip,
): void {
  for (let row = 0; row < count; row += 4) {
    f.scope(() => {
      const load = (i: number) => f.let(v128.load(from, 4 * (i * step + row)));
      const [a, b, c, d] = [load(0), load(1), load(2), load(3)];
      const low = f.let(v128.shuffle(a, b, [0, 4, 1, 5]));
      const high = f.let(v128.shuffle(a, b, [2, 6, 3, 7]));
      const lowBelow = f.let(v128.shuffle(c, d, [0, 4, 1, 5]));
      const highBelow = f.let(v128.shuffle(c, d, [2, 6, 3, 7]));
      const columns = [
        v128.shuffle(low, lowBelow, [0, 1, 4, 5]),
        v128.shuffle(low, lowBelow, [2, 3, 6, 7]),
        v128.shuffle(high, highBelow, [0, 1, 4, 5]),
        v128.shuffle(high, highBelow, [2, 3, 6, 7]),
      ];
      columns.forEach((column, i) =>
        f.do(v128.store(to, column, 4 * (row + i) * stride))
      );
    });
  }
}
