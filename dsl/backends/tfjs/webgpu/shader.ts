import type { TensorInfo } from "../../../../core/deps/tfjs_core.ts";
import type {
  WebGPUBackend,
  WebGPUProgram,
} from "../../../../core/deps/tfjs_webgpu.ts";
import type { DType } from "../../../graph/node.ts";
import type { Call } from "../kernels.ts";

/** A compute shader of our own over flat arrays, run through tfjs's queue and pipeline cache. */
export interface Shader {
  /** Names the code: shaders of one key, and of the same types of inputs and result, have the same code. */
  readonly key: string;
  /** Names of the input arrays; an array of bools holds i32. */
  readonly inputs: readonly string[];
  /** Whole numbers that the code reads as `uniforms.name`. */
  readonly uniforms: Readonly<Record<string, number>>;
  /** Number of elements of the array `result`. */
  readonly size: number;
  /** Type of its elements. */
  readonly dtype: DType;
  /** Declarations before `main`. */
  readonly declarations?: string;
  /** Statements that set `result[i]`, for i below `uniforms.size`. */
  readonly body: string;
  /**
   * How many threads work together. With more than 1, `body` runs for each `lane`
   * of each group i, also for groups behind the end, as barriers need.
   *
   * @default {1}
   */
  readonly lanes?: number;
  /** Number of groups, if threads work together. @default `size` */
  readonly groups?: number;
}

const WORKGROUP = 64;

/** The name of a type in WGSL. */
export function wgslType(dtype: DType): "f32" | "i32" {
  return dtype === "float32" ? "f32" : "i32";
}

/** A call that runs a shader. */
export function shaderCall(shader: Shader, backend: WebGPUBackend): Call {
  const { key, inputs, uniforms, size, dtype, lanes = 1 } = shader;
  const { groups = size } = shader;
  const threads = lanes > 1 ? lanes : WORKGROUP;
  const names = Object.keys(uniforms);
  const program: WebGPUProgram = {
    shaderKey: `silica ${key}`,
    outputShape: [size],
    dispatchLayout: { x: [0] },
    dispatch: [lanes > 1 ? groups : Math.ceil(size / threads), 1, 1],
    workgroupSize: [threads, 1, 1],
    variableNames: [...inputs],
    uniforms: names.map((name) => `${name} : i32, `).join(""),
    size: true,
    getUserCode: () => codeOf(shader),
  };
  const values = names.map((name) => ({
    type: "int32",
    data: [uniforms[name]!],
  }));
  return (operands) => {
    const flat = operands.map((operand) => flatten(operand, backend));
    // tfjs writes into the program it is given.
    return backend.runWebGPUProgram({ ...program }, flat, dtype, values);
  };
}

/** The same value as a flat array; its own shape may have more axes than a shader can. */
function flatten(value: TensorInfo, backend: WebGPUBackend): TensorInfo {
  const { shape } = backend.tensorMap.get(value.dataId);
  const size = shape.reduce((product, axis) => product * axis, 1);
  return { dataId: value.dataId, dtype: value.dtype, shape: [size] };
}

function codeOf({ declarations = "", body, lanes = 1 }: Shader): string {
  if (lanes > 1) {
    return `
      ${declarations}
      fn main(thread : i32) {
        let i = thread / ${lanes};
        let lane = i32(localId.x);
        ${body}
      }`;
  }
  return `
    ${declarations}
    fn main(i : i32) {
      if (i >= uniforms.size) { return; }
      ${body}
    }`;
}
