/** A colour as red, green and blue, two hexadecimal digits each: `"#ca9865"`. */
export type SceneColor = `#${string}`;

/** A place in a {@linkcode Scene}: to the right of its left edge, and below its top edge, in pixels. */
export type ScenePoint = readonly [x: number, y: number];

/** A filled area within straight edges; where it crosses itself, every other part is filled. */
export interface PolygonShape {
  /** Which kind of shape it is. */
  readonly kind: "polygon";
  /** Its corners; the last is joined to the first. */
  readonly points: readonly ScenePoint[];
  /** What it is filled with. */
  readonly fill: SceneColor;
}

/** A filled disc. */
export interface CircleShape {
  /** Which kind of shape it is. */
  readonly kind: "circle";
  /** Its middle. */
  readonly center: ScenePoint;
  /** In pixels. */
  readonly radius: number;
  /** What it is filled with. */
  readonly fill: SceneColor;
}

/** A straight stroke with square ends. */
export interface LineShape {
  /** Which kind of shape it is. */
  readonly kind: "line";
  /** One end. */
  readonly from: ScenePoint;
  /** The other end. */
  readonly to: ScenePoint;
  /** How wide it is, in pixels. */
  readonly width: number;
  /** What it is drawn in. */
  readonly stroke: SceneColor;
}

/** What a {@linkcode Scene} is made of. */
export type SceneShape = PolygonShape | CircleShape | LineShape;

/**
 * What there is to see of an environment at one moment, as data.
 *
 * Text, SVG and pixels are all drawn from it, so they show the same.
 */
export interface Scene {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** What is seen where no shape is. */
  readonly background: SceneColor;
  /** What there is, from back to front. */
  readonly shapes: readonly SceneShape[];
}
