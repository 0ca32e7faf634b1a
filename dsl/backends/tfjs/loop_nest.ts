import { type Shape, sizeOf } from "../../graph/node.ts";
import { broadcastAxes } from "../view.ts";

/** Nested loops over a result, row by row, with what each turn adds to the place in each operand. */
export interface LoopNest {
  /** Turns of each loop, outermost first; there is at least one loop. */
  readonly sizes: readonly number[];
  /** By operand, then by loop. */
  readonly steps: readonly (readonly number[])[];
}

/** The fewest loops that visit every element of `shape` and its place in operands stretched to it. */
export function loopsOver(shape: Shape, operands: readonly Shape[]): LoopNest {
  const spread = operands.map((operand) =>
    broadcastAxes(operand, shape).map(({ step }) => step)
  );
  const sizes: number[] = [];
  const steps: number[][] = operands.map(() => []);
  shape.forEach((size, i) => {
    if (size === 1) return;
    const last = sizes.length - 1;
    const joins = last >= 0 &&
      spread.every((axis, j) => steps[j]![last] === axis[i]! * size);
    if (joins) {
      sizes[last]! *= size;
      spread.forEach((axis, j) => steps[j]![last] = axis[i]!);
    } else {
      sizes.push(size);
      spread.forEach((axis, j) => steps[j]!.push(axis[i]!));
    }
  });
  if (sizes.length > 0) return { sizes, steps };
  return { sizes: [sizeOf(shape)], steps: operands.map(() => [0]) };
}
