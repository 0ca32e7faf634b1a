import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import {
  asTensor,
  copyRows,
  requireFinite,
  rows,
  rowsBetween,
  type Tensor,
  tensor,
} from "../../core/tensor.ts";

const anyTensor: fc.Arbitrary<Tensor> = fc.array(
  fc.integer({ min: 0, max: 4 }),
  { minLength: 1, maxLength: 3 },
)
  .chain((shape) => {
    const size = shape.reduce((a, b) => a * b, 1);
    return fc.float32Array({ minLength: size, maxLength: size }).map((
      data,
    ) => ({ shape, data }));
  });

/** The rows as arrays, to compare with. */
function listRows({ shape, data }: Tensor): number[][] {
  const size = shape.slice(1).reduce((a, b) => a * b, 1);
  return Array.from(
    { length: shape[0]! },
    (_, i) => [...data.slice(i * size, (i + 1) * size)],
  );
}

Deno.test("tensor() makes a frozen value of nested arrays, of a flat array and of a number", () => {
  const x = tensor([[1, 2, 3], [4, 5, 6]]);
  assertEquals(x.shape, [2, 3]);
  assertEquals([...x.data], [1, 2, 3, 4, 5, 6]);
  assert(Object.isFrozen(x) && Object.isFrozen(x.shape));
  assertEquals(tensor(Int32Array.of(1, 2, 3, 4), { shape: [2, 2] }).shape, [
    2,
    2,
  ]);
  assertEquals(tensor(5).shape, []);
  const mine = Float32Array.of(1);
  const copy = tensor(mine);
  mine[0] = 2;
  assertEquals([...copy.data], [1]);
});

Deno.test("tensor() refuses a shape that takes another number of values", () => {
  assertThrows(
    () => tensor([1, 2, 3], { shape: [2, 2] }),
    RangeError,
    "Cannot make a tensor as shape [2, 2] takes 4 values: current number is 3",
  );
  assertThrows(
    () => tensor([1, 2], { shape: [-1, -2] }),
    RangeError,
    "current shape is [-1, -2]",
  );
  assertThrows(() => tensor([1], { shape: [NaN] }), RangeError);
});

Deno.test("asTensor() passes tensors through and reads the rest", () => {
  const x = tensor([1, 2]);
  assertStrictEquals(asTensor(x), x);
  assertEquals(asTensor([[1], [2]]).shape, [2, 1]);
  assertEquals(asTensor(3).shape, []);
  assertThrows(
    () => asTensor({ shape: [3], data: new Float32Array(2) }),
    RangeError,
  );
});

Deno.test("rows() selects what a list of rows would", () => {
  let [empty, wide] = [0, 0];
  fc.assert(fc.property(anyTensor, fc.array(fc.nat()), (x, picks) => {
    const count = x.shape[0]!;
    const indices = count === 0 ? [] : picks.map((i) => i % count);
    if (indices.length === 0) empty++;
    else if (x.shape.length > 1) wide++;
    const chosen = rows(x, indices);
    assertEquals(chosen.shape, [indices.length, ...x.shape.slice(1)]);
    const list = listRows(x);
    assertEquals(listRows(chosen), indices.map((i) => list[i]!));
  }));
  assert(empty > 0 && wide > 10, `${empty} empty, ${wide} wide`);
});

Deno.test("rows() copies long rows as it does short ones", () => {
  for (const size of [31, 32, 33, 100]) {
    const x = {
      shape: [3, size],
      data: Float32Array.from({ length: 3 * size }, (_, i) => i),
    };
    const list = listRows(x);
    assertEquals(listRows(rows(x, [2, 0, 2])), [list[2]!, list[0]!, list[2]!]);
  }
});

Deno.test("rows() refuses rows that are not there", () => {
  const x = tensor([[1], [2]]);
  for (const index of [-1, 2, 0.5, NaN]) {
    assertThrows(
      () => rows(x, [0, index]),
      RangeError,
      "every index must be an integer within [0, 2): current index 1 is",
    );
  }
  assertThrows(
    () => rows(tensor(1), [0]),
    RangeError,
    "the tensor must have an axis",
  );
  assertThrows(
    () => copyRows(x, [0], new Float32Array(2)),
    RangeError,
    "current number of places is 2",
  );
});

Deno.test("rowsBetween() is a view, and all of them together are the whole", () => {
  fc.assert(fc.property(anyTensor, fc.nat(4), (x, cut) => {
    const middle = Math.min(cut, x.shape[0]!);
    const [head, tail] = [
      rowsBetween(x, 0, middle),
      rowsBetween(x, middle, x.shape[0]!),
    ];
    assertEquals([...listRows(head), ...listRows(tail)], listRows(x));
    assertStrictEquals(head.data.buffer, x.data.buffer);
    assertEquals(head.data.length + tail.data.length, x.data.length);
  }));
  for (
    const [begin, end] of [[-1, 1], [1, 3], [2, 1], [0.5, 1], [0, NaN]] as const
  ) {
    assertThrows(
      () => rowsBetween(tensor([1, 2]), begin, end),
      RangeError,
      `current range is ${begin} to ${end}`,
    );
  }
});

Deno.test("requireFinite() finds the first number that is none", () => {
  requireFinite([1, -2, 0], "fit a model", "x");
  assertThrows(
    () => requireFinite([1, 2, NaN, Infinity], "fit a model", "x"),
    RangeError,
    "Cannot fit a model as 'x' must hold finite numbers: current value at index 2 is NaN",
  );
  fc.assert(fc.property(fc.float32Array(), (data) => {
    const at = data.findIndex((x) => !Number.isFinite(x));
    if (at < 0) requireFinite(data, "fit", "x");
    else {assertThrows(
        () => requireFinite(data, "fit", "x"),
        RangeError,
        `at index ${at} is`,
      );}
  }));
});
