import { functionLaws } from "./function_laws.ts";

functionLaws("exp", {
  exact: Math.exp,
  ulps: 1.25,
  edges: [
    [0, 1],
    [-0, 1],
    [1, Math.E],
    [Infinity, Infinity],
    [-Infinity, 0],
    [NaN, NaN],
    [88.72284, Infinity],
    [1e38, Infinity],
    [-103.9, 2 ** -149],
    [-104, 0],
    [-1e38, 0],
  ],
});
