import type { Data, DType } from "../../../graph/node.ts";
import type { Heap } from "./heap.ts";

/** Writes elements at an address; a bool becomes a mask. */
export function writeElements(
  heap: Heap,
  address: number,
  data: Data,
  dtype: DType,
): void {
  const at = address >>> 2;
  switch (dtype) {
    case "float32":
      return heap.f32.set(data, at);
    case "int32":
      return heap.i32.set(data, at);
    case "bool": {
      const { i32 } = heap;
      for (let i = 0; i < data.length; i++) i32[at + i] = data[i] ? -1 : 0;
    }
  }
}

/** A copy of the elements at an address. */
export function readElements(
  heap: Heap,
  address: number,
  count: number,
  dtype: DType,
): Data {
  const at = address >>> 2;
  switch (dtype) {
    case "float32":
      return heap.f32.slice(at, at + count);
    case "int32":
      return heap.i32.slice(at, at + count);
    case "bool": {
      const { i32 } = heap;
      const data = new Uint8Array(count);
      for (let i = 0; i < count; i++) data[i] = -i32[at + i]!;
      return data;
    }
  }
}
