/** The mean of each channel, described as plain data. */
export interface GlobalAveragePoolLayer {
  /** Tag of this layer. */
  readonly kind: "globalAveragePool";
}

/**
 * Describes the mean of each channel of an image: [h, w, c] becomes [c].
 *
 * @returns A frozen description.
 */
export function globalAveragePool(): GlobalAveragePoolLayer {
  return Object.freeze({ kind: "globalAveragePool" });
}
