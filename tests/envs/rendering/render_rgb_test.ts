import fc from "fast-check";
import { inflateSync } from "node:zlib";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import {
  renderRgb,
  type RgbImage,
} from "../../../envs/rendering/render_rgb.ts";
import type {
  Scene,
  SceneColor,
  SceneShape,
} from "../../../envs/rendering/scene.ts";
import { scene } from "./scenes.ts";

/** The picture, a letter for each pixel: black #, white ., anything between +. */
function draw(scene: Scene, antialias = true): string[] {
  const { shape: [height, width], data } = renderRgb(scene, { antialias });
  return Array.from(
    { length: height },
    (_, y) =>
      Array.from({ length: width }, (_, x) => {
        const red = data[(y * width + x) * 3]!;
        return red === 0 ? "#" : red === 255 ? "." : "+";
      }).join(""),
  );
}

const paper = { background: "#ffffff" } as const;
const ink: SceneColor = "#000000";

Deno.test("renderRgb() fills polygons, discs and strokes", () => {
  const square: SceneShape = {
    kind: "polygon",
    points: [[1, 1], [4, 1], [4, 3], [1, 3]],
    fill: ink,
  };
  assertEquals(draw({ ...paper, width: 5, height: 4, shapes: [square] }), [
    ".....",
    ".###.",
    ".###.",
    ".....",
  ]);
  const stroke: SceneShape = {
    kind: "line",
    from: [0, 1.5],
    to: [5, 1.5],
    width: 1,
    stroke: ink,
  };
  assertEquals(draw({ ...paper, width: 5, height: 3, shapes: [stroke] }), [
    ".....",
    "#####",
    ".....",
  ]);
  const disc: SceneShape = {
    kind: "circle",
    center: [3, 3],
    radius: 2.5,
    fill: ink,
  };
  assertEquals(draw({ ...paper, width: 6, height: 6, shapes: [disc] }), [
    ".++++.",
    "++##++",
    "+####+",
    "+####+",
    "++##++",
    ".++++.",
  ]);
  assertEquals(draw({ ...paper, width: 6, height: 6, shapes: [disc] }, false), [
    "......",
    ".####.",
    ".####.",
    ".####.",
    ".####.",
    "......",
  ]);
});

Deno.test("renderRgb() meets each corner once", () => {
  const diamond: SceneShape = {
    kind: "polygon",
    points: [[2.5, 0], [5, 2.5], [2.5, 5], [0, 2.5]],
    fill: ink,
  };
  const scene = { ...paper, width: 5, height: 5, shapes: [diamond] };
  assertEquals(draw(scene, false), [
    "..#..",
    ".###.",
    "#####",
    ".###.",
    "..#..",
  ]);
});

Deno.test("renderRgb() leaves every other part of a polygon that crosses itself", () => {
  const ring: SceneShape = {
    kind: "polygon",
    fill: ink,
    points: [[0, 0], [6, 0], [6, 6], [0, 6], [0, 0], [2, 2], [2, 4], [4, 4], [
      4,
      2,
    ], [2, 2]],
  };
  assertEquals(draw({ ...paper, width: 6, height: 6, shapes: [ring] }), [
    "######",
    "######",
    "##..##",
    "##..##",
    "######",
    "######",
  ]);
});

Deno.test("renderRgb() draws later shapes over earlier ones, and cuts them at the edges", () => {
  const wide: SceneShape = {
    kind: "line",
    from: [-9, 1],
    to: [99, 1],
    width: 2,
    stroke: ink,
  };
  const corner: SceneShape = {
    kind: "circle",
    center: [0, 0],
    radius: 1.5,
    fill: "#ffffff",
  };
  const [first] = draw({
    ...paper,
    width: 4,
    height: 2,
    shapes: [wide, corner],
  });
  assertEquals(first, ".+##");
});

/** How much ink there is, in pixels. */
function inked({ data }: RgbImage): number {
  return data.reduce((sum, part) => sum + (255 - part) / 255, 0) / 3;
}

const place = fc.double({ min: 12, max: 28, noNaN: true });
const length = fc.double({ min: 2, max: 10, noNaN: true });
const angle = fc.double({ min: 0, max: 7, noNaN: true });
const patch: fc.Arbitrary<{ shape: SceneShape; area: number; edge: number }> =
  fc
    .tuple(place, place, length, length, angle, fc.boolean())
    .map(([x, y, a, b, turn, round]) => {
      const [dx, dy] = [a * Math.cos(turn) / 2, a * Math.sin(turn) / 2];
      const from = [x - dx, y - dy] as const;
      const to = [x + dx, y + dy] as const;
      return round
        ? {
          shape: { kind: "circle", center: [x, y], radius: a, fill: ink },
          area: Math.PI * a ** 2,
          edge: 2 * Math.PI * a,
        }
        : {
          shape: { kind: "line", from, to, width: b, stroke: ink },
          area: a * b,
          edge: 2 * (a + b),
        };
    });

const inkOf = (shape: SceneShape) =>
  inked(renderRgb({ ...paper, width: 40, height: 40, shapes: [shape] }));

Deno.test("renderRgb() lays down as much ink as a shape has area, wherever it lies", () => {
  fc.assert(fc.property(patch, ({ shape, area, edge }) => {
    assertAlmostEquals(inkOf(shape), area, 0.06 * edge + 0.2);
  }));
  const drawn = fc.sample(patch, { numRuns: 200, seed: 1 });
  const total = drawn.reduce((sum, { area }) => sum + area, 0);
  const found = drawn.reduce((sum, { shape }) => sum + inkOf(shape), 0);
  assertAlmostEquals(found / total, 1, 0.002);
});

Deno.test("renderRgb() at twice the scale is the picture of a scene twice as large", () => {
  fc.assert(fc.property(scene, (scene) => {
    const double = renderRgb(scene, { scale: 2 });
    assertEquals(double.shape, [2 * scene.height, 2 * scene.width, 3]);
    const larger = renderRgb({
      ...scene,
      width: 2 * scene.width,
      height: 2 * scene.height,
      shapes: scene.shapes.map(twice),
    });
    assertEquals(double, larger);
  }));
});

function twice(shape: SceneShape): SceneShape {
  const both = ([x, y]: readonly [number, number]) => [2 * x, 2 * y] as const;
  switch (shape.kind) {
    case "polygon":
      return { ...shape, points: shape.points.map(both) };
    case "circle":
      return { ...shape, center: both(shape.center), radius: 2 * shape.radius };
    case "line":
      return {
        ...shape,
        from: both(shape.from),
        to: both(shape.to),
        width: 2 * shape.width,
      };
  }
}

/** The pixels of a PNG whose rows are not filtered. */
function readPng(path: string): Uint8Array {
  const bytes = Deno.readFileSync(new URL(path, import.meta.url));
  const view = new DataView(bytes.buffer);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const rows = inflateSync(bytes.subarray(33 + 8, 33 + 8 + view.getUint32(33)));
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    assertEquals(rows[y * (1 + 3 * width)], 0);
    data.set(
      rows.subarray(y * (1 + 3 * width) + 1, (y + 1) * (1 + 3 * width)),
      y * 3 * width,
    );
  }
  return data;
}

Deno.test("renderRgb() draws the cart and its pole as Gymnasium does", () => {
  const states = { middle: [0, 0], right: [1.2, -0.15], left: [-2, 0.2] };
  for (const [name, [x, angle]] of Object.entries(states)) {
    const expected = readPng(
      `../../fixtures/envs/cart_pole_frames/${name}.png`,
    );
    const view = cartPole().rendering!.scene!(
      Float64Array.of(x!, 0, angle!, 0),
    );
    const { shape, data } = renderRgb(view);
    assertEquals(shape, [400, 600, 3]);
    // Edges may lie a pixel apart, as Gymnasium rounds them; there are some 400 pixels of them.
    let apart = 0;
    for (let i = 0; i < data.length; i += 3) {
      const far = Math.max(
        ...[0, 1, 2].map((c) => Math.abs(data[i + c]! - expected[i + c]!)),
      );
      if (far > 40) apart++;
    }
    assert(apart < 500, `${apart} pixels of ${name}`);
    const found = countNearest(data);
    countNearest(expected).forEach((count, color) =>
      assertAlmostEquals(found[color]! / count, 1, 0.2, `${color} of ${name}`)
    );
  }
});

/** Black, and the colours of the pole, the axle and the background. */
const COLORS = [[0, 0, 0], [202, 152, 101], [129, 132, 203], [255, 255, 255]];

/** How many pixels are nearest to each colour. */
function countNearest(data: Uint8Array): number[] {
  const counts = COLORS.map(() => 0);
  for (let i = 0; i < data.length; i += 3) {
    const far = COLORS.map((color) =>
      color.reduce((sum, part, c) => sum + Math.abs(part - data[i + c]!), 0)
    );
    counts[far.indexOf(Math.min(...far))]!++;
  }
  return counts;
}

Deno.test("renderRgb() refuses colours and scales that are none", () => {
  const blank = { width: 2, height: 2, shapes: [] };
  assertThrows(
    () => renderRgb({ ...blank, background: "#fff" }),
    RangeError,
    'Cannot draw a scene as a colour must be "#" and six hexadecimal digits: current value is "#fff"',
  );
  for (const scale of [0, -1, NaN, Infinity]) {
    assertThrows(
      () => renderRgb({ ...blank, ...paper }, { scale }),
      RangeError,
      "'scale'",
    );
  }
});
