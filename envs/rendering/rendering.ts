import type { RgbImage } from "./render_rgb.ts";
import type { Scene } from "./scene.ts";

/**
 * How an environment is looked at: as shapes, or as pixels where those are what
 * it is made of. All else is drawn from that.
 */
export interface Rendering {
  /** How many steps a second make it move at its natural speed. */
  readonly framesPerSecond: number;
  /**
   * What there is to see, as shapes.
   *
   * @param state The state, only to be read.
   * @returns A scene of the same size for every state.
   */
  scene?(state: Float64Array): Scene;
  /**
   * What there is to see, as pixels; for environments without shapes.
   *
   * @param state The state, only to be read.
   * @returns A new picture, of the same size for every state.
   */
  pixels?(state: Float64Array): RgbImage;
  /**
   * What there is to see, as lines of text, where that reads better than dots.
   *
   * @param state The state, only to be read.
   * @returns Lines, each ended by a line break.
   */
  text?(state: Float64Array): string;
}
