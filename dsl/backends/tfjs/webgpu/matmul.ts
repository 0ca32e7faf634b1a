import type { TensorInfo } from "../../../../core/deps/tfjs_core.ts";
import type { FusedActivation } from "../../../graph/node.ts";
import type { Call, Product } from "../kernels.ts";
import { elementwise } from "./elementwise.ts";
import { callKernel, shaped, type Tfjs } from "./tfjs_kernel.ts";

// Programs that tfjs multiplies with: its `MatMulProgramType`.
const REDUCE = 0;
const SMALL_OUTPUT = 2;
const PACKED = 3;
const OWN_CHOICE = -1;

const FLAG = "WEBGPU_MATMUL_PROGRAM_TYPE";

/** Length of a sum from which tfjs may split it among workgroups. */
const SPLIT_LENGTH = 2000;

/**
 * Runs a kernel of tfjs such that sums are always in the same order.
 *
 * Where tfjs would split long sums and add the parts atomically, another of its
 * programs is chosen, by the rules by which it chooses otherwise.
 */
export function inOrder(
  { count, m, n, k }: Pick<Product, "count" | "m" | "n" | "k">,
  tfjs: Tfjs,
  run: () => TensorInfo,
): TensorInfo {
  if (count !== 1 || k < SPLIT_LENGTH) return run();
  const few = tfjs.backend.thresholdToIncreaseWorkgroups;
  const tiles = Math.ceil(m / 32) * Math.ceil(n / 32);
  const isFew = tiles <= few || (m <= 8 && tiles <= 2 * few);
  const program = !isFew ? PACKED : m * n <= 128 ? REDUCE : SMALL_OUTPUT;
  tfjs.setFlag(FLAG, program);
  try {
    return run();
  } finally {
    tfjs.setFlag(FLAG, OWN_CHOICE);
  }
}

/** What tfjs can apply itself, and what comes after. */
export function splitActivation(
  activation: FusedActivation,
): { readonly inside: FusedActivation; readonly after?: FusedActivation } {
  return activation === "tanh"
    ? { inside: "linear", after: "tanh" }
    : { inside: activation };
}

/** Applies what tfjs cannot to the result of a call. */
export function activated(
  call: Call,
  after: FusedActivation | undefined,
  size: number,
  { backend }: Tfjs,
): Call {
  if (after === undefined || after === "linear") return call;
  const flat = { shape: [size], dtype: "float32" } as const;
  const apply = elementwise({ kind: after, inputs: [flat], ...flat }, backend);
  return (inputs) => {
    const sum = call(inputs);
    try {
      return apply([sum]);
    } finally {
      backend.disposeData(sum.dataId);
    }
  };
}

/** Matrix products, with bias and activation, by tfjs. */
export function matmul(spec: Product, tfjs: Tfjs): Call {
  const { count, m, n, k, transposeA, transposeB } = spec;
  const left = transposeA ? [count, k, m] : [count, m, k];
  const right = transposeB ? [count, n, k] : [count, k, n];
  const { inside, after } = splitActivation(spec.activation);
  const call: Call = (inputs) => {
    const a = shaped(inputs[0]!, left);
    const b = shaped(inputs[1]!, right);
    const attrs = { transposeA, transposeB };
    return inOrder(spec, tfjs, () => {
      if (!spec.bias && inside === "linear") {
        return callKernel("BatchMatMul", { a, b }, attrs, tfjs);
      }
      const bias = inputs[2] && shaped(inputs[2], [n]);
      return callKernel(
        "_FusedMatMul",
        bias ? { a, b, bias } : { a, b },
        { ...attrs, activation: inside },
        tfjs,
      );
    });
  };
  return activated(call, after, count * m * n, tfjs);
}
