import { functionLaws } from "./function_laws.ts";

functionLaws("expm1", {
  exact: Math.expm1,
  ulps: 2,
  edges: [
    [0, 0],
    [-0, -0],
    [1e-10, 1e-10],
    [-1e-10, -1e-10],
    [2 ** -149, 2 ** -149],
    [-(2 ** -149), -(2 ** -149)],
    [Infinity, Infinity],
    [-Infinity, -1],
    [NaN, NaN],
    [88.72284, Infinity],
    [-20, -1],
    [-1e38, -1],
  ],
});
