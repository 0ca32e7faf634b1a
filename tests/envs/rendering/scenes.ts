import fc from "fast-check";
import type {
  Scene,
  SceneColor,
  ScenePoint,
  SceneShape,
} from "../../../envs/rendering/scene.ts";

const SIZE = 24;
/** In eighths of a pixel, such that SVG writes them in full. */
const place = fc.integer({ min: -32, max: 8 * SIZE + 32 }).map((x) => x / 8);
const point: fc.Arbitrary<ScenePoint> = fc.tuple(place, place);
const length = fc.integer({ min: 1, max: 64 }).map((x) => x / 8);
const color: fc.Arbitrary<SceneColor> = fc.integer({ min: 0, max: 0xffffff })
  .map((rgb) => `#${rgb.toString(16).padStart(6, "0")}` as const);

const shape: fc.Arbitrary<SceneShape> = fc.oneof(
  fc.record({
    kind: fc.constant("polygon" as const),
    points: fc.array(point, { minLength: 3, maxLength: 6 }),
    fill: color,
  }, { noNullPrototype: true }),
  fc.record({
    kind: fc.constant("circle" as const),
    center: point,
    radius: length,
    fill: color,
  }, { noNullPrototype: true }),
  fc.record({
    kind: fc.constant("line" as const),
    from: point,
    to: point,
    width: length,
    stroke: color,
  }, { noNullPrototype: true }),
);

/** Scenes of a few shapes, some of them over the edges. */
export const scene: fc.Arbitrary<Scene> = fc.record({
  width: fc.integer({ min: 1, max: SIZE }),
  height: fc.integer({ min: 1, max: SIZE }),
  background: color,
  shapes: fc.array(shape, { maxLength: 4 }),
}, { noNullPrototype: true });
