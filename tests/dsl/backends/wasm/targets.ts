import {
  CACHE_BYTES,
  hasRelaxedSimd,
  type Target,
} from "../../../../dsl/backends/wasm/target.ts";

/** Every target that this engine can run, on one thread. */
export const TARGETS: readonly Target[] = [false, true]
  .filter((relaxed) => !relaxed || hasRelaxedSimd())
  .map((relaxed) => ({ relaxed, shared: false, cacheBytes: CACHE_BYTES }));
