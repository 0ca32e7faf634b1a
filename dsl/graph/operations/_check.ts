import { formatShape } from "../../../core/errors.ts";
import type { DType, GraphNode, Shape } from "../node.ts";

/** Throws unless `node` holds elements of one of `dtypes`. */
export function requireDType(
  action: string,
  node: GraphNode,
  dtypes: readonly DType[],
): void {
  if (dtypes.includes(node.dtype)) return;
  throw new TypeError(
    `Cannot ${action} as "${node.name}" must be ${
      dtypes.join(" or ")
    }: current type is ${node.dtype}`,
  );
}

/** Throws unless both nodes hold elements of one type. */
export function requireSameDType(
  action: string,
  a: GraphNode,
  b: GraphNode,
): void {
  if (a.dtype === b.dtype) return;
  throw new TypeError(
    `Cannot ${action} as both operands must have the same type: current types are ${a.dtype} ("${a.name}") and ${b.dtype} ("${b.name}")`,
  );
}

/** Throws unless `node` has this many axes. */
export function requireRank(
  action: string,
  node: GraphNode,
  rank: number,
): void {
  if (node.shape.length === rank) return;
  throw new RangeError(
    `Cannot ${action} as "${node.name}" must have ${rank} axes: current shape is ${
      formatShape(node.shape)
    }`,
  );
}

/** An axis counted from 0; a negative one counts from the end. */
export function normalizeAxis(
  action: string,
  axis: number,
  rank: number,
): number {
  const normal = axis < 0 ? axis + rank : axis;
  if (Number.isInteger(normal) && normal >= 0 && normal < rank) return normal;
  if (rank === 0) {
    throw new RangeError(
      `Cannot ${action} as there must be an axis: current shape is []`,
    );
  }
  throw new RangeError(
    `Cannot ${action} as 'axis' must be a whole number in [${-rank}, ${
      rank - 1
    }]: current value is ${axis}`,
  );
}

/**
 * The shape of two values stretched over each other, as in NumPy: aligned at the
 * last axis, a missing axis or one of size 1 stretches.
 */
export function broadcastShape(action: string, a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  const shape: number[] = [];
  for (let i = 0; i < rank; i++) {
    const left = a[i - rank + a.length] ?? 1;
    const right = b[i - rank + b.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      throw new RangeError(
        `Cannot ${action} as shapes must be equal or stretch over each other: current shapes are ${
          formatShape(a)
        } and ${formatShape(b)}`,
      );
    }
    shape.push(left === 1 ? right : left);
  }
  return Object.freeze(shape);
}

/** Whether two shapes are the same. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((axis, i) => axis === b[i]);
}
