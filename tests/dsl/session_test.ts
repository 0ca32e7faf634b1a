import {
  assertEquals,
  assertMatch,
  assertRejects,
  assertThrows,
} from "@std/assert";
import { Graph } from "../../dsl/graph/graph.ts";
import * as op from "../../dsl/graph/op.ts";
import { gradients } from "../../dsl/passes/differentiate.ts";
import { openSession, type Session } from "../../dsl/session.ts";

const open = (): Promise<Session> => openSession({ backend: "wasm" });

Deno.test("a session computes the book's graph and its gradients in one run", async () => {
  const graph = new Graph();
  const x = graph.variable("x", 3);
  const y = graph.variable("y", 4);
  const f = op.add(op.add(op.multiply(op.square(x), y), y), 2);
  using session = await open();
  assertEquals(await session.run([f, ...gradients(f, [x, y])]), [42, 24, 10]);
  assertEquals(await session.run(f), 42);
});

Deno.test("a session keeps variables from run to run", async () => {
  const v = new Graph().variable("v", [1, 2]);
  const next = op.assign(v, op.multiply(v, 2));
  using session = await open();
  assertEquals(await session.read(v), [1, 2]);
  assertEquals(await session.run([next, v]), [[2, 4], [1, 2]]);
  assertEquals(await session.read(v), [2, 4]);
  session.write(v, [5, 6]);
  assertEquals(await session.run(next), [10, 12]);
  // The runs were asked for at once, and follow one another.
  await Promise.all([session.run(next), session.run(next)]);
  assertEquals(await session.read(v), [40, 48]);
});

Deno.test("a session takes a value for any node", async () => {
  const graph = new Graph();
  const x = graph.placeholder("x", [2]);
  const v = graph.variable("v", 1);
  const square = op.square(x);
  const y = op.add(square, v);
  using session = await open();
  assertEquals(await session.run(y, { x: [1, 2] }), [2, 5]);
  assertEquals(await session.run(y, { square: [7, 8] }), [8, 9]);
  assertEquals(await session.run(y, { square: [7, 8], v: 10 }), [17, 18]);
  assertEquals(await session.run([y, square], { add: [3, 3], x: [1, 2] }), [
    [3, 3],
    [1, 4],
  ]);
  assertEquals(await session.read(v), 1);
});

Deno.test("a session draws anew in every run, and once for all nodes of a run", async () => {
  const noise = new Graph().randomUniform([3], 7);
  using session = await open();
  const [a, b] = await session.run([noise, op.add(noise, 0)]);
  assertEquals(a, b);
  const again = await session.run(noise);
  assertEquals(JSON.stringify(again) === JSON.stringify(a), false);
});

Deno.test("a session answers nested arrays, of whole numbers and bools too", async () => {
  const graph = new Graph();
  const x = graph.placeholder("x", [2, 2], { dtype: "int32" });
  using session = await open();
  const found = await session.run(
    [op.add(x, 1), op.greater(x, 2), op.reshape(x, [1, 4, 1])],
    { x: [[1, 2], [3, 4]] },
  );
  assertEquals(found, [
    [[2, 3], [4, 5]],
    [[0, 0], [1, 1]],
    [[[1], [2], [3], [4]]],
  ]);
});

Deno.test("a session refuses feeds that do not fit, and says why", async () => {
  const graph = new Graph();
  const x = graph.placeholder("x", [2]);
  const whole = graph.placeholder("whole", [1], { dtype: "int32" });
  const v = graph.variable("v", 1);
  const y = op.square(x);
  const negated = op.negate(whole);
  const set = op.assign(v, y.graph.constant(2));
  using session = await open();
  const refusals = [
    [
      y,
      {},
      'Cannot run a program as placeholder "x" must be fed: current feeds are []',
    ],
    [y, { x: 1 }, 'Cannot feed "x" as it takes [2]: current shape is []'],
    [
      y,
      { x: [1, 2], z: 3 },
      'Cannot find a node as the name must be one of "x", "whole", "v", "square", "negate", "constant", "assign": current value is "z"',
    ],
    [
      negated,
      { whole: [0.5] },
      'Cannot feed "whole" as int32 takes whole numbers of 32 bits: current value is 0.5',
    ],
    [
      set,
      { v: 3 },
      'Cannot feed "v" as the same run must not assign it: current number of assignments is 1',
    ],
  ] as const;
  for (const [node, feeds, message] of refusals) {
    const error = await assertRejects(
      () => session.run(node, feeds),
      RangeError,
    );
    assertEquals(error.message, message);
  }
  assertEquals(await session.run(y, { x: [1, 2] }), [1, 4]);
});

Deno.test("a session refuses what is not its own", async () => {
  const graph = new Graph();
  const v = graph.variable("v", [1, 2]);
  using session = await open();
  await session.run(v);
  const stranger = new Graph().constant(1);
  await assertRejects(() => session.run(stranger), RangeError, "one graph");
  assertThrows(() => session.write(v, [1]), RangeError, "it takes [2]");
  assertThrows(
    () => session.write(op.square(v), [1, 2]),
    TypeError,
    "it must be a variable",
  );
  session.close();
  session.close();
  const error = await assertRejects(() => session.run(v), TypeError);
  assertMatch(error.message, /^Cannot run a node as the session must be open/);
});

Deno.test("a session takes elements in a typed array, row by row", async () => {
  const graph = new Graph();
  const x = graph.placeholder("x", [2, 2]);
  const v = graph.variable("v", [[0, 0], [0, 0]]);
  const total = op.add(x, v);
  using session = await openSession({ backend: "wasm" });
  session.write(v, Float32Array.of(10, 20, 30, 40));
  assertEquals(
    await session.run(total, { x: Float32Array.of(1, 2, 3, 4) }),
    [[11, 22], [33, 44]],
  );
  await assertRejects(
    () => session.run(total, { x: new Float32Array(3) }),
    RangeError,
    "takes 4 values: current number is 3",
  );
});

Deno.test("a session says what it runs on, and takes a hint to choose by", async () => {
  using asked = await openSession({ backend: "wasm" });
  assertEquals(asked.backend.reason, "wasm, as asked for");
  using chosen = await openSession({ flops: 1e6 });
  assertEquals(
    chosen.backend.reason,
    "wasm, as a run of 1 million operations ends before a GPU would answer",
  );
});
