import { cannot, formatShape } from "../../core/errors.ts";
import type { Shape } from "../graph/node.ts";
import { requireAxes } from "./_require_axes.ts";

/** Where samples enter a model, described as plain data. */
export interface InputLayer {
  /** Tag of this layer. */
  readonly kind: "input";
  /** Sizes of the axes of one sample, without the batch. */
  readonly shape: Shape;
}

/** Describes where samples of one shape enter a model. */
export function inputLayer(shape: Shape): InputLayer {
  const action = "describe an input";
  requireAxes(shape, action);
  const whole = shape.every((axis) => Number.isSafeInteger(axis) && axis > 0);
  if (!whole) {
    const wish = "every axis of 'shape' must be a positive integer";
    throw new RangeError(cannot(action, wish, formatShape(shape)));
  }
  return Object.freeze({ kind: "input", shape: Object.freeze([...shape]) });
}
