import { requireOneOf } from "../../core/errors.ts";
import type { Backend, SyncBackend } from "./backend.ts";
import { openCpu } from "./tfjs/cpu/machine.ts";
import { tfjsBackend, tfjsSyncBackend } from "./tfjs/tfjs_backend.ts";
import { findAdapter, type FoundAdapter } from "./tfjs/webgpu/adapter.ts";
import { openWebgpu } from "./tfjs/webgpu/machine.ts";

/** Which backend to open: `auto` takes a real GPU if there is one, else the CPU. */
export type BackendChoice = "auto" | "webgpu" | "cpu";

const CHOICES = ["auto", "webgpu", "cpu"] as const;

/**
 * Opens a backend. What was chosen, and why, stands in its `reason`.
 *
 * Both compute the same, to single precision, NaN and infinity included. On a GPU
 * numbers below 2⁻¹²⁶ in size may count as 0, sine and cosine lose accuracy beyond
 * ±8192, and every run with outputs waits some 10 ms for them in Deno: for small
 * networks the CPU is quicker.
 *
 * @example Add on the CPU
 * ```ts
 * import { Graph, op, openBackend, program } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = new Graph();
 * const sum = op.add(graph.placeholder("x", [2]), 1);
 * using backend = await openBackend("cpu");
 * using memory = backend.createMemory();
 * using run = backend.compile(program({ sum }), memory);
 * const { sum: answer } = run.runSync({ x: Float32Array.of(1, 2) });
 * assertEquals(answer, Float32Array.of(2, 3));
 * ```
 *
 * @param choice Which.
 * @returns The backend; dispose it when done.
 * @throws {RangeError} If there is no such backend.
 * @throws {Error} If `webgpu` is asked for and there is no adapter.
 */
export function openBackend(choice: "cpu"): Promise<SyncBackend>;
/**
 * Opens a backend. What was chosen, and why, stands in its `reason`.
 *
 * @param choice Which.
 * @returns The backend; dispose it when done.
 */
export function openBackend(choice?: BackendChoice): Promise<Backend>;
export async function openBackend(
  choice: BackendChoice = "auto",
): Promise<Backend> {
  requireOneOf(choice, "open a backend", "backend", CHOICES);
  if (choice === "cpu") return await cpu("cpu, as asked for");
  const found = await findAdapter();
  if (choice === "webgpu") return await webgpu(found);
  if (!found) return await cpu("cpu, as there is no GPU adapter");
  if (found.isSoftware) {
    return await cpu(
      `cpu, as the only GPU adapter is software: ${found.name}`,
    );
  }
  try {
    return await real(found, `webgpu on ${found.name}, a real GPU`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return await cpu(`cpu, as ${found.name} could not be opened: ${why}`);
  }
}

async function cpu(reason: string): Promise<SyncBackend> {
  return tfjsSyncBackend(await openCpu(), reason);
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
