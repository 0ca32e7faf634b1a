import type { EnvironmentDescription } from "../description.ts";
import type { ActionOf, Space, ValueOf } from "../spaces/space.ts";
import { valueReader, valueWriter } from "../spaces/space_buffer.ts";
import { requireFunction, requireSpace } from "./_check_options.ts";
import { observeThrough } from "./_observe_through.ts";
import { wrap } from "./wrap.ts";

/**
 * Replaces observations by others, through a function of one's own.
 *
 * It must answer the same for the same observation, and remember nothing.
 *
 * @param description The environment.
 * @param observationSpace What is seen from now on.
 * @param transform From an observation, only to be read, to a value of that space;
 * numbers may stand in any kind of list.
 * @returns A frozen description.
 * @throws {RangeError} If there is no space.
 * @throws {TypeError} If there is no function.
 *
 * @example Which way the pole leans, and nothing else
 * ```ts
 * import { cartPole, discrete, make, transformObservation } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * const leaning = transformObservation(
 *   cartPole(),
 *   discrete(2),
 *   (seen) => seen[2]! < 0 ? 0 : 1,
 * );
 * using env = make(leaning);
 * assert(env.reset().observation <= 1);
 * ```
 */
export function transformObservation<
  Actions extends Space,
  InnerObservations extends Space,
  Observations extends Space,
>(
  description: EnvironmentDescription<Actions, InnerObservations>,
  observationSpace: Observations,
  transform: (
    observation: ValueOf<InnerObservations>,
  ) => ActionOf<Observations>,
): EnvironmentDescription<Actions, Observations> {
  const action = `transform the observations of ${description.id}`;
  requireSpace(observationSpace, action, "observationSpace");
  requireFunction(transform, action, "transform");
  const { observationSpace: inner } = description;
  const read = valueReader(inner);
  const write = valueWriter(observationSpace);
  return wrap<Actions, InnerObservations, Actions, Observations>(description, {
    wrapper: { name: "transformObservation", options: null },
    observationSpace,
    dynamics: observeThrough<InnerObservations, Observations>(
      inner,
      (seen, out) => write(transform(read(seen, 0)), out, 0),
    ),
  });
}
