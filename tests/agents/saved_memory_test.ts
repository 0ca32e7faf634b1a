import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { restoreMemory, saveMemory } from "../../agents/saved_memory.ts";
import {
  decodeSafetensors,
  encodeSafetensors,
} from "../../core/safetensors.ts";
import { openBackend } from "../../dsl/backends/open_backend.ts";

const SLOTS = {
  weights: { shape: [2, 1], dtype: "float32" },
  count: { shape: [], dtype: "int32" },
  flags: { shape: [3], dtype: "bool" },
} as const;

Deno.test("a memory is saved and restored with everything in it", async () => {
  using backend = await openBackend("wasm");
  using memory = backend.createMemory();
  using other = backend.createMemory();
  memory.write("weights", SLOTS.weights, Float32Array.of(1.5, -2));
  memory.write("count", SLOTS.count, Int32Array.of(7));
  memory.write("flags", SLOTS.flags, Uint8Array.of(1, 0, 1));
  other.write("weights", SLOTS.weights, new Float32Array(2));
  other.write("count", SLOTS.count, new Int32Array(1));
  other.write("flags", SLOTS.flags, new Uint8Array(3));
  const bytes = encodeSafetensors(await saveMemory(memory));
  const { tensors } = decodeSafetensors(bytes);
  restoreMemory(other, tensors);
  for (const name of Object.keys(SLOTS)) {
    assertEquals(await other.read(name), await memory.read(name));
  }
  // A memory that lacks one, and one that has another.
  using empty = backend.createMemory();
  assertThrows(() => restoreMemory(empty, tensors), RangeError, "not there");
  const { count: _, ...without } = tensors;
  assertThrows(
    () => restoreMemory(other, without),
    RangeError,
    '"count" must be I32 []: current value is missing',
  );
});

Deno.test("a memory with a number that is not finite is not saved", async () => {
  using backend = await openBackend("wasm");
  using memory = backend.createMemory();
  memory.write("weights", SLOTS.weights, Float32Array.of(0, Infinity));
  await assertRejects(() => saveMemory(memory), RangeError, "'weights'");
});
