import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import {
  type CurvePoint,
  learningCurveSvg,
} from "../../charts/learning_curve.ts";

/** The first polyline's points, as places in the picture. */
function rawPlaces(svg: string): number[][] {
  const [, points] = /<polyline[^>]*points="([^"]*)"/.exec(svg)!;
  if (points === "") return [];
  return points!.split(" ").map((pair) => pair.split(",").map(Number));
}

Deno.test("learningCurveSvg() shows title, goal and evaluations", () => {
  const svg = learningCurveSvg({
    title: "a < b & c",
    points: [{ x: 0, y: 20 }, { x: 1000, y: 180 }],
    evaluations: [{ x: 500, y: 100 }],
    threshold: 195,
  });
  assertStringIncludes(svg, "a &lt; b &amp; c");
  assertStringIncludes(svg, "solved at 195");
  // One in the picture, one in the legend.
  assertEquals(svg.match(/<circle/g)?.length, 2);
  assert(svg.startsWith("<svg ") && svg.endsWith("</svg>\n"));
});

Deno.test("learningCurveSvg() of nothing says so", () => {
  assertStringIncludes(
    learningCurveSvg({ title: "t", points: [] }),
    "nothing yet",
  );
  const nothing = [{ x: NaN, y: 1 }, { x: 0, y: Infinity }];
  assertStringIncludes(
    learningCurveSvg({ title: "t", points: nothing }),
    "nothing yet",
  );
});

const point = fc.record({
  x: fc.double({ min: 0, max: 1e6, noNaN: true }),
  y: fc.double({ min: -1e4, max: 1e4, noNaN: true }),
}, { noNullPrototype: true });

Deno.test("learningCurveSvg() keeps every point inside the picture and in order", () => {
  fc.assert(
    fc.property(fc.array(point, { minLength: 2, maxLength: 30 }), (points) => {
      const places = rawPlaces(learningCurveSvg({ title: "t", points }));
      assertEquals(places.length, points.length);
      places.forEach(([x, y], i) => {
        assert(x! >= 72 && x! <= 772 && y! >= 56 && y! <= 394, `${x},${y}`);
        places.forEach(([x2, y2], j) => {
          // To the right is later, and higher up is more; the picture rounds to a tenth.
          if (points[i]!.x < points[j]!.x) assert(x! <= x2!);
          if (points[i]!.y < points[j]!.y) assert(y! >= y2!);
        });
      });
    }),
    { numRuns: 50 },
  );
});

Deno.test("learningCurveSvg() averages neighbours of very many points", () => {
  const points: CurvePoint[] = Array.from(
    { length: 25_000 },
    (_, i) => ({ x: i, y: i % 2 }),
  );
  const places = rawPlaces(learningCurveSvg({ title: "t", points }));
  assert(places.length <= 1000);
});
