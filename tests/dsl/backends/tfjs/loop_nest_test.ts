import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { loopsOver } from "../../../../dsl/backends/tfjs/loop_nest.ts";
import { broadcastAxes } from "../../../../dsl/backends/view.ts";
import type { Shape } from "../../../../dsl/graph/node.ts";

/** The places that loops visit in one operand. */
function visited(sizes: readonly number[], steps: readonly number[]): number[] {
  return sizes.reduce<number[]>(
    (places, size, loop) =>
      places.flatMap((place) =>
        Array.from({ length: size }, (_, i) => place + i * steps[loop]!)
      ),
    [0],
  );
}

Deno.test("a bias added to rows takes two loops, a number one", () => {
  assertEquals(loopsOver([4, 2, 3], [[4, 2, 3], [3]]), {
    sizes: [8, 3],
    steps: [[3, 1], [0, 1]],
  });
  assertEquals(loopsOver([4, 2, 3], [[4, 2, 3], []]), {
    sizes: [24],
    steps: [[1], [0]],
  });
  assertEquals(loopsOver([1, 1], [[], [1]]), { sizes: [1], steps: [[0], [0]] });
});

const shapes: fc.Arbitrary<Shape> = fc.array(fc.integer({ min: 1, max: 3 }), {
  maxLength: 5,
});

/** A shape, and shapes that stretch to it. */
const stretched = shapes.chain((shape) =>
  fc.tuple(
    fc.constant(shape),
    fc.array(
      fc.tuple(fc.nat(shape.length), fc.infiniteStream(fc.boolean())).map(
        ([from, ones]) =>
          shape.slice(from).map((size) => ones.next().value ? 1 : size),
      ),
      { minLength: 1, maxLength: 3 },
    ),
  )
);

Deno.test("the loops visit the places that broadcasting shows, in order", () => {
  fc.assert(fc.property(stretched, ([shape, operands]) => {
    const { sizes, steps } = loopsOver(shape, operands);
    operands.forEach((operand, i) => {
      const axes = broadcastAxes(operand, shape);
      const expected = visited(shape, axes.map(({ step }) => step));
      assertEquals(visited(sizes, steps[i]!), expected);
    });
    assert(sizes.length <= Math.max(1, shape.length));
  }));
});
