import type { Doubles, DoublesWriter } from "../kernels/doubles.ts";
import { C1, C2, C3, C4, C5, C6, S1, S2, S3, S4, S5, S6 } from "./_sin_cos.ts";

/** Up to this angle, to both sides, {@linkcode sinCosVectors} is right. */
export const NEAR: number = Math.PI / 4;

/**
 * Writes the sines and cosines of angles within ±π/4: to the bit those that `sin`
 * and `cos` answer, for these are the same operations in the same order.
 */
export function sinCosVectors(
  { add, sub, mul }: DoublesWriter,
  x: Doubles,
): { readonly sin: Doubles; readonly cos: Doubles } {
  const z = mul(x, x);
  const w = mul(z, z);

  // r = S₂ + z (S₃ + z S₄) + z³ (S₅ + z S₆)
  const sinRest = add(
    add(S2, mul(z, add(S3, mul(z, S4)))),
    mul(mul(z, w), add(S5, mul(z, S6))),
  );
  // sin x = x + z x (S₁ + z r)
  const sin = add(x, mul(mul(z, x), add(S1, mul(z, sinRest))));

  // r = z (C₁ + z (C₂ + z C₃)) + w² (C₄ + z (C₅ + z C₆))
  const cosRest = add(
    mul(z, add(C1, mul(z, add(C2, mul(z, C3))))),
    mul(mul(w, w), add(C4, mul(z, add(C5, mul(z, C6))))),
  );
  // cos x = most + ((1 − most − z/2) + z r), where most is 1 − z/2, rounded.
  const half = mul(0.5, z);
  const most = sub(1, half);
  const cos = add(most, add(sub(sub(1, most), half), mul(z, cosRest)));
  return { sin, cos };
}
