import { formatShape } from "../../../core/errors.ts";
import type { Derivatives } from "../derivative.ts";
import { emit } from "../emit.ts";
import type { GraphNode } from "../node.ts";
import { requireDType, sameShape } from "./_check.ts";

/** Options for {@linkcode matmul}. */
export interface MatmulOptions {
  /** Swap the last two axes of the first factor. @default {false} */
  transposeA?: boolean;
  /** Swap the last two axes of the second factor. @default {false} */
  transposeB?: boolean;
}

/**
 * The matrix product: [m, k] · [k, n] → [m, n].
 *
 * With more axes, equal leading axes count matrices: [b, m, k] · [b, k, n] → [b, m, n].
 *
 * @throws {RangeError} If the shapes do not fit.
 */
export function matmul(
  a: GraphNode,
  b: GraphNode,
  options: MatmulOptions = {},
): GraphNode {
  const { transposeA = false, transposeB = false } = options;
  requireDType("compute matmul", a, ["float32"]);
  requireDType("compute matmul", b, ["float32"]);
  const leading = a.shape.slice(0, -2);
  const [m, k] = lastTwo(a, transposeA);
  const [k2, n] = lastTwo(b, transposeB);
  if (
    a.shape.length < 2 || b.shape.length < 2 || k !== k2 ||
    !sameShape(leading, b.shape.slice(0, -2))
  ) {
    throw new RangeError(
      `Cannot compute matmul as the factors must be [..., m, k] and [..., k, n]: current shapes are ${
        formatShape(a.shape)
      }${transposeA ? " (transposed)" : ""} and ${formatShape(b.shape)}${
        transposeB ? " (transposed)" : ""
      }`,
    );
  }
  return emit({
    kind: "matmul",
    inputs: [a, b],
    attributes: Object.freeze({ transposeA, transposeB }),
    shape: Object.freeze([...leading, m, n]),
    dtype: "float32",
  });
}

function lastTwo(x: GraphNode, transposed: boolean): [number, number] {
  const [rows = NaN, columns = NaN] = x.shape.slice(-2);
  return transposed ? [columns, rows] : [rows, columns];
}

/** How matrix products follow their factors. */
export const MATMUL_DERIVATIVES: Derivatives<"matmul"> = {
  // Y = AB: ∂A = ∂Y Bᵀ, ∂B = Aᵀ ∂Y; a transposed factor has a transposed gradient.
  matmul: ({ inputs: [a, b], attributes }, upstream) => {
    const { transposeA, transposeB } = attributes;
    const byA = transposeA
      ? matmul(b!, upstream, { transposeA: transposeB, transposeB: true })
      : matmul(upstream, b!, { transposeB: !transposeB });
    const byB = transposeB
      ? matmul(upstream, a!, { transposeA: true, transposeB: transposeA })
      : matmul(a!, upstream, { transposeA: !transposeA });
    return [byA, byB];
  },
};
