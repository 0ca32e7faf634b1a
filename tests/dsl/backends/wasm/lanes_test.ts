import fc from "fast-check";
import { assertEquals } from "@std/assert";
import { i32, i32x4, v128 } from "../../../../core/assembler/instructions.ts";
import { ModuleBuilder } from "../../../../core/assembler/module_builder.ts";
import type { Local } from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import {
  foldLanes,
  forLanes,
  loadLanes,
  loadLanesOver,
  storeLanes,
} from "../../../../dsl/backends/wasm/lanes.ts";

/** Runs code over a memory that holds 0, 1, 2, …; answers what it holds then. */
function runOn(
  words: number,
  write: (f: FunctionBuilder, at: Local<"i32">) => void,
): Int32Array {
  const module = new ModuleBuilder({ initial: 0, shared: false });
  const handle = module.function(
    { parameters: ["i32"], result: "void" },
    (f, [at]) => write(f, at),
  );
  module.export("run", handle);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const all = new Int32Array(memory.buffer).map((_, i) => i);
  new Int32Array(memory.buffer).set(all);
  const { exports } = new WebAssembly.Instance(
    new WebAssembly.Module(module.finish()),
    { env: { memory } },
  );
  (exports.run as (at: number) => void)(0);
  return new Int32Array(memory.buffer, 0, words);
}

Deno.test("some lanes are loaded over others, and some are stored", () => {
  const found = [1, 2, 3, 4].map((count) => [
    ...runOn(14, (f, at) => {
      const rest = v128.const(96, 97, 98, 99);
      f.do(v128.store(at, loadLanesOver(rest, at, count, 4), 20));
      f.do(...storeLanes(at, rest, count, 36));
    }).subarray(5),
  ]);
  assertEquals(found, [
    [1, 97, 98, 99, 96, 10, 11, 12, 13],
    [1, 2, 98, 99, 96, 97, 11, 12, 13],
    [1, 2, 3, 99, 96, 97, 98, 12, 13],
    [1, 2, 3, 4, 96, 97, 98, 99, 13],
  ]);
});

Deno.test("zeros stand in lanes that are not loaded", () => {
  const found = [1, 2, 3, 4].map((count) => [
    ...runOn(8, (f, at) => f.do(v128.store(at, loadLanes(at, count, 4), 16)))
      .subarray(4),
  ]);
  assertEquals(found, [[1, 0, 0, 0], [1, 2, 0, 0], [1, 2, 3, 0], [
    1,
    2,
    3,
    4,
  ]]);
});

Deno.test("lanes are folded in groups of 1, 2 and 4", () => {
  const found = [1, 2, 4].map((size) => [
    ...runOn(8, (f, at) => {
      const value = f.let(v128.load(at, 4));
      f.do(v128.store(at, foldLanes(f, value, size, i32x4.add), 16));
    }).subarray(4),
  ]);
  assertEquals(found, [[1, 2, 3, 4], [3, 3, 7, 7], [10, 10, 10, 10]]);
});

Deno.test("a run is visited once, to its end and no further, in all its values", () => {
  const run = fc.record({
    elements: fc.integer({ min: 1, max: 70 }),
    unroll: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(fc.property(run, ({ elements, unroll }) => {
    const found = runOn(300, (f, from) => {
      const to = f.let(i32.const(400));
      const pointers = [from, to];
      forLanes(f, { pointers, elements, unroll }, (lanes) => {
        const { pointers: [a, b], offset, count } = lanes;
        // Twice over the same elements would add twice.
        const sum = i32x4.add(
          loadLanes(a!, count, offset),
          loadLanes(b!, count, offset),
        );
        f.do(...storeLanes(b!, sum, count, offset));
      });
      // The run's own addresses stay.
      f.do(v128.store(to, i32x4.const(-7), 600));
    });
    const expected = Array.from(
      { length: 100 },
      (_, i) => 100 + i + (i < elements ? i : 0),
    );
    assertEquals([...found.subarray(100, 200)], expected);
    assertEquals([...found.subarray(250, 254)], [-7, -7, -7, -7]);
  }));
});
