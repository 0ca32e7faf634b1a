import type { TensorInfo } from "../../../../core/deps/tfjs_core.ts";
import type { Data } from "../../../graph/node.ts";
import type { SyncMachine } from "../machine.ts";
import { cpuKernels } from "./kernels.ts";
import { createStore } from "./store.ts";

/** Loads tfjs's cpu backend. */
export async function openCpu(): Promise<SyncMachine> {
  const { env } = await import("../../../../core/deps/tfjs_core.ts");
  // Without this the backend prints advice on installing another one.
  env().set("PROD", true);
  const { MathBackendCPU } = await import(
    "../../../../core/deps/tfjs_cpu.ts"
  );
  const backend = new MathBackendCPU();
  const store = createStore(backend);
  let isDisposed = false;

  function takeSync(value: TensorInfo): Data {
    const data = store.elements(value);
    // An array that nobody else holds need not be copied.
    const isLast = backend.refCount(value.dataId) === 1;
    backend.disposeData(value.dataId);
    return isLast ? data : data.slice();
  }
  return {
    kind: "cpu",
    kernels: cpuKernels(store),
    upload: (data) => store.keep(data),
    share: ({ dataId }) => backend.incRef(dataId),
    release: ({ dataId }) => void backend.disposeData(dataId),
    take: (value) => Promise.resolve(takeSync(value)),
    takeSync,
    bufferCount: () => backend.numDataIds(),
    requireSound: (action) => {
      if (!isDisposed) return;
      throw new RangeError(
        `Cannot ${action} as its backend must be alive: current state is disposed`,
      );
    },
    flush: () => {},
    watch: () => ({ close: () => Promise.resolve() }),
    [Symbol.dispose]: () => void (isDisposed = true),
  };
}
