/** Types for the parts of `gifenc` that are used here; it has none of its own. */

/** Red, green and blue, 0 to 255 each. */
export type GifColor = [red: number, green: number, blue: number];

/** Writes one GIF. */
export interface GifStream {
  /** Adds a frame of palette indices; the first one's palette holds for all that bring none. */
  writeFrame(
    indices: Uint8Array,
    width: number,
    height: number,
    options?: {
      palette?: GifColor[];
      /** Milliseconds; stored as hundredths of a second. */
      delay?: number;
      /** -1 is once, 0 is for ever. */
      repeat?: number;
    },
  ): void;
  /** Ends the file. */
  finish(): void;
  /** A copy of what was written. */
  bytes(): Uint8Array;
}

declare const gifenc: {
  GIFEncoder(): GifStream;
  /** Picks at most `maxColors` colours for a picture of four bytes a pixel, which is first sorted into bins of this many bits. */
  quantize(
    rgba: Uint8Array,
    maxColors: number,
    options: { format: "rgb444" },
  ): GifColor[];
};
export default gifenc;
