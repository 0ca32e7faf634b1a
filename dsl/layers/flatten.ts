/** A layer that forgets axes, described as plain data. */
export interface FlattenLayer {
  /** Tag of this layer. */
  readonly kind: "flatten";
}

/**
 * Describes a flattening: [a, b, c] becomes [a · b · c].
 *
 * @returns A frozen description.
 */
export function flatten(): FlattenLayer {
  return Object.freeze({ kind: "flatten" });
}
