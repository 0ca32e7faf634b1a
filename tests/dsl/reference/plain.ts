import {
  type DType,
  type NodeOf,
  type OperationKind,
  type Shape,
  sizeOf,
} from "../../../dsl/graph/node.ts";

/** A value, the plain way: double precision, row by row. */
export interface Plain {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly data: readonly number[];
}

/** What a run is given besides the program. */
export interface Surroundings {
  /** Values of placeholders, by name. */
  readonly feeds: Readonly<Record<string, ArrayLike<number>>>;
  /** Values of variables that no longer have their initial one, by name. */
  readonly variables: Readonly<Record<string, ArrayLike<number>>>;
  /** How often random nodes were drawn before. */
  readonly draws: number;
}

/** What an operation answers, from the values of its inputs. */
export type Meaning<K extends OperationKind> = (
  node: NodeOf<K>,
  inputs: readonly Plain[],
  surroundings: Surroundings,
) => Plain;

/** The meanings of some operations. */
export type Meanings<K extends OperationKind> = {
  readonly [P in K]: Meaning<P>;
};

/** Every place of a shape, the last axis fastest. */
export function places(shape: Shape): number[][] {
  return shape.reduce<number[][]>(
    (found, size) =>
      found.flatMap((place) =>
        Array.from({ length: size }, (_, i) => [...place, i])
      ),
    [[]],
  );
}

/** Where a place lies in the data of a shape. */
export function offset(shape: Shape, place: readonly number[]): number {
  return shape.reduce((sum, size, axis) => sum * size + place[axis]!, 0);
}

/** The element at a place. */
export function at(x: Plain, place: readonly number[]): number {
  return x.data[offset(x.shape, place)]!;
}

/** The element that broadcasting shows at a place of a larger shape. */
export function stretched(x: Plain, place: readonly number[]): number {
  const own = place.slice(place.length - x.shape.length);
  return at(x, own.map((i, axis) => x.shape[axis] === 1 ? 0 : i));
}

/** A value from a formula for each place. */
export function tabulate(
  shape: Shape,
  dtype: DType,
  element: (place: readonly number[]) => number,
): Plain {
  return { shape, dtype, data: places(shape).map(element) };
}

/** Zeros, to be added to. */
export function zeros(shape: Shape): number[] {
  return new Array<number>(sizeOf(shape)).fill(0);
}

/** The shape to which values stretch over each other. */
export function stretchedShape(...shapes: readonly Shape[]): Shape {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, i) => {
    const sizes = shapes.map((shape) => shape[i - rank + shape.length] ?? 1);
    const size = sizes.find((s) => s !== 1) ?? 1;
    if (sizes.some((s) => s !== 1 && s !== size)) {
      throw new Error(`these do not stretch: ${JSON.stringify(shapes)}`);
    }
    return size;
  });
}

/** Whether an element is better than the best one before it, or the first NaN. */
export function takesOver(
  x: number,
  best: number,
  isBetter: (x: number, best: number) => boolean,
): boolean {
  return isBetter(x, best) || Number.isNaN(x) && !Number.isNaN(best);
}
