import type { EnvironmentDescription } from "../description.ts";
import type { Box } from "../spaces/box.ts";
import {
  bufferFlattener,
  flattenSpace,
  type FlatTypeOf,
} from "../spaces/flatten_value.ts";
import type { Space } from "../spaces/space.ts";
import { observeThrough } from "./_observe_through.ts";
import { wrap } from "./wrap.ts";

/**
 * Shows observations as one list of numbers, whatever they are: for what
 * understands nothing else. A choice becomes a 1 among zeros; see {@linkcode flattenValue}.
 *
 * @param description The environment.
 * @returns A frozen description.
 *
 * @example The second of four fields
 * ```ts
 * import { discrete, environment, flattenObservation, make } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const walk = environment({
 *   id: "Walk-v0",
 *   stateSize: 1,
 *   actionSpace: discrete(1),
 *   observationSpace: discrete(4),
 *   initialize: (state) => void state.fill(1),
 *   step: (state) => state[0]!++,
 *   terminated: (state) => state[0] === 3,
 *   observe: (state, out) => void (out[0] = state[0]!),
 * });
 * using env = make(flattenObservation(walk));
 * assertEquals(env.reset().observation, Uint8Array.of(0, 1, 0, 0));
 * ```
 */
export function flattenObservation<
  Actions extends Space,
  Observations extends Space,
>(
  description: EnvironmentDescription<Actions, Observations>,
): EnvironmentDescription<Actions, Box<FlatTypeOf<Observations>>> {
  const { observationSpace } = description;
  return wrap<Actions, Observations, Actions, Box<FlatTypeOf<Observations>>>(
    description,
    {
      wrapper: { name: "flattenObservation", options: {} },
      observationSpace: flattenSpace(observationSpace),
      dynamics: observeThrough<Observations, Box>(
        observationSpace,
        bufferFlattener(observationSpace),
      ),
    },
  );
}
