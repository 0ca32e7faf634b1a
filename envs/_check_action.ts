import { cannot, formatValue } from "../core/errors.ts";
import type { EnvironmentDescription } from "./description.ts";
import { acceptsAction, formatSpace, type Space } from "./spaces/space.ts";

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
