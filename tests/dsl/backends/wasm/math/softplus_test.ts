import { functionLaws } from "./function_laws.ts";

functionLaws("softplus", {
  exact: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  ulps: 2,
  edges: [
    [0, Math.LN2],
    [-0, Math.LN2],
    [30, 30],
    [1e38, 1e38],
    [-1000, 0],
    [Infinity, Infinity],
    [-Infinity, 0],
    [NaN, NaN],
    [-103.9, 2 ** -149],
  ],
});
