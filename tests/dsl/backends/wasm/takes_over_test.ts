import { assertEquals } from "@std/assert";
import { i32, v128 } from "../../../../core/assembler/instructions.ts";
import { ModuleBuilder } from "../../../../core/assembler/module_builder.ts";
import {
  type Extreme,
  takesOver,
} from "../../../../dsl/backends/wasm/takes_over.ts";
import type { Data, DType } from "../../../../dsl/graph/node.ts";
import { typed } from "../run_sample.ts";

/** Which of four elements take over from four others. */
function takers(
  extreme: Extreme,
  dtype: DType,
  best: readonly number[],
  next: readonly number[],
): boolean[] {
  const module = new ModuleBuilder({ initial: 0, shared: false });
  const handle = module.function(
    { parameters: [], result: "void" },
    (f) => {
      const at = i32.const(0);
      const result = takesOver(
        extreme,
        dtype,
        f.let(v128.load(at)),
        f.let(v128.load(at, 16)),
      );
      f.do(v128.store(at, result, 32));
    },
  );
  module.export("run", handle);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const words = new Int32Array(memory.buffer);
  const put = (data: Data, to: number) =>
    words.set(new Int32Array(data.buffer), to);
  put(typed(dtype, best), 0);
  put(typed(dtype, next), 4);
  const { exports } = new WebAssembly.Instance(
    new WebAssembly.Module(module.finish()),
    { env: { memory } },
  );
  (exports.run as () => void)();
  return [...words.subarray(8, 12)].map((word) => word === -1);
}

Deno.test("better ones take over, equal ones do not", () => {
  const best = [1, 1, 1, 0];
  const next = [2, 1, 0, -0];
  for (const dtype of ["float32", "int32"] as const) {
    assertEquals(
      takers("largest", dtype, best, next),
      [true, false, false, false],
    );
    assertEquals(
      takers("smallest", dtype, best, next),
      [false, false, true, false],
    );
  }
});

Deno.test("the first NaN takes over from all, and nothing from it", () => {
  const best = [Infinity, -Infinity, NaN, NaN];
  const next = [NaN, NaN, NaN, 5];
  for (const extreme of ["largest", "smallest"] as const) {
    assertEquals(
      takers(extreme, "float32", best, next),
      [true, true, false, false],
    );
  }
});

Deno.test("whole numbers are told apart to the last bit, with their signs", () => {
  const best = [2 ** 24, -1, 2 ** 31 - 1, -(2 ** 31)];
  const next = [2 ** 24 + 1, 1, -(2 ** 31), 2 ** 31 - 1];
  assertEquals(
    takers("largest", "int32", best, next),
    [true, true, false, true],
  );
});
