import type { TensorInfo } from "../../../../core/deps/tfjs_core.ts";
import type { Data } from "../../../graph/node.ts";
import type { Machine } from "../machine.ts";
import type { FoundAdapter } from "./adapter.ts";
import { Fault } from "./fault.ts";
import { webgpuKernels } from "./kernels.ts";

/** Limits worth raising to what the adapter has. */
const LIMITS = [
  "maxBufferSize",
  "maxStorageBufferBindingSize",
  "maxStorageBuffersPerShaderStage",
  "maxComputeWorkgroupStorageSize",
  "maxComputeWorkgroupsPerDimension",
  "maxComputeWorkgroupSizeX",
  "maxComputeInvocationsPerWorkgroup",
] as const;

/** Makes a device of an adapter, and loads tfjs's webgpu backend over it. */
export async function openWebgpu(
  { adapter, isSoftware }: Pick<FoundAdapter, "adapter" | "isSoftware">,
): Promise<Machine> {
  const requiredLimits: Record<string, number> = {};
  for (const name of LIMITS) requiredLimits[name] = adapter.limits[name];
  const device = await adapter.requestDevice({ requiredLimits });
  const fault = new Fault(device);
  const { env } = await import(
    "../../../../core/deps/tfjs_core.ts"
  );
  env().set("PROD", true);
  const { WebGPUBackend } = await import(
    "../../../../core/deps/tfjs_webgpu.ts"
  );
  const backend = new WebGPUBackend(device, adapter.info);
  const { tensorMap } = backend;

  async function take(value: TensorInfo): Promise<Data> {
    const { dataId } = value;
    try {
      const data = await backend.read(dataId) as Data;
      const isLast = backend.refCount(dataId) === 1;
      return isLast ? data : data.slice();
    } catch (cause) {
      throw fault.asError("read a value", cause);
    } finally {
      // What was read would stay in memory beside the buffer.
      const entry = tensorMap.get(dataId);
      if (entry.resource) entry.values = undefined as never;
      backend.disposeData(dataId);
    }
  }
  return {
    kind: "webgpu",
    kernels: webgpuKernels({ backend, isSoftware }),
    upload: (data, dtype) => {
      const value = backend.makeTensorInfo([data.length], dtype, data);
      try {
        // At once, so that the caller may change the array.
        if (data.length > 0) backend.uploadToGPU(value.dataId);
      } catch (cause) {
        throw fault.asError("store a value", cause);
      }
      return value;
    },
    share: ({ dataId }) => backend.incRef(dataId),
    release: ({ dataId }) => void backend.disposeData(dataId),
    take,
    bufferCount: () => backend.numDataIds(),
    requireSound: (action) => fault.requireNone(action),
    flush: () => {
      backend.ensureCommandEncoderReady();
      backend.endComputePassEncoder();
      backend.submitQueue();
    },
    watch: () => fault.watch(),
    [Symbol.dispose]: () => {
      fault.expect();
      backend.dispose();
      device.destroy();
    },
  };
}
