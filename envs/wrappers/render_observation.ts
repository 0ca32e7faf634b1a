import { RandomStream } from "../../core/random.ts";
import { dynamicsOf, type EnvironmentDescription } from "../description.ts";
import { renderState } from "../rendering/render_state.ts";
import { type Box, box } from "../spaces/box.ts";
import type { Space } from "../spaces/space.ts";
import { wrap } from "./wrap.ts";

/**
 * Shows what people see in place of what agents are given: pixels.
 *
 * @param description An environment that can be looked at.
 * @returns A frozen description; observations are bytes of shape `[height, width, 3]`.
 * @throws {RangeError} If there is nothing to see of it.
 *
 * @example A cart and its pole as a small picture in grey
 * ```ts
 * import { cartPole, grayscale, renderObservation, resize } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const pixels = resize(grayscale(renderObservation(cartPole())), [40, 60]);
 * assertEquals(pixels.observationSpace.shape, [40, 60]);
 * ```
 */
export function renderObservation<Actions extends Space>(
  description: EnvironmentDescription<Actions, Space>,
): EnvironmentDescription<Actions, Box<"uint8">> {
  const { stateSize } = description;
  const first = new Float64Array(stateSize);
  dynamicsOf(description).initialize(first, RandomStream.from(0));
  const { shape } = renderState(description, first, "rgb");
  return wrap<Actions, Space, Actions, Box<"uint8">>(description, {
    wrapper: { name: "renderObservation", options: {} },
    observationSpace: box({ low: 0, high: 255, shape, dtype: "uint8" }),
    dynamics: () => ({
      observe: (state, out) =>
        out.set(renderState(description, state, "rgb").data),
    }),
  });
}
