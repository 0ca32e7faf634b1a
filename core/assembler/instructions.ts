/**
 * Instructions, in tables by what they work on. Their names are those of the
 * standard, or close to them: `i32.lt_u` is `i32.ltU` here.
 *
 * @module
 */

export { f32 } from "./instructions/f32.ts";
export { f32x4 } from "./instructions/f32x4.ts";
export { f64 } from "./instructions/f64.ts";
export { f64x2 } from "./instructions/f64x2.ts";
export { i32 } from "./instructions/i32.ts";
export { i32x4 } from "./instructions/i32x4.ts";
export { memory } from "./instructions/memory.ts";
export { unreachable } from "./instructions/unreachable.ts";
export { v128 } from "./instructions/v128.ts";
