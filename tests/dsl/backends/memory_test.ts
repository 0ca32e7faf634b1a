import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { Graph } from "../../../dsl/graph/graph.ts";
import { program } from "../../../dsl/graph/program.ts";
import { testOnEach } from "./present.ts";

await testOnEach("a memory gives back what was written", async (backend) => {
  const before = backend.bufferCount();
  const memory = backend.createMemory();
  const given = Float32Array.of(1, -2, 3);
  memory.write("w", { shape: [3, 1], dtype: "float32" }, given);
  memory.write("n", { shape: [], dtype: "int32" }, Int32Array.of(2 ** 31 - 1));
  memory.write("b", { shape: [2], dtype: "bool" }, Uint8Array.of(0, 1));
  given.fill(0);
  assertEquals(await memory.read("w"), Float32Array.of(1, -2, 3));
  assertEquals(await memory.read("n"), Int32Array.of(2 ** 31 - 1));
  assertEquals(await memory.read("b"), Uint8Array.of(0, 1));
  assertEquals([...memory.slots], [
    ["w", { shape: [3, 1], dtype: "float32" }],
    ["n", { shape: [], dtype: "int32" }],
    ["b", { shape: [2], dtype: "bool" }],
  ]);
  memory.write(
    "w",
    { shape: [3, 1], dtype: "float32" },
    Float32Array.of(4, 5, 6),
  );
  assertEquals(await memory.read("w"), Float32Array.of(4, 5, 6));
  assertEquals(backend.bufferCount(), before + 3);
  memory[Symbol.dispose]();
  assertEquals(backend.bufferCount(), before);
});

await testOnEach("a variable keeps its shape and type", async (backend) => {
  using memory = backend.createMemory();
  memory.write("w", { shape: [2], dtype: "float32" }, Float32Array.of(1, 2));
  assertThrows(
    () =>
      memory.write(
        "w",
        { shape: [1, 2], dtype: "float32" },
        new Float32Array(2),
      ),
    RangeError,
    'Cannot write variable "w" as the memory\'s variable of that name must have the same shape and type: current variable is float32 [2], not float32 [1, 2]',
  );
  assertThrows(
    () =>
      memory.write("w", { shape: [2], dtype: "float32" }, new Float32Array(3)),
    RangeError,
    'Cannot write variable "w" as "w" takes 2 elements: current number is 3',
  );
  assertThrows(
    () =>
      memory.write("w", { shape: [2], dtype: "float32" }, new Int32Array(2)),
    TypeError,
    "takes a Float32Array",
  );
  const other = new Graph().variable("w", [[1, 2]]);
  assertThrows(
    () => backend.compile(program({ other }), memory),
    RangeError,
    "current variable is float32 [2], not float32 [1, 2]",
  );
  await assertRejects(
    () => memory.read("v"),
    RangeError,
    'Cannot read a variable as the name must be one of "w": current value is "v"',
  );
  assertEquals(await memory.read("w"), Float32Array.of(1, 2));
});
