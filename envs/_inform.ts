import type { EnvironmentDescription, Info } from "./description.ts";

const NOTHING: Info = Object.freeze({});

/** What `info` holds in a state: the same empty record wherever there is nothing to tell. */
export function informOf(
  description: EnvironmentDescription,
  state: Float64Array,
): Info {
  return description.inform?.(state) ?? NOTHING;
}
