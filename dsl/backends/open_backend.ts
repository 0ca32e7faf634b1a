import type { Backend, SyncBackend } from "./backend.ts";
import { requireChoice } from "./require_choice.ts";
import { openCpu } from "./tfjs/cpu/machine.ts";
import { tfjsBackend, tfjsSyncBackend } from "./tfjs/tfjs_backend.ts";
import { findAdapter, type FoundAdapter } from "./tfjs/webgpu/adapter.ts";
import { openWebgpu } from "./tfjs/webgpu/machine.ts";
import { wasmBackend, type WasmOptions } from "./wasm/wasm_backend.ts";

/**
 * Which backend to open.
 *
 * - `auto`: `webgpu` if there is a real GPU and enough to do for it, and bits may
 *   differ between machines; else `wasm`;
 * - `webgpu`: the GPU, or a program that plays one;
 * - `wasm`: the CPU, by a WebAssembly SIMD module for each program;
 * - `cpu`: the CPU, in plain JavaScript: slow, a second opinion.
 */
export type BackendChoice = "auto" | "webgpu" | "wasm" | "cpu";

/** Options for {@linkcode openBackend}. */
export interface BackendOptions extends WasmOptions {
  /**
   * Arithmetic operations of a typical run, by which `auto` decides.
   * @default {so many that a GPU pays}
   */
  readonly flops?: number;
}

/**
 * Operations below which a run on the CPU has ended before a GPU would answer.
 * Deno looks for a GPU's answers every 10 ms: the empty program took 11 to 12 ms,
 * in which one core of 2021 did 440 million operations of a network's training.
 */
const SMALL_RUN = 400e6;

/**
 * Opens a backend. What was chosen, and why, stands in its `reason`.
 *
 * All compute the same, to single precision, NaN and infinity included. On a GPU
 * numbers below 2⁻¹²⁶ in size may count as 0, sine and cosine lose accuracy beyond
 * ±8192, and every run with outputs waits some 11 ms for them in Deno: for small
 * networks the CPU is quicker, and `auto` takes it for runs of fewer than 400
 * million operations.
 *
 * @example Add on the CPU
 * ```ts
 * import { Graph, op, openBackend, program } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = new Graph();
 * const sum = op.add(graph.placeholder("x", [2]), 1);
 * using backend = await openBackend("wasm");
 * using memory = backend.createMemory();
 * using run = backend.compile(program({ sum }), memory);
 * const { sum: answer } = run.runSync({ x: Float32Array.of(1, 2) });
 * assertEquals(answer, Float32Array.of(2, 3));
 * ```
 *
 * @param choice Which.
 * @param options How programs are run on the CPU; what `auto` decides by.
 * @returns The backend; dispose it when done.
 * @throws {RangeError} If there is no such backend, or it cannot be deterministic.
 * @throws {Error} If `webgpu` is asked for and there is no adapter.
 */
export function openBackend(
  choice: "wasm" | "cpu",
  options?: BackendOptions,
): Promise<SyncBackend>;
/**
 * Opens a backend. What was chosen, and why, stands in its `reason`.
 *
 * @param choice Which.
 * @param options How programs are run on the CPU; what `auto` decides by.
 * @returns The backend; dispose it when done.
 */
export function openBackend(
  choice?: BackendChoice,
  options?: BackendOptions,
): Promise<Backend>;
export async function openBackend(
  choice: BackendChoice = "auto",
  options: BackendOptions = {},
): Promise<Backend> {
  requireChoice(choice, options);
  switch (choice) {
    case "cpu":
      return tfjsSyncBackend(await openCpu(), "cpu, as asked for");
    case "wasm":
      return wasmBackend("wasm, as asked for", options);
    case "webgpu":
      return await webgpu(await findAdapter());
    case "auto":
      return await automatic(options);
  }
}

async function automatic(options: BackendOptions): Promise<Backend> {
  const { flops = Infinity, deterministic = false } = options;
  const wasm = (why: string) => wasmBackend(`wasm, as ${why}`, options);
  if (deterministic) {
    return wasm("results must be the same bits on every machine");
  }
  if (flops < SMALL_RUN) {
    const millions = Number((flops / 1e6).toPrecision(2));
    return wasm(
      `a run of ${millions} million operations ends before a GPU would answer`,
    );
  }
  const found = await findAdapter();
  if (!found) return wasm("there is no GPU adapter");
  if (found.isSoftware) {
    return wasm(`the only GPU adapter is software: ${found.name}`);
  }
  try {
    return await real(found, `webgpu on ${found.name}, a real GPU`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return wasm(`${found.name} could not be opened: ${why}`);
  }
}

async function real(found: FoundAdapter, reason: string): Promise<Backend> {
  return tfjsBackend(await openWebgpu(found), reason);
}

async function webgpu(found: FoundAdapter | undefined): Promise<Backend> {
  if (!found) {
    throw new Error(
      'Cannot open backend "webgpu" as there must be a GPU adapter: current number is 0',
    );
  }
  const what = found.isSoftware ? "which is software" : "a real GPU";
  return await real(found, `webgpu on ${found.name}, ${what}, as asked for`);
}
