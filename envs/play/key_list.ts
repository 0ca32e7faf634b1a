import type { Controls } from "../description.ts";
import { plainAction } from "../spaces/plain_action.ts";
import type { AnyAction, Space } from "../spaces/space.ts";

/** How keys are written that have no sign of their own. */
const SIGNS: Readonly<Record<string, string>> = Object.freeze({
  " ": "space",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
});

/** What a person can press, and what that does. */
export interface KeyEntry {
  /** Keys to be held together, as people read them: `["↑", "space"]`. */
  readonly keys: readonly string[];
  /** The action, as JSON. */
  readonly action: string;
}

/**
 * What there is to press, for people.
 *
 * @param controls What keys do.
 * @returns One entry for each key, or keys that are held together.
 */
export function keyList<Actions extends Space>(
  controls: Controls<Actions>,
): readonly KeyEntry[] {
  return Object.entries<AnyAction>(controls.keys).map(([names, action]) => ({
    keys: names.split("+").map((name) =>
      Object.hasOwn(SIGNS, name) ? SIGNS[name]! : name
    ),
    action: JSON.stringify(plainAction(action)),
  }));
}
