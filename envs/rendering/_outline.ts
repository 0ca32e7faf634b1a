import type { ScenePoint, SceneShape } from "./scene.ts";

/** Where a shape ends, as a scan line across it meets it. */
export interface Outline {
  /** Its highest and lowest place. */
  readonly top: number;
  readonly bottom: number;
  /**
   * Writes where its edge crosses height `y`, from left to right; between the
   * first and the second it is filled, between the third and fourth, and so on.
   */
  crossings(y: number, out: Float64Array): number;
  /** The most crossings there can be. */
  readonly most: number;
}

const OUTLINES: {
  readonly [Kind in SceneShape["kind"]]: (
    shape: Extract<SceneShape, { kind: Kind }>,
    scale: number,
  ) => Outline;
} = {
  polygon: ({ points }, scale) => polygonOutline(points, scale),
  circle: ({ center, radius }, scale) => circleOutline(center, radius, scale),
  line: ({ from, to, width }, scale) =>
    polygonOutline(strokeCorners(from, to, width), scale),
};

/** The outline of a shape that is enlarged `scale` times. */
export function outlineOf(shape: SceneShape, scale: number): Outline {
  // The kind picks the rule made for it; TypeScript sees the union of them.
  const rule = OUTLINES[shape.kind] as (
    shape: SceneShape,
    scale: number,
  ) => Outline;
  return rule(shape, scale);
}

function polygonOutline(points: readonly ScenePoint[], scale: number): Outline {
  const count = points.length;
  const xs = Float64Array.from(points, ([x]) => x * scale);
  const ys = Float64Array.from(points, ([, y]) => y * scale);
  function crossings(y: number, out: Float64Array): number {
    let found = 0;
    let before = count - 1;
    for (let i = 0; i < count; i++) {
      const [y0, y1] = [ys[before]!, ys[i]!];
      const [x0, x1] = [xs[before]!, xs[i]!];
      // A corner belongs to the edge above it, so that none is crossed twice.
      if (y0 <= y !== y1 <= y) {
        out[found++] = x0 + (y - y0) / (y1 - y0) * (x1 - x0);
      }
      before = i;
    }
    out.subarray(0, found).sort();
    return found;
  }
  return {
    top: Math.min(...ys),
    bottom: Math.max(...ys),
    most: count,
    crossings,
  };
}

function circleOutline(
  [centerX, centerY]: ScenePoint,
  radius: number,
  scale: number,
): Outline {
  const [x, y, r] = [centerX * scale, centerY * scale, radius * scale];
  function crossings(height: number, out: Float64Array): number {
    // (X − x)² + (Y − y)² = r²
    const square = r ** 2 - (height - y) ** 2;
    if (square <= 0) return 0;
    out[0] = x - Math.sqrt(square);
    out[1] = x + Math.sqrt(square);
    return 2;
  }
  return { top: y - r, bottom: y + r, most: 2, crossings };
}

/** The rectangle that a stroke covers. */
function strokeCorners(
  [x0, y0]: ScenePoint,
  [x1, y1]: ScenePoint,
  width: number,
): ScenePoint[] {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length === 0) return [];
  const across = width / 2 / length;
  const [dx, dy] = [-(y1 - y0) * across, (x1 - x0) * across];
  return [
    [x0 + dx, y0 + dy],
    [x1 + dx, y1 + dy],
    [x1 - dx, y1 - dy],
    [x0 - dx, y0 - dy],
  ];
}
