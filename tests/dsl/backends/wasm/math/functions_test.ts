import { assert, assertEquals } from "@std/assert";
import {
  VECTOR_FUNCTIONS,
  type VectorFunctionName,
} from "../../../../../dsl/backends/wasm/math/functions.ts";
import { i32, v128 } from "../../../../../core/assembler/instructions.ts";
import { ModuleBuilder } from "../../../../../core/assembler/module_builder.ts";
import { Library } from "../../../../../dsl/backends/wasm/library.ts";
import { TARGETS } from "../targets.ts";
import { moduleOf } from "./apply_function.ts";

const NAMES = Object.keys(VECTOR_FUNCTIONS) as VectorFunctionName[];

/** Whether an instruction of relaxed SIMD, 0xfd and 0x100 to 0x113 in LEB128, stands somewhere. */
function isRelaxed(code: Uint8Array): boolean {
  return code.some((byte, i) =>
    byte === 0xfd && code[i + 1]! >= 0x80 && code[i + 1]! <= 0x93 &&
    code[i + 2] === 2
  );
}

Deno.test("every function makes a valid module, for every target", () => {
  for (const target of TARGETS) {
    for (const name of NAMES) {
      assert(WebAssembly.validate(moduleOf(name, target)), name);
      assert(WebAssembly.validate(moduleOf(name, target, "inline")), name);
    }
  }
});

Deno.test("no function is relaxed where the target is not", () => {
  const relaxed = (target: number) =>
    NAMES.filter((name) => isRelaxed(moduleOf(name, TARGETS[target]!)));
  assertEquals(relaxed(0), []);
  if (TARGETS.length === 1) return;
  assert(relaxed(1).includes("exp"), "the search would find them");
});

Deno.test("a module holds a function once, however often it is applied", () => {
  const sizeWith = (calls: number): number => {
    const module = new ModuleBuilder({ initial: 1, shared: false });
    const library = new Library(module, TARGETS[0]!);
    module.function({ parameters: ["i32"], result: "void" }, (f, [at]) => {
      const x = f.let(v128.load(at));
      for (let i = 0; i < calls; i++) f.set(x, library.apply("exp", x));
      f.do(v128.store(i32.add(at, i32.const(16)), x));
    });
    return module.finish().length;
  };
  // local.get, call, local.set
  assertEquals(sizeWith(3) - sizeWith(2), 6);
});
