import { RAM_SIZE } from "./_console.ts";

/** Where the state has the count of frames; before it is the RAM. */
export const FRAME = RAM_SIZE;
/** Where the picture begins, a number of 0xBBGGRR for each pixel. */
export const SCREEN = FRAME + 1;

/** The part of a state that is RAM. */
export function ramOf(state: Float64Array): Float64Array {
  return state.subarray(0, RAM_SIZE);
}
