import { cannot, formatShape, quote } from "../core/errors.ts";
import type {
  SafetensorsInput,
  SafetensorsTensor,
} from "../core/safetensors.ts";
import { requireFinite } from "../core/tensor.ts";
import type { Memory } from "../dsl/backends/backend.ts";
import type { Data, DType } from "../dsl/graph/node.ts";

/** Tensors by name. */
type Tensors<T> = Readonly<Record<string, T>>;

const STORED: { readonly [T in DType]: SafetensorsTensor["dtype"] } = {
  float32: "F32",
  int32: "I32",
  bool: "U8",
};

/**
 * Reads all variables of a memory.
 *
 * @throws {RangeError} If one holds a number that is not finite.
 */
export async function saveMemory(
  memory: Memory,
): Promise<Tensors<SafetensorsInput>> {
  const saved: Record<string, SafetensorsInput> = {};
  for (const [name, { shape }] of memory.slots) {
    const data = await memory.read(name);
    requireFinite(data, "save a training run", name);
    saved[name] = { shape, data };
  }
  return saved;
}

/**
 * Sets all variables of a memory to what {@linkcode saveMemory} read.
 *
 * @throws {RangeError} If it has other variables, or numbers that are not finite; then none has changed.
 */
export function restoreMemory(
  memory: Memory,
  saved: Tensors<SafetensorsTensor>,
): void {
  const { slots } = memory;
  for (const name of Object.keys(saved)) {
    if (!slots.has(name)) throw misfit(name, "not there", "something saved");
  }
  for (const [name, { shape, dtype }] of slots) {
    const wanted = `${STORED[dtype]} ${formatShape(shape)}`;
    const tensor = saved[name];
    const found = tensor
      ? `${tensor.dtype} ${formatShape(tensor.shape)}`
      : "missing";
    if (found !== wanted) throw misfit(name, wanted, found);
    requireFinite(tensor!.data as Data, "restore a training run", name);
  }
  for (const [name, slot] of slots) {
    // The type was compared above.
    memory.write(name, slot, saved[name]!.data as Data);
  }
}

function misfit(name: string, wanted: string, found: string): RangeError {
  return new RangeError(
    cannot(
      "restore a training run",
      `the variable ${quote(name)} must be ${wanted}`,
      found,
    ),
  );
}
