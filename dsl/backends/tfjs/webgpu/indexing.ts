import type { Call, Lookup } from "../kernels.ts";
import { type Gpu, shaderCall, wgslType } from "./shader.ts";

/** One thread for each element of the result. */
export function gather(
  { rows, width, count, dtype }: Lookup,
  gpu: Gpu,
): Call {
  return shaderCall({
    key: `gather ${dtype}`,
    inputs: ["a", "places"],
    uniforms: { rows, width },
    size: count * width,
    dtype,
    body: `
      let row = places[i / uniforms.width];
      var value = ${wgslType(dtype)}(0);
      if (row >= 0 && row < uniforms.rows) {
        value = a[row * uniforms.width + i % uniforms.width];
      }
      result[i] = value;`,
  }, gpu);
}

/**
 * One thread for each element of the table, which looks through all indices.
 *
 * Adding atomically would be quicker, but in another order, and so with other
 * bits, every time.
 */
export function scatterAdd(
  { rows, width, count }: Lookup,
  gpu: Gpu,
): Call {
  return shaderCall({
    key: "scatter",
    inputs: ["a", "places"],
    uniforms: { width, count },
    size: rows * width,
    dtype: "float32",
    body: `
      let row = i / uniforms.width;
      let column = i % uniforms.width;
      var sum = 0.0;
      for (var k = 0; k < uniforms.count; k = k + 1) {
        if (places[k] == row) { sum = sum + a[k * uniforms.width + column]; }
      }
      result[i] = sum;`,
  }, gpu);
}
