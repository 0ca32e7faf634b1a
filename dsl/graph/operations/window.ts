import { requireOneOf, requirePositiveInteger } from "../../../core/errors.ts";
import type { Padding } from "../node.ts";

/** How a window moves over an image. */
export interface WindowOptions {
  /** Steps between windows: rows, columns, or one number for both. @default {1} */
  strides?: number | readonly [number, number];
  /**
   * `"valid"`: only whole windows. `"same"`: as many windows as strides fit in
   * the image, with as much added before as after (one more after where odd).
   * Or how many rows and columns to add.
   *
   * @default {"valid"}
   */
  padding?: "same" | "valid" | Padding;
}

/** A window over an image, all in whole numbers. */
export interface Window extends WindowOptions {
  /** Image: rows, columns. */
  readonly image: readonly [number, number];
  /** Window: rows, columns. */
  readonly size: readonly [number, number];
  /** Steps between the window's cells. */
  readonly dilations?: number | readonly [number, number];
}

/** Where windows lie, and how many there are. */
export interface ResolvedWindow {
  /** Steps between windows: rows, columns. */
  readonly strides: readonly [number, number];
  /** Rows and columns added around the image. */
  readonly padding: Padding;
  /** Steps between the window's cells: rows, columns. */
  readonly dilations: readonly [number, number];
  /** Number of windows: down, across. */
  readonly output: readonly [number, number];
}

/** One number for both axes, or one for each. */
export function pair(
  action: string,
  name: string,
  value: number | readonly [number, number],
): readonly [number, number] {
  const [rows, columns] = typeof value === "number" ? [value, value] : value;
  requirePositiveInteger(rows, action, name);
  requirePositiveInteger(columns, action, name);
  return Object.freeze([rows, columns]);
}

/**
 * Finds the padding and the number of windows.
 *
 * @throws {RangeError} If no window fits.
 */
export function resolveWindow(action: string, window: Window): ResolvedWindow {
  const { image, size, padding = "valid" } = window;
  const strides = pair(action, "strides", window.strides ?? 1);
  const dilations = pair(action, "dilations", window.dilations ?? 1);
  const reach = [
    (size[0] - 1) * dilations[0] + 1,
    (size[1] - 1) * dilations[1] + 1,
  ] as const;
  const resolved = typeof padding === "object"
    ? requirePadding(action, padding)
    : namedPadding(action, padding, image, reach, strides);
  const { top, bottom, left, right } = resolved;
  const down = Math.floor((image[0] + top + bottom - reach[0]) / strides[0]) +
    1;
  const across = Math.floor((image[1] + left + right - reach[1]) / strides[1]) +
    1;
  if (down < 1 || across < 1) {
    throw new RangeError(
      `Cannot ${action} as the window must fit in the image: current window is [${
        reach.join(", ")
      }] over an image of [${image.join(", ")}]`,
    );
  }
  return {
    strides,
    padding: Object.freeze(resolved),
    dilations,
    output: [down, across],
  };
}

function namedPadding(
  action: string,
  padding: "same" | "valid",
  image: readonly [number, number],
  reach: readonly [number, number],
  strides: readonly [number, number],
): Padding {
  requireOneOf(padding, action, "padding", ["same", "valid"]);
  return padding === "same"
    ? samePadding(image, reach, strides)
    : { top: 0, bottom: 0, left: 0, right: 0 };
}

function samePadding(
  image: readonly [number, number],
  reach: readonly [number, number],
  strides: readonly [number, number],
): Padding {
  const added = (i: 0 | 1) => {
    const windows = Math.ceil(image[i] / strides[i]);
    return Math.max(0, (windows - 1) * strides[i] + reach[i] - image[i]);
  };
  const [rows, columns] = [added(0), added(1)];
  return {
    top: Math.floor(rows / 2),
    bottom: Math.ceil(rows / 2),
    left: Math.floor(columns / 2),
    right: Math.ceil(columns / 2),
  };
}

function requirePadding(action: string, padding: Padding): Padding {
  const { top, bottom, left, right } = padding;
  for (const value of [top, bottom, left, right]) {
    if (Number.isInteger(value) && value >= 0) continue;
    throw new RangeError(
      `Cannot ${action} as 'padding' must be whole numbers of at least 0: current value is ${value}`,
    );
  }
  return { top, bottom, left, right };
}
