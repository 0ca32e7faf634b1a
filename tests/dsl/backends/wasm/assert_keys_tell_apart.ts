import { assert, assertEquals } from "@std/assert";
import { ModuleBuilder } from "../../../../core/assembler/module_builder.ts";
import type { Step } from "../../../../dsl/backends/wasm/kernel.ts";
import { Library } from "../../../../dsl/backends/wasm/library.ts";

/** The module of a step's kernel alone. */
function codeOf({ kernel, reads, writes }: Step): Uint8Array {
  const module = new ModuleBuilder({ initial: 0, shared: false });
  const library = new Library(module, { relaxed: false, shared: false });
  const count = reads.length + writes.length;
  const parameters = Array.from({ length: count + 2 }, () => "i32" as const);
  module.function(
    { parameters, result: "void" },
    (f, locals) =>
      kernel.write(f, {
        pointers: locals.slice(0, count),
        begin: locals[count]!,
        end: locals[count + 1]!,
      }, library),
  );
  return module.finish();
}

/** Kernels of one key have one code, however different the steps are. */
export function assertKeysTellApart(steps: readonly Step[]): void {
  const codes = new Map<string, Uint8Array>();
  for (const step of steps) {
    const { key } = step.kernel;
    const code = codeOf(step);
    assertEquals(code, codes.get(key) ?? code, key);
    codes.set(key, code);
    assert(step.rows >= 1 && step.flops > 0);
  }
}
