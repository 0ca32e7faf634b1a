import { requireWithin } from "../../core/errors.ts";
import { parseColor, type Rgb } from "./_color.ts";
import { type Outline, outlineOf } from "./_outline.ts";
import type { Scene, SceneShape } from "./scene.ts";

/** A picture: rows from top to bottom, pixels from left to right, red, green and blue. */
export interface RgbImage {
  /** Height, width, and the three colours. */
  readonly shape: readonly [height: number, width: number, colors: 3];
  /** 0 to 255 each. */
  readonly data: Uint8Array;
}

/** Options for {@linkcode renderRgb}. */
export interface RenderRgbOptions {
  /** How many pixels are drawn for one of the scene. @default {1} */
  readonly scale?: number;
  /** Whether pixels that a shape covers in part are coloured in part. @default {true} */
  readonly antialias?: boolean;
}

/**
 * How many lines are drawn through each row of pixels, and how many shades there
 * are between a shape and what is behind it: few enough for a GIF to keep them all.
 */
const SHADES = 16;

/**
 * Draws a scene in pixels.
 *
 * @param scene What there is to see.
 * @param options How finely.
 * @returns A new picture.
 * @throws {RangeError} If a colour is none, or `scale` is not above 0.
 *
 * @example A white picture with a black square
 * ```ts
 * import { renderRgb } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const points = [[1, 0], [2, 0], [2, 1], [1, 1]] as const;
 * const square = { kind: "polygon", points, fill: "#000000" } as const;
 * const image = renderRgb({ width: 2, height: 1, background: "#ffffff", shapes: [square] });
 * assertEquals(image.shape, [1, 2, 3]);
 * assertEquals([...image.data], [255, 255, 255, 0, 0, 0]);
 * ```
 */
export function renderRgb(
  scene: Scene,
  options: RenderRgbOptions = {},
): RgbImage {
  const { scale = 1, antialias = true } = options;
  requireWithin(scale, "draw a scene", "scale", { min: 0, minExclusive: true });
  const height = Math.round(scene.height * scale);
  const width = Math.round(scene.width * scale);
  const image: RgbImage = {
    shape: [height, width, 3],
    data: new Uint8Array(height * width * 3),
  };
  fill(image.data, parseColor(scene.background));
  const coverage = new Float32Array(width);
  for (const shape of scene.shapes) {
    const outline = outlineOf(shape, scale);
    draw(image, outline, parseColor(colorOf(shape)), coverage, antialias);
  }
  return image;
}

function colorOf(shape: SceneShape): Scene["background"] {
  return shape.kind === "line" ? shape.stroke : shape.fill;
}

function fill(data: Uint8Array, [red, green, blue]: Rgb): void {
  for (let i = 0; i < data.length; i += 3) {
    data[i] = red;
    data[i + 1] = green;
    data[i + 2] = blue;
  }
}

function draw(
  { shape: [height, width], data }: RgbImage,
  outline: Outline,
  color: Rgb,
  coverage: Float32Array,
  antialias: boolean,
): void {
  const lines = antialias ? SHADES : 1;
  const crossings = new Float64Array(outline.most);
  const last = Math.min(height, Math.ceil(outline.bottom));
  for (let row = Math.max(0, Math.floor(outline.top)); row < last; row++) {
    coverage.fill(0);
    for (let line = 0; line < lines; line++) {
      const y = row + (line + 0.5) / lines;
      const found = outline.crossings(y, crossings);
      for (let i = 0; i + 1 < found; i += 2) {
        const [left, right] = [crossings[i]!, crossings[i + 1]!];
        if (antialias) cover(coverage, left, right, 1 / lines);
        else {
          // A pixel belongs to the shape if its middle does.
          coverage.fill(
            1,
            clamp(Math.ceil(left - 0.5), width),
            clamp(Math.ceil(right - 0.5), width),
          );
        }
      }
    }
    blend(
      data.subarray(row * width * 3, (row + 1) * width * 3),
      coverage,
      color,
    );
  }
}

/** Adds `amount` to each pixel between two places, and a part of it where a pixel is covered in part. */
function cover(
  coverage: Float32Array,
  from: number,
  to: number,
  amount: number,
): void {
  const left = clamp(from, coverage.length);
  const right = clamp(to, coverage.length);
  for (let x = Math.floor(left); x < right; x++) {
    coverage[x]! += amount * (Math.min(right, x + 1) - Math.max(left, x));
  }
}

/** pixel ← pixel + coverage · (color − pixel) */
function blend(row: Uint8Array, coverage: Float32Array, color: Rgb): void {
  for (let x = 0; x < coverage.length; x++) {
    const part = Math.round(coverage[x]! * SHADES) / SHADES;
    if (part === 0) continue;
    for (let c = 0; c < 3; c++) {
      const behind = row[3 * x + c]!;
      row[3 * x + c] = Math.round(behind + part * (color[c]! - behind));
    }
  }
}

function clamp(x: number, width: number): number {
  return Math.min(Math.max(x, 0), width);
}
