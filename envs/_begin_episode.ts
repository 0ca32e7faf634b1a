import { RandomStream } from "../core/random.ts";
import type { Dynamics, ResetOptions } from "./description.ts";

/**
 * Begins an episode; where what is asked of it is refused, neither `state` nor
 * `random` has changed.
 *
 * @returns The stream that chance comes from in this episode.
 */
export function beginEpisode(
  dynamics: Pick<Dynamics, "initialize">,
  state: Float64Array,
  random: RandomStream,
  options?: ResetOptions,
): RandomStream {
  if (options === undefined) {
    dynamics.initialize(state, random);
    return random;
  }
  const before = state.slice();
  const drawn = RandomStream.restore(random.state());
  try {
    dynamics.initialize(state, drawn, options);
  } catch (refusal) {
    state.set(before);
    throw refusal;
  }
  return drawn;
}
