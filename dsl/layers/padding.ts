/**
 * What a window does at the edges of an image.
 *
 * `"valid"`: it stays inside. `"same"`: zeros are added around the image, such
 * that there are as many windows as strides fit; pooling leaves the zeros out.
 */
export type LayerPadding = "valid" | "same";

/** Every {@linkcode LayerPadding}. */
export const PADDINGS: readonly LayerPadding[] = Object.freeze([
  "valid",
  "same",
]);
