// Coefficients of sin x = x + S₁x³ + … + S₆x¹³ and cos x = 1 − x²/2 + C₁x⁴ + … + C₆x¹⁴
// on [−π/4, π/4]: fdlibm, k_sin.c and k_cos.c (Sun Microsystems, 1993).
export const S1 = -1.66666666666666324348e-01;
export const S2 = 8.33333333332248946124e-03;
export const S3 = -1.98412698298579493134e-04;
export const S4 = 2.75573137070700676789e-06;
export const S5 = -2.50507602534068634195e-08;
export const S6 = 1.58969099521155010221e-10;
export const C1 = 4.16666666666666019037e-02;
export const C2 = -1.38888888888741095749e-03;
export const C3 = 2.48015872894767294178e-05;
export const C4 = -2.75573143513906633035e-07;
export const C5 = 2.08757232129817482790e-09;
export const C6 = -1.13596475577881948265e-11;

// π/2 in three parts, the first two of 33 bits, so that their products with small integers are exact.
const QUARTER_1 = 1.57079632673412561417e+00;
const QUARTER_2 = 6.07710050630396597660e-11;
const QUARTER_3 = 2.02226624879595063154e-21;
/** Up to here turns are taken off exactly; only what turns for hours without a limit comes near. */
const FAR = 2 ** 19;

/**
 * The sine of an angle in radians, to within 2⁻⁵² of the true value.
 *
 * The engine's own may differ in the last bit from one version to the next, and
 * then so do episodes; this one is made of exactly rounded operations only. It
 * is also several times as fast, which is most of a step's time.
 */
export function sin(angle: number): number {
  if (Math.abs(angle) <= Math.PI / 4) return sinNear(angle);
  return angle < 0 ? -sineAfter(0, -angle) : sineAfter(0, angle);
}

/** The cosine of an angle in radians; see {@linkcode sin}. */
export function cos(angle: number): number {
  if (Math.abs(angle) <= Math.PI / 4) return cosNear(angle);
  return sineAfter(1, Math.abs(angle));
}

function sinNear(x: number): number {
  const z = x * x;
  const r = S2 + z * (S3 + z * S4) + z * (z * z) * (S5 + z * S6);
  return x + z * x * (S1 + z * r);
}

function cosNear(x: number): number {
  const z = x * x;
  const w = z * z;
  const r = z * (C1 + z * (C2 + z * C3)) + w * w * (C4 + z * (C5 + z * C6));
  const half = 0.5 * z;
  const most = 1 - half;
  return most + ((1 - most - half) + z * r);
}

/** The sine of an angle of at least 0 and some quarter turns. */
function sineAfter(quarters: number, angle: number): number {
  if (!(angle < FAR)) return quarters === 0 ? Math.sin(angle) : Math.cos(angle);
  const within = Math.round(angle / (Math.PI / 2));
  const rest = angle - within * QUARTER_1;
  const off = within * QUARTER_2 + within * QUARTER_3;
  const near = rest - off;
  const tail = rest - near - off; // The digits beyond `near`.
  const all = quarters + within;
  const value = all & 1 ? cosNear(near) : sinNear(near) + tail;
  return all & 2 ? -value : value;
}
