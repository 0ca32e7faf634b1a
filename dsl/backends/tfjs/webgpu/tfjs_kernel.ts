import type { getKernel, TensorInfo } from "../../../../core/deps/tfjs_core.ts";
import type { WebGPUBackend } from "../../../../core/deps/tfjs_webgpu.ts";
import type { Shape } from "../../../graph/node.ts";

/** tfjs's webgpu backend, its kernels by name, and its global switches. */
export interface Tfjs {
  /** Store, queue and pipelines of one device. */
  readonly backend: WebGPUBackend;
  /** The registry of kernels. */
  readonly getKernel: typeof getKernel;
  /** Sets one of tfjs's global flags. */
  setFlag(name: string, value: number): void;
}

/** Calls a kernel of tfjs that answers one value. */
export function callKernel(
  name: string,
  inputs: Record<string, TensorInfo>,
  attrs: Record<string, unknown>,
  { backend, getKernel }: Tfjs,
): TensorInfo {
  const { kernelFunc } = getKernel(name, "webgpu")!;
  // The types of attributes are those of each kernel; TypeScript knows only their union.
  const result = kernelFunc({ inputs, attrs: attrs as never, backend });
  return result as TensorInfo;
}

/** The same elements in the shape that a kernel is to see. */
export function shaped(
  { dataId, dtype }: TensorInfo,
  shape: Shape,
): TensorInfo {
  return { dataId, dtype, shape: shape as number[] };
}
