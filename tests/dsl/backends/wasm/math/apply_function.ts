import { i32, v128 } from "../../../../../core/assembler/instructions.ts";
import { ModuleBuilder } from "../../../../../core/assembler/module_builder.ts";
import { HOST, Library } from "../../../../../dsl/backends/wasm/library.ts";
import {
  VECTOR_FUNCTIONS,
  type VectorFunctionName,
} from "../../../../../dsl/backends/wasm/math/functions.ts";
import type { Target } from "../../../../../dsl/backends/wasm/target.ts";

/** Floats of single precision. */
export type Floats = Float32Array<ArrayBuffer>;

/** A vector function over arrays of one length. */
export type ArrayFunction = (...operands: readonly Floats[]) => Floats;

/** Elements that one call takes at most. */
const CAPACITY = 16384;
const BYTES = 4 * CAPACITY;

/** A module with a loop that applies a vector function, called or written in place. */
export function moduleOf(
  name: VectorFunctionName,
  target: Target,
  way: "call" | "inline" = "call",
): Uint8Array<ArrayBuffer> {
  const { operands } = VECTOR_FUNCTIONS[name];
  const module = new ModuleBuilder({ initial: operands + 1, shared: false });
  const library = new Library(module, target);
  const loop = module.function(
    { parameters: ["i32"], result: "void" },
    (f, [bytes]) => {
      f.for({ from: i32.const(0), to: bytes, step: 16 }, (at) => {
        const values = Array.from(
          { length: operands },
          (_, i) => f.let(v128.load(at, (i + 1) * BYTES)),
        );
        const result = way === "call"
          ? library.apply(name, ...values)
          : library.inline(f, name, ...values);
        f.do(v128.store(at, result));
      });
    },
  );
  module.export("loop", loop);
  return module.finish();
}

/** A vector function, to be applied to arrays. */
export function arrayFunction(
  name: VectorFunctionName,
  target: Target,
  way: "call" | "inline" = "call",
): ArrayFunction {
  const { operands } = VECTOR_FUNCTIONS[name];
  const memory = new WebAssembly.Memory({ initial: operands + 1 });
  const { exports } = new WebAssembly.Instance(
    new WebAssembly.Module(moduleOf(name, target, way)),
    { env: { memory, ...HOST } },
  );
  const run = exports.loop as (bytes: number) => void;
  const [results, ...inputs] = Array.from(
    { length: operands + 1 },
    (_, i) => new Float32Array(memory.buffer, i * BYTES, CAPACITY),
  );
  return (...arrays) => {
    const { length } = arrays[0]!;
    const all = new Float32Array(length);
    for (let begin = 0; begin < length; begin += CAPACITY) {
      const end = Math.min(begin + CAPACITY, length);
      inputs.forEach((input, i) => {
        input.set(arrays[i]!.subarray(begin, end));
        // In the lanes behind the last.
        input.fill(0, end - begin, end - begin + 3);
      });
      run(4 * (end - begin));
      all.set(results!.subarray(0, end - begin), begin);
    }
    return all;
  };
}
