import { requireOneOf } from "../../core/errors.ts";
import type { BackendChoice } from "../../dsl/backends/open_backend.ts";
import { BACKEND_CHOICES } from "../../dsl/backends/require_choice.ts";
import type { WasmOptions } from "../../dsl/backends/wasm/wasm_backend.ts";
import type { Flag, FlagValue } from "./parse_flags.ts";

/** What a run runs on. */
export interface RunCompute extends WasmOptions {
  /** Which backend. */
  readonly backend: BackendChoice;
}

/** The flags that say what a run runs on. */
export const COMPUTE_FLAGS: Readonly<Record<string, Flag>> = Object.freeze({
  backend: {
    kind: "text",
    about: `${BACKEND_CHOICES.join(", ")} [auto]`,
    value: "NAME",
  },
  threads: {
    kind: "number",
    about: "most threads of the wasm backend [all cores, up to 8]",
  },
  deterministic: {
    kind: "switch",
    about: "the same bits on every machine, if slower",
  },
});

/**
 * What flags say that a run runs on, or else what was said before.
 *
 * @throws {RangeError} If there is no such backend.
 */
export function computeIn(
  flags: ReadonlyMap<string, FlagValue>,
  before: RunCompute = { backend: "auto" },
): RunCompute {
  const given = Object.fromEntries(flags) as Partial<RunCompute>;
  const compute = runCompute({ ...before, ...given });
  requireOneOf(compute.backend, "train", "--backend", BACKEND_CHOICES);
  return compute;
}

/** What a run runs on, as it was read. */
interface Given {
  readonly backend: BackendChoice;
  readonly deterministic?: boolean | undefined;
  readonly threads?: number | undefined;
}

/** Takes what a run runs on from what says more than that. */
export function runCompute(
  { backend, deterministic, threads }: Given,
): RunCompute {
  return {
    backend,
    ...(deterministic === undefined ? {} : { deterministic }),
    ...(threads === undefined ? {} : { threads }),
  };
}
