import { functionLaws } from "./function_laws.ts";

/**
 * erf x = 2/√π e^(−x²) Σₙ 2ⁿ x²ⁿ⁺¹ / (1·3·5⋯(2n+1)), all terms of one sign; far
 * out, where it is 1 to single precision, just that.
 */
function erf(x: number): number {
  if (Math.abs(x) > 4) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-12 * Math.abs(sum); n++) {
    term *= 2 * x * x / (2 * n + 1);
    sum += term;
  }
  return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
}

functionLaws("erf", {
  exact: erf,
  ulps: 1.5,
  edges: [
    [0, 0],
    [-0, -0],
    [-0.5, -0.5204998778130465],
    [1e-10, 2e-10 / Math.sqrt(Math.PI)],
    [5, 1],
    [-1e38, -1],
    [Infinity, 1],
    [-Infinity, -1],
    [NaN, NaN],
  ],
});
