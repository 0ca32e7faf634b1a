/** The sum of several values, described as plain data. */
export interface AddLayer {
  /** Tag of this layer. */
  readonly kind: "add";
}

/** Describes the sum of several values of one shape. */
export function addLayer(): AddLayer {
  return Object.freeze({ kind: "add" });
}
