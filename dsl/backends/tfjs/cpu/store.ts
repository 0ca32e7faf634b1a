import type { MathBackendCPU } from "../../../../core/deps/tfjs_cpu.ts";
import type { TensorInfo } from "../../../../core/deps/tfjs_core.ts";
import type { Data, DType } from "../../../graph/node.ts";

/** Elements of values, in tfjs's store of this process's memory. */
export interface Store {
  /** The elements of a value; not to be changed. */
  elements(value: TensorInfo): Data;
  /** The elements of a value of floats; not to be changed. */
  floats(value: TensorInfo): Float32Array;
  /** The elements of a value of whole numbers; not to be changed. */
  integers(value: TensorInfo): Int32Array;
  /** A new value with these elements, which it keeps. */
  keep(data: Data): TensorInfo;
}

/** The type of the elements of a typed array. */
export function dtypeOf(data: Data): DType {
  if (data instanceof Float32Array) return "float32";
  return data instanceof Int32Array ? "int32" : "bool";
}

/** Wraps the store of tfjs's cpu backend. */
export function createStore(backend: MathBackendCPU): Store {
  const elements = (value: TensorInfo): Data =>
    backend.data.get(value.dataId).values as Data;
  return {
    elements,
    floats: (value) => elements(value) as Float32Array,
    integers: (value) => elements(value) as Int32Array,
    keep: (data) => backend.makeTensorInfo([data.length], dtypeOf(data), data),
  };
}
