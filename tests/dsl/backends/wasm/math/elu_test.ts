import { functionLaws } from "./function_laws.ts";

functionLaws("elu", {
  exact: (x) => x > 0 ? x : Math.expm1(x),
  ulps: 1.25,
  edges: [
    [0, 0],
    [-0, -0],
    [3.25, 3.25],
    [1e38, 1e38],
    [-1e-10, -1e-10],
    [2 ** -149, 2 ** -149],
    [-(2 ** -149), -(2 ** -149)],
    [Infinity, Infinity],
    [-Infinity, -1],
    [NaN, NaN],
  ],
});
