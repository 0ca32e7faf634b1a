import type {
  WebGPUBackend,
  WebGPUProgram,
} from "../../../../core/deps/tfjs_webgpu.ts";
import type { DType } from "../../../graph/node.ts";
import type { Call } from "../kernels.ts";

/** A GPU, or a program that plays one, under tfjs's care. */
export interface Gpu {
  /** tfjs's store, queue and pipelines. */
  readonly backend: WebGPUBackend;
  /** Whether it is a program on the CPU. */
  readonly isSoftware: boolean;
}

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
export function shaderCall(shader: Shader, { backend }: Gpu): Call {
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
  // tfjs writes into the program it is given.
  return (operands) =>
    backend.runWebGPUProgram({ ...program }, [...operands], dtype, values);
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
