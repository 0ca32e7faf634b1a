import gifenc, { type GifColor } from "../../core/deps/gifenc.ts";
import { cannot, formatShape, requireWithin } from "../../core/errors.ts";
import type { RgbImage } from "./render_rgb.ts";

/** Options for {@linkcode GifEncoder}. */
export interface GifOptions {
  /** How many frames are shown in a second, above 0 and at most 50: browsers slow down whatever is faster. */
  readonly framesPerSecond: number;
  /** Whether it begins again at its end. @default {true} */
  readonly repeat?: boolean;
}

const ACTION = "encode a GIF";
/** The most colours that a frame can have. */
const COLORS = 256;
/** How far, in each of red, green and blue, a colour may be from the one that stands for it. */
const TOLERANCE = 12;

/**
 * A GIF that grows by one picture at a time, so that no more than one is held.
 *
 * Pictures of up to 256 colours keep them, up to differences that nobody sees.
 *
 * @example Two frames
 * ```ts
 * import { GifEncoder } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const gif = new GifEncoder({ framesPerSecond: 10 });
 * gif.add({ shape: [1, 1, 3], data: Uint8Array.of(255, 0, 0) });
 * gif.add({ shape: [1, 1, 3], data: Uint8Array.of(0, 0, 255) });
 * assertEquals(new TextDecoder().decode(gif.finish().subarray(0, 6)), "GIF89a");
 * ```
 */
export class GifEncoder {
  readonly #stream = gifenc.GIFEncoder();
  readonly #framesPerSecond: number;
  readonly #repeat: number;
  #shared: Palette | undefined;
  #shape: RgbImage["shape"] | undefined;
  #frames = 0;
  #finished = false;

  /**
   * An empty GIF.
   *
   * @param options How fast it is, and whether it repeats.
   * @throws {RangeError} If the frame rate is not above 0 and at most 50.
   */
  constructor(options: GifOptions) {
    const { framesPerSecond, repeat = true } = options;
    const range = { min: 0, minExclusive: true, max: 50 };
    requireWithin(framesPerSecond, ACTION, "framesPerSecond", range);
    this.#framesPerSecond = framesPerSecond;
    this.#repeat = repeat ? 0 : -1;
  }

  /**
   * Adds a frame.
   *
   * @param image A picture as large as the first.
   * @throws {RangeError} If it is of another size, or the GIF is finished.
   */
  add(image: RgbImage): void {
    if (this.#finished) {
      throw new RangeError(
        cannot(ACTION, "no frame can follow finish()", this.#frames, "frame"),
      );
    }
    const [height, width] = image.shape;
    this.#shape ??= image.shape;
    if (formatShape(this.#shape) !== formatShape(image.shape)) {
      const wish = `every frame must have shape ${formatShape(this.#shape)}`;
      throw new RangeError(
        cannot(ACTION, wish, formatShape(image.shape), "shape"),
      );
    }
    const shared = this.#shared?.indices(image);
    const palette = shared ? undefined : Palette.of(image);
    this.#shared ??= palette;
    this.#stream.writeFrame(
      shared ?? palette!.indices(image, Infinity)!,
      width,
      height,
      {
        ...palette ? { palette: palette.colors } : {},
        delay: this.#delay(),
        repeat: this.#repeat,
      },
    );
  }

  /**
   * Ends the GIF.
   *
   * @returns The bytes of the file.
   * @throws {RangeError} If it has no frame.
   */
  finish(): Uint8Array {
    if (this.#frames === 0) {
      const wish = "there must be a frame";
      throw new RangeError(cannot(ACTION, wish, 0, "number of frames"));
    }
    if (!this.#finished) this.#stream.finish();
    this.#finished = true;
    return this.#stream.bytes();
  }

  /** Milliseconds until the next frame, in whole hundredths of a second such that no error adds up. */
  #delay(): number {
    const at = (frame: number) =>
      Math.round(100 * frame / this.#framesPerSecond);
    this.#frames++;
    return 10 * (at(this.#frames) - at(this.#frames - 1));
  }
}

/**
 * Writes pictures as an animated GIF.
 *
 * @param images The frames, one after the other; a generator may make them one at a time.
 * @param options How fast it is, and whether it repeats.
 * @returns The bytes of the file.
 * @throws {RangeError} If there is no picture, they differ in size, or the frame rate is not above 0 and at most 50.
 */
export function encodeGif(
  images: Iterable<RgbImage>,
  options: GifOptions,
): Uint8Array {
  const gif = new GifEncoder(options);
  for (const image of images) gif.add(image);
  return gif.finish();
}

/** Up to 256 colours, and which of them stands for any other. */
class Palette {
  readonly colors: GifColor[];
  readonly #nearest = new Map<number, { index: number; distance: number }>();

  constructor(colors: GifColor[]) {
    this.colors = colors;
  }

  /** The colours of a picture, or the 256 that come nearest to them. */
  static of({ data }: RgbImage): Palette {
    const found = new Set<number>();
    for (let i = 0; i < data.length && found.size <= COLORS; i += 3) {
      found.add(packed(data, i));
    }
    if (found.size <= COLORS) return new Palette([...found].map(unpacked));
    const rgba = new Uint8Array(data.length / 3 * 4).fill(255);
    for (let i = 0; i < data.length; i++) {
      rgba[i + Math.floor(i / 3)] = data[i]!;
    }
    // Of finer shades it takes seconds to find which are best to join.
    return new Palette(gifenc.quantize(rgba, COLORS, { format: "rgb444" }));
  }

  /** For each pixel the colour that stands for it, if none is farther than `tolerance`. */
  indices(
    { data }: RgbImage,
    tolerance: number = TOLERANCE,
  ): Uint8Array | undefined {
    const indices = new Uint8Array(data.length / 3);
    let last = -1;
    let index = 0;
    for (let i = 0; i < indices.length; i++) {
      const color = packed(data, 3 * i);
      if (color !== last) {
        const nearest = this.#find(color);
        if (nearest.distance > tolerance) return undefined;
        index = nearest.index;
        last = color;
      }
      indices[i] = index;
    }
    return indices;
  }

  #find(color: number): { index: number; distance: number } {
    const known = this.#nearest.get(color);
    if (known) return known;
    const [red, green, blue] = unpacked(color);
    const nearest = { index: 0, distance: Infinity };
    for (let index = 0; index < this.colors.length; index++) {
      const other = this.colors[index]!;
      const distance = Math.max(
        Math.abs(other[0] - red),
        Math.abs(other[1] - green),
        Math.abs(other[2] - blue),
      );
      if (distance >= nearest.distance) continue;
      nearest.index = index;
      nearest.distance = distance;
    }
    this.#nearest.set(color, nearest);
    return nearest;
  }
}

function packed(data: Uint8Array, at: number): number {
  return data[at]! << 16 | data[at + 1]! << 8 | data[at + 2]!;
}

function unpacked(color: number): GifColor {
  return [color >> 16, color >> 8 & 255, color & 255];
}
