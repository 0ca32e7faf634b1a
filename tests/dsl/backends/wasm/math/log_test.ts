import { functionLaws } from "./function_laws.ts";

functionLaws("log", {
  exact: Math.log,
  ulps: 1.25,
  edges: [
    [1, 0],
    [2, Math.LN2],
    [0.5, -Math.LN2],
    [0, -Infinity],
    [-0, -Infinity],
    [-1, NaN],
    [-(2 ** -149), NaN],
    [-1e38, NaN],
    [Infinity, Infinity],
    [-Infinity, NaN],
    [NaN, NaN],
    [2 ** -126, -126 * Math.LN2],
    [2 ** -149, -149 * Math.LN2],
  ],
});
