/**
 * Figures as SVG.
 *
 * ```ts
 * import { learningCurveSvg } from "@silica/silica";
 * import { assert } from "@std/assert";
 *
 * const svg = learningCurveSvg({ title: "CartPole", points: [{ x: 0, y: 20 }] });
 * assert(svg.startsWith("<svg "));
 * ```
 *
 * @module
 */
export * from "./learning_curve.ts";
export * from "./moving_average.ts";
export * from "./nice_ticks.ts";
