import type { FusedActivation } from "../../../graph/node.ts";
import type { Call, Product } from "../kernels.ts";
import { blockShader } from "./block_matmul.ts";
import { EXPRESSIONS } from "./expressions.ts";
import { FUNCTIONS } from "./functions.ts";
import { type Gpu, shaderCall } from "./shader.ts";

/** Number of products from which on threads share what they load. */
const LARGE_PRODUCT = 2 ** 20;

/**
 * Matrix products, with bias and activation.
 *
 * The terms of each sum are added one after the other, so that the bits are the
 * same every time. Small products, and all on a software GPU, which gains nothing
 * from sharing, have one thread for each element.
 */
export function matmul(spec: Product, gpu: Gpu): Call {
  const { count, m, n, k, transposeA, transposeB, bias, activation } = spec;
  const isLarge = count * m * n * k >= LARGE_PRODUCT && !gpu.isSoftware;
  const shader = isLarge
    ? blockShader(spec)
    : { key: "single", uniforms: {}, declarations: "", body: single(spec) };
  const variant = [transposeA, transposeB, bias, activation].join(" ");
  return shaderCall({
    ...shader,
    key: `matmul ${shader.key} ${variant}`,
    inputs: bias ? ["a", "b", "bias"] : ["a", "b"],
    uniforms: { m, n, k, ...shader.uniforms },
    size: count * m * n,
    dtype: "float32",
    declarations: `
      ${FUNCTIONS}
      ${shader.declarations}
      fn activate(x : f32) -> f32 { return ${activated(activation)}; }`,
  }, gpu);
}

function activated(activation: FusedActivation): string {
  return activation === "linear"
    ? "x"
    : EXPRESSIONS[activation]("float32", "float32");
}

/** One thread for each element of the result. */
function single({ transposeA, transposeB, bias }: Product): string {
  return `
    let column = i % uniforms.n;
    let row = i / uniforms.n % uniforms.m;
    let matrix = i / uniforms.n / uniforms.m;
    var x = matrix * uniforms.m * uniforms.k +
        ${transposeA ? "row" : "row * uniforms.k"};
    var y = matrix * uniforms.k * uniforms.n +
        ${transposeB ? "column * uniforms.k" : "column"};
    var sum = 0.0;
    for (var q = 0; q < uniforms.k; q = q + 1) {
      sum = sum + a[x] * b[y];
      x = x + ${transposeA ? "uniforms.m" : "1"};
      y = y + ${transposeB ? "1" : "uniforms.n"};
    }
    result[i] = activate(sum${bias ? " + bias[column]" : ""});`;
}
