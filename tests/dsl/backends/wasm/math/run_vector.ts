import type {
  Expression,
  Local,
} from "../../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../../core/assembler/function_builder.ts";
import { i32, v128 } from "../../../../../core/assembler/instructions.ts";
import { ModuleBuilder } from "../../../../../core/assembler/module_builder.ts";
import { HOST, Library } from "../../../../../dsl/backends/wasm/library.ts";
import type { Target } from "../../../../../dsl/backends/wasm/target.ts";
import type { Floats } from "./apply_function.ts";

/** Writes code for four floats; answers vectors to look at. */
export type VectorCode = (
  f: FunctionBuilder,
  x: Local<"v128">,
  library: Library,
) => readonly Expression<"v128">[];

/** Runs code for four floats; answers its vectors, one after the other. */
export function runVector(
  target: Target,
  x: readonly number[],
  code: VectorCode,
): Floats {
  const module = new ModuleBuilder({ initial: 1, shared: false });
  const library = new Library(module, target);
  let count = 0;
  const written = module.function({ parameters: [], result: "void" }, (f) => {
    const input = f.let(v128.load(i32.const(0)));
    for (const vector of code(f, input, library)) {
      f.do(v128.store(i32.const(16 * count++), vector));
    }
  });
  module.export("run", written);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(
    new WebAssembly.Module(module.finish()),
    { env: { memory, ...HOST } },
  );
  new Float32Array(memory.buffer).set(x);
  (exports.run as () => void)();
  return new Float32Array(memory.buffer.slice(0) as ArrayBuffer, 0, 4 * count);
}
