/** Of something upright. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/** Of the picture, in pixels. */
export const VIEW: Size = { width: 600, height: 400 };
/** How many pixels a metre of Box2D's takes. */
export const SCALE = 30;
/** How much of the world is in sight, metres. */
export const SIGHT: Size = {
  width: VIEW.width / SCALE,
  height: VIEW.height / SCALE,
};
