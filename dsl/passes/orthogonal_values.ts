import type { RandomStream } from "../../core/random.ts";
import { type Shape, sizeOf } from "../graph/node.ts";

/**
 * A random matrix whose columns (or rows, if fewer) have length `gain` and stand at right angles.
 *
 * Normal vectors, made orthogonal one after the other (Gram and Schmidt), have
 * no preferred direction. All axes but the last count as one.
 */
export function orthogonalValues(
  shape: Shape,
  gain: number,
  random: RandomStream,
): Float32Array {
  const columns = shape.at(-1)!;
  const rows = sizeOf(shape.slice(0, -1));
  const basis = orthonormalVectors(
    Math.min(rows, columns),
    Math.max(rows, columns),
    random,
  );
  return Float32Array.from({ length: rows * columns }, (_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    return gain *
      (rows < columns ? basis[row]![column]! : basis[column]![row]!);
  });
}

function orthonormalVectors(
  count: number,
  length: number,
  random: RandomStream,
): Float64Array[] {
  const basis: Float64Array[] = [];
  for (let i = 0; i < count; i++) {
    const vector = random.fillNormal(new Float64Array(length));
    // Once leaves rounding errors along the others, twice is enough (Giraud et al., 2005).
    for (const other of [...basis, ...basis]) {
      addScaled(vector, other, -dot(vector, other));
    }
    const size = Math.sqrt(dot(vector, vector));
    basis.push(vector.map((x) => x / size));
  }
  return basis;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** a ← a + scale · b */
function addScaled(a: Float64Array, b: Float64Array, scale: number): void {
  for (let i = 0; i < a.length; i++) a[i]! += scale * b[i]!;
}
