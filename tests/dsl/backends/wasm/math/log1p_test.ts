import { functionLaws } from "./function_laws.ts";

functionLaws("log1p", {
  exact: Math.log1p,
  ulps: 2,
  edges: [
    [0, 0],
    [-0, -0],
    [1, Math.LN2],
    [1e-10, 1e-10],
    [-1e-10, -1e-10],
    [2 ** -149, 2 ** -149],
    [-(2 ** -149), -(2 ** -149)],
    [-1, -Infinity],
    [-1.5, NaN],
    [-1e38, NaN],
    [2 ** 127, 127 * Math.LN2],
    [Infinity, Infinity],
    [-Infinity, NaN],
    [NaN, NaN],
  ],
});
