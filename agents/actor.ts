import type { RandomStream } from "../core/random.ts";
import type { BufferOf, Space } from "../envs/spaces/space.ts";

/** Acts in several games side by side. */
export interface Actor extends Disposable {
  /**
   * Chooses an action for each game.
   *
   * @param observations What is seen, one observation behind the other.
   * @param actions Where to write the actions, one behind the other.
   * @param random Where each game's chance comes from.
   * @returns Nothing, or a promise for when it is done.
   */
  act(
    observations: BufferOf<Space>,
    actions: BufferOf<Space>,
    random: readonly RandomStream[],
  ): void | Promise<void>;
}

/** A way to act, ready for any number of games at once. */
export interface Policy {
  /** What it must be shown. */
  readonly observationSpace: Space;
  /** What it chooses from. */
  readonly actionSpace: Space;
  /**
   * Makes ready to act.
   *
   * @param games How many games are played side by side.
   * @returns Who acts in them; to be disposed of.
   */
  actor(games: number): Promise<Actor>;
}
