import { cannot } from "../../core/errors.ts";
import type { Backend } from "./backend.ts";
import { type BackendChoice, openBackend } from "./open_backend.ts";
import { requireChoice } from "./require_choice.ts";
import type { WasmOptions } from "./wasm/wasm_backend.ts";

/** What to run on. Options besides `backend` say how it is opened: one that is handed over takes none. */
export interface ComputeOptions extends WasmOptions {
  /** What to run on; a backend that is handed over stays open. @default {"auto"} */
  readonly backend?: BackendChoice | Backend;
}

const OPENING: { readonly [Name in keyof WasmOptions]-?: true } = {
  deterministic: true,
  threads: true,
};

/**
 * Checks that options for what to run on go together.
 *
 * @param action What the user asked for.
 * @param options What was given.
 * @throws {RangeError} If there is no such backend, or it cannot do what is asked of it.
 * @throws {TypeError} If a backend is handed over together with options for opening one.
 */
export function requireCompute(action: string, options: ComputeOptions): void {
  const { backend = "auto" } = options;
  if (typeof backend === "string") return requireChoice(backend, options);
  const given = (Object.keys(OPENING) as (keyof WasmOptions)[])
    .find((name) => options[name] !== undefined);
  if (given === undefined) return;
  const wish = `'${given}' is for a backend that is yet to be opened`;
  throw new TypeError(cannot(action, wish, "open", "backend"));
}

/**
 * A backend that is there already, or a new one that `owner` frees.
 *
 * @param options What to run on.
 * @param flops Arithmetic operations of a typical run, by which `auto` decides.
 * @param owner Who frees what is opened.
 */
export async function openFor(
  options: ComputeOptions,
  flops: number,
  owner: DisposableStack,
): Promise<Backend> {
  const { backend = "auto" } = options;
  return typeof backend === "string"
    ? owner.use(await openBackend(backend, { ...options, flops }))
    : backend;
}
