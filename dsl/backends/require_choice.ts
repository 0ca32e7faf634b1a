import {
  cannot,
  requireOneOf,
  requirePositiveInteger,
} from "../../core/errors.ts";
import type { BackendChoice, BackendOptions } from "./open_backend.ts";

/** Every {@linkcode BackendChoice}. */
export const BACKEND_CHOICES = ["auto", "webgpu", "wasm", "cpu"] as const;

/**
 * Checks that there is such a backend, and that it can do what is asked of it.
 *
 * @param choice Which.
 * @param options How programs are to be run.
 * @throws {RangeError} If not.
 */
export function requireChoice(
  choice: BackendChoice,
  { deterministic = false, threads = 1 }: BackendOptions,
): void {
  requireOneOf(choice, "open a backend", "backend", BACKEND_CHOICES);
  requirePositiveInteger(threads, "open a backend", "threads");
  if (!deterministic || choice === "auto" || choice === "wasm") return;
  const wish = "only wasm answers the same bits on every machine";
  const action = `open backend "${choice}"`;
  throw new RangeError(cannot(action, wish, deterministic, "'deterministic'"));
}
