import { functionLaws } from "./function_laws.ts";

/** Both forms, each where it loses nothing. */
function sigmoid(x: number): number {
  return x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
}

functionLaws("sigmoid", {
  exact: sigmoid,
  ulps: 2.5,
  edges: [
    [0, 0.5],
    [-0, 0.5],
    [20, 1],
    [1000, 1],
    [-1000, 0],
    [Infinity, 1],
    [-Infinity, 0],
    [NaN, NaN],
    [-103.9, 2 ** -149],
  ],
});
