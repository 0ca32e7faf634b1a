import type { RandomStream } from "../../core/random.ts";
import {
  type ActionOf,
  sample,
  type Space,
  type ValueOf,
} from "../spaces/space.ts";

/**
 * Plays in place of a person: says what is done next.
 *
 * @param observation What is seen.
 * @param random Where the player's chance comes from, the same for the same game.
 * @returns The action, or a promise of it.
 */
export type Player<
  Actions extends Space = Space,
  Observations extends Space = Space,
> = (
  observation: ValueOf<Observations>,
  random: RandomStream,
) => ActionOf<Actions> | Promise<ActionOf<Actions>>;

/**
 * Does anything that can be done, one as often as the other.
 *
 * @param actionSpace What can be done.
 * @returns A player.
 */
export function randomPlayer<Actions extends Space>(
  actionSpace: Actions,
): Player<Actions> {
  return (_, random) => {
    const value: unknown = sample(actionSpace, random);
    // Whatever is a value of the space can be done.
    return value as ActionOf<Actions>;
  };
}
