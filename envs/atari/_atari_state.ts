/** Bytes of RAM, with which a state begins. */
export const RAM_SIZE = 128;
/** Where a state has the count of frames. */
export const FRAME: number = RAM_SIZE;
/** Where the picture begins, a number of 0xBBGGRR for each pixel. */
export const SCREEN: number = FRAME + 1;

/** The part of a state that is RAM. */
export function ramOf(state: Float64Array): Float64Array {
  return state.subarray(0, RAM_SIZE);
}
