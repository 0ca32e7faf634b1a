import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { type NestedNumbers, readNested } from "../../core/nested_numbers.ts";

/** Nested arrays of a shape, filled in order. */
function nest(
  shape: readonly number[],
  data: readonly number[],
): NestedNumbers {
  if (shape.length === 0) return data[0]!;
  const [count, ...row] = shape as [number, ...number[]];
  const size = row.reduce((a, b) => a * b, 1);
  return Array.from(
    { length: count },
    (_, i) => nest(row, data.slice(i * size, (i + 1) * size)),
  );
}

const positiveShape = fc.array(fc.integer({ min: 1, max: 4 }), {
  maxLength: 4,
});
const filled = positiveShape.chain((shape) => {
  const size = shape.reduce((a, b) => a * b, 1);
  return fc.record({
    shape: fc.constant(shape),
    data: fc.array(fc.double(), { minLength: size, maxLength: size }),
  }, { noNullPrototype: true });
});

Deno.test("readNested() reads a table row by row, exactly", () => {
  const { shape, data } = readNested([[1, 2], [2 ** 31 - 1, 0.1]]);
  assertEquals(shape, [2, 2]);
  assertEquals([...data], [1, 2, 2147483647, 0.1]);
  assertEquals(readNested(7), { shape: [], data: Float64Array.of(7) });
  assertEquals(readNested([]).shape, [0]);
  assertEquals(readNested([[], []]).shape, [2, 0]);
});

Deno.test("readNested() undoes nesting, for every shape and number", () => {
  fc.assert(fc.property(filled, ({ shape, data }) => {
    const read = readNested(nest(shape, data));
    assertEquals(read.shape, shape);
    assertEquals(read.data, Float64Array.from(data));
  }));
});

Deno.test("readNested() refuses whatever has one part in the wrong place", () => {
  const wrong: fc.Arbitrary<unknown> = fc.constantFrom(
    null,
    undefined,
    "1",
    1n,
    true,
    {},
    [[1, 2, 3, 4, 5]],
    [],
  );
  fc.assert(
    fc.property(filled, fc.nat(), wrong, ({ shape, data }, at, part) => {
      if (data.length === 1) return; // The first element is what others must agree with.
      const values = nest(shape, data);
      // Walks to one element and puts something else there.
      let row = values as NestedNumbers[];
      for (let depth = 1; depth < shape.length; depth++) {
        row = row[at % row.length] as NestedNumbers[];
      }
      row[row.length - 1] = part as NestedNumbers;
      const error = assertThrows(() => readNested(values));
      assert(
        error instanceof RangeError || error instanceof TypeError,
        `${error}`,
      );
      assert(
        error.message.startsWith("Cannot read nested arrays as "),
        error.message,
      );
    }),
  );
});

Deno.test("the arrays drawn reach four axes, and most have a part to put elsewhere", () => {
  const drawn = fc.sample(filled, { numRuns: 100, seed: 1 });
  assert(drawn.some(({ shape }) => shape.length === 4));
  const several = drawn.filter(({ data }) => data.length > 1).length;
  assert(several > 50, `${several} of 100`);
});

Deno.test("readNested() names the place, and gives up on arrays that hold themselves", () => {
  assertThrows(
    () => readNested([[1, 2, 3], [4, 5]]),
    RangeError,
    "every row must have shape [3] like the first: current value at [1] is an array of length 2",
  );
  assertThrows(
    () => readNested([[1], [NaN], ["x" as unknown as number]]),
    TypeError,
    'every element must be a number: current value at [2, 0] is "x"',
  );
  assertThrows(
    () => readNested([1, [2]]),
    RangeError,
    "current value at [1] is an array of length 1",
  );
  assertThrows(
    () => readNested([[1], 2]),
    RangeError,
    "current value at [1] is 2",
  );
  const loop: NestedNumbers[] = [];
  loop.push(loop);
  assertThrows(() => readNested(loop), RangeError, "at most 32 axes");
});

Deno.test("readNested() takes no memory that only the first row promises", () => {
  const long = new Array<number>(100_000).fill(0);
  const rows = [long, ...Array.from({ length: 99_999 }, () => [0])];
  assertThrows(
    () => readNested(rows),
    RangeError,
    "current value at [1] is an array of length 1",
  );
});
