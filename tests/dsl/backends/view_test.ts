import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  broadcastAxes,
  isWhole,
  simplify,
  type View,
  viewSize,
  wholeAxes,
} from "../../../dsl/backends/view.ts";
import { type Shape, sizeOf } from "../../../dsl/graph/node.ts";

/** The elements that a view shows of 1, 2, 3, …, one by one. */
function shown({ axes }: View): number[] {
  return axes.reduce<{ place: number; inside: boolean }[]>(
    (found, { size, step, begin, limit }) =>
      found.flatMap(({ place, inside }) =>
        Array.from({ length: size }, (_, i) => ({
          place: place + (i + begin) * step,
          inside: inside && i + begin >= 0 && i + begin < limit,
        }))
      ),
    [{ place: 0, inside: true }],
  ).map(({ place, inside }) => inside ? place + 1 : 0);
}

Deno.test("a transposed matrix shows its columns", () => {
  const [rows, columns] = wholeAxes([2, 3]);
  assertEquals(shown({ axes: [columns!, rows!], source: 6 }), [
    1,
    4,
    2,
    5,
    3,
    6,
  ]);
});

Deno.test("a stretched column shows each element twice", () => {
  const view = { axes: broadcastAxes([2, 1], [2, 2]), source: 2 };
  assertEquals(shown(view), [1, 1, 2, 2]);
});

Deno.test("rows of zeros around a matrix are one run with it", () => {
  const [rows, columns] = wholeAxes([3, 4]);
  const padded = { ...rows!, begin: -1, size: 5 };
  assertEquals(simplify({ axes: [padded, columns!], source: 12 }).axes, [
    { size: 20, step: 1, begin: -4, limit: 12 },
  ]);
});

Deno.test("zeros behind each column are no columns of the next row", () => {
  const [outer, middle, inner] = wholeAxes([3, 2, 2]);
  // As many places as the outer axis steps over, half of them zeros.
  const padded = { ...inner!, size: 4 };
  const view = { axes: [outer!, padded, middle!], source: 12 };
  assertEquals(simplify(view), view);
});

const shapes: fc.Arbitrary<Shape> = fc.array(fc.integer({ min: 1, max: 3 }), {
  maxLength: 5,
});

/** Views of whole shapes, some axes turned, cut, padded or repeated. */
const views: fc.Arbitrary<View> = shapes.chain((shape) =>
  fc.tuple(
    fc.shuffledSubarray(shape.map((_, i) => i), { minLength: shape.length }),
    fc.array(fc.constantFrom("whole", "whole", "cut", "padded", "repeated"), {
      minLength: shape.length,
      maxLength: shape.length,
    }),
  ).map(([order, ways]) => {
    const axes = wholeAxes(shape);
    return {
      source: sizeOf(shape),
      axes: order.map((i) => {
        const axis = axes[i]!;
        switch (ways[i]) {
          case "cut":
            return { ...axis, begin: axis.limit - 1, size: 1 };
          case "padded":
            return { ...axis, begin: -1, size: axis.size + 2 };
          case "repeated":
            return { ...axis, step: 0 };
          default:
            return axis;
        }
      }),
    };
  })
);

Deno.test("a simpler view shows the same, and cannot be simplified again", () => {
  fc.assert(fc.property(views, (view) => {
    const simple = simplify(view);
    assertEquals(shown(simple), shown(view));
    assertEquals(viewSize(simple), viewSize(view));
    assertEquals(simplify(simple), simple);
    assert(simple.axes.length <= view.axes.length);
  }));
});

Deno.test("a view is whole if and only if it shows everything in order", () => {
  fc.assert(fc.property(views, (view) => {
    const all = Array.from({ length: view.source }, (_, i) => i + 1);
    const isAll = shown(view).join() === all.join();
    assertEquals(isWhole(simplify(view)), isAll);
  }));
});

Deno.test("the views tried are whole, joined and split", () => {
  const simple = fc.sample(views, { numRuns: 300, seed: 1 }).map(simplify);
  assert(simple.some(isWhole));
  assert(simple.some(({ axes }) => axes.length === 0));
  assert(simple.some(({ axes }) => axes.length > 3));
});
