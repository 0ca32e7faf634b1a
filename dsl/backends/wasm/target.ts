import { f32x4, i32, v128 } from "../../../core/assembler/instructions.ts";
import { ModuleBuilder } from "../../../core/assembler/module_builder.ts";

/** What modules are written for. */
export interface Target {
  /** Whether a product and a sum may be rounded once, which is faster; not the same bits on every machine. */
  readonly relaxed: boolean;
  /** Whether threads share the memory. */
  readonly shared: boolean;
  /** Bytes that a core keeps close: rows of this size together go through several steps at once. */
  readonly cacheBytes: number;
}

/** Half of what most cores have as a cache of their own. */
export const CACHE_BYTES: number = 192 * 1024;

/** Whether this engine knows the relaxed SIMD instructions. */
export function hasRelaxedSimd(): boolean {
  const module = new ModuleBuilder({ initial: 0, shared: false });
  module.function({ parameters: ["i32"], result: "void" }, (f, [at]) => {
    const x = f.let(v128.load(at));
    f.do(v128.store(i32.add(at, i32.const(16)), f32x4.relaxedMadd(x, x, x)));
  });
  return WebAssembly.validate(module.finish());
}
