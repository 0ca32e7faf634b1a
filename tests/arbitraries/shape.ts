import fc from "fast-check";
import type { Shape } from "../../dsl/graph/node.ts";

/** Few axes may be long, many axes must be short. */
const LONGEST = [4, 4, 4, 3, 2, 2] as const;

/** Shapes of `from` to `to` axes, none empty; axes of size 1 are common. */
export function shapes(from = 0, to = 5): fc.Arbitrary<Shape> {
  return fc.integer({ min: from, max: to }).chain((rank) =>
    fc.array(fc.integer({ min: 1, max: LONGEST[rank]! }), {
      minLength: rank,
      maxLength: rank,
    })
  );
}

/** `count` shapes that stretch over each other. */
export function stretching(count: number): fc.Arbitrary<Shape[]> {
  return shapes(0, 5).chain((whole) =>
    fc.array(
      fc.record({
        missing: fc.oneof(
          { weight: 3, arbitrary: fc.constant(0) },
          { weight: 1, arbitrary: fc.nat(whole.length) },
        ),
        ones: fc.array(fc.constantFrom(false, false, true), {
          minLength: whole.length,
          maxLength: whole.length,
        }),
      }),
      { minLength: count, maxLength: count },
    ).map((cuts) =>
      cuts.map(({ missing, ones }) =>
        whole.map((size, axis) => ones[axis] ? 1 : size).slice(missing)
      )
    )
  );
}

/** A shape of at least one axis and one of its axes, counted from either end. */
export function shapeWithAxis(
  to = 5,
): fc.Arbitrary<{ shape: Shape; axis: number }> {
  return shapes(1, to).chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      axis: fc.integer({ min: -shape.length, max: shape.length - 1 }),
    }, { noNullPrototype: true })
  );
}

/** The numbers from 0 to `count` − 1 in some order, some counted from the end. */
export function permutations(count: number): fc.Arbitrary<number[]> {
  const axes = Array.from({ length: count }, (_, i) => i);
  return fc.record({
    order: fc.shuffledSubarray(axes, { minLength: count, maxLength: count }),
    fromEnd: fc.array(fc.boolean(), { minLength: count, maxLength: count }),
  }).map(({ order, fromEnd }) =>
    order.map((axis, i) => fromEnd[i] ? axis - count : axis)
  );
}
