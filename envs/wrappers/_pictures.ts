import { cannot } from "../../core/errors.ts";
import type { Box } from "../spaces/box.ts";
import { formatSpace, type Space } from "../spaces/space.ts";
import { requireBox } from "./_boxes.ts";

/** The axes of pictures: rows from top to bottom, columns from left to right, and as many numbers for each pixel. */
export interface PictureAxes {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** The axes of observations that are pictures, with or without an axis for channels; refuses others. */
export function requirePicture(space: Space, action: string): PictureAxes {
  requireBox(space, action, "observationSpace");
  const [height, width, channels = 1] = space.shape;
  if (space.shape.length === 2 || space.shape.length === 3) {
    return { height: height!, width: width!, channels };
  }
  const wish = "'observationSpace' must have rows and columns of pixels";
  throw new RangeError(cannot(action, wish, formatSpace(space)));
}

/** Refuses observations that are no pictures in red, green and blue, of one byte each. */
export function requireRgb(space: Space, action: string): PictureAxes {
  const axes = requirePicture(space, action);
  const { dtype, shape } = space as Box;
  if (dtype === "uint8" && shape.length === 3 && axes.channels === 3) {
    return axes;
  }
  const wish = "'observationSpace' must hold red, green and blue bytes";
  throw new RangeError(cannot(action, wish, formatSpace(space)));
}
