/**
 * The error function, 2/√π ∫₀ˣ e^(−t²) dt, to single precision.
 *
 * Polynomials for x near 0, and for log(1 − erf x) elsewhere; largest relative error 1e-7.
 */
export function erf(x: number): number {
  const t = Math.abs(x);
  const s = x * x;
  if (t > 4) return Math.sign(x);
  if (t > 0.927734375) {
    let r = -1.72853470e-5 * t + 3.83197126e-4;
    r = r * s + (-3.88396438e-3 * t + 2.42546219e-2);
    r = r * t - 1.06777877e-1;
    r = r * t - 6.34846687e-1;
    r = r * t - 1.28717512e-1;
    r = r * t - t;
    return Math.sign(x) * -Math.expm1(r);
  }
  let r = -5.96761703e-4;
  r = r * s + 4.99119423e-3;
  r = r * s - 2.67681349e-2;
  r = r * s + 1.12819925e-1;
  r = r * s - 3.76125336e-1;
  r = r * s + 1.28379166e-1;
  return r * x + x;
}
