import { cannot, formatValue } from "../core/errors.ts";
import type { EnvironmentDescription } from "./description.ts";
import {
  acceptsAction,
  type BufferOf,
  formatSpace,
  type Space,
  spaceSize,
} from "./spaces/space.ts";
import { bufferChecker } from "./spaces/space_buffer.ts";

/** What tells whether a value is an action of a space; quick for choices. */
export function actionChecker(space: Space): (action: unknown) => boolean {
  if (space.kind !== "discrete") {
    return (action) => acceptsAction(space, action);
  }
  const { n, start } = space;
  return (action) =>
    typeof action === "number" && action >= start && action < start + n &&
    Math.floor(action) === action;
}

/**
 * What finds the first value, from one on, that is no action of a space; quick for choices.
 *
 * @param space The action space.
 * @param actions Values of it, one behind the other.
 * @returns A function of an index, which answers the index of that value, or how many there are.
 */
export function wrongActionFinder<Actions extends Space>(
  space: Actions,
  actions: BufferOf<Actions>,
): (from: number) => number {
  if (space.kind === "discrete") {
    const { n, start } = space;
    return (from) => {
      let i = from;
      // The buffer holds integers only.
      while (i < actions.length && actions[i]! - start >>> 0 < n) i++;
      return i;
    };
  }
  const size = spaceSize(space);
  const count = actions.length / size;
  const accepts = bufferChecker(space);
  return (from) => {
    let i = from;
    while (i < count && accepts(actions, i * size)) i++;
    return i;
  };
}

/** The error for an action that is none of the space. */
export function wrongAction(
  { id, actionSpace }: EnvironmentDescription,
  action: unknown,
  place = "",
): RangeError {
  const wish = `an action must be a value of ${formatSpace(actionSpace)}`;
  const fact = formatValue(action);
  return new RangeError(cannot(`step ${id}`, wish, fact, `action${place}`));
}
