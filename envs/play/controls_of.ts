import { cannot } from "../../core/errors.ts";
import type { Controls, EnvironmentDescription } from "../description.ts";
import type { ActionOf, Space } from "../spaces/space.ts";

/**
 * How a person plays an environment: as its description says, or with a digit for each choice.
 *
 * @param description The environment.
 * @returns What the keys do.
 * @throws {RangeError} If it says nothing, and has more choices than there are digits.
 */
export function controlsOf<Actions extends Space>(
  { id, controls, actionSpace }: EnvironmentDescription<Actions>,
): Controls<Actions> {
  if (controls !== null) return controls;
  if (actionSpace.kind === "discrete" && actionSpace.n <= 10) {
    const keys = Array.from({ length: actionSpace.n }, (_, i) => [
      String(i),
      // A choice of this space, by its place.
      actionSpace.start + i as ActionOf<Actions>,
    ]);
    return { idle: null, keys: Object.fromEntries(keys) };
  }
  const wish = "its description must say what the keys do";
  throw new RangeError(cannot(`play ${id}`, wish, null, "controls"));
}
