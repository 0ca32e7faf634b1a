import type { EnvironmentDescription } from "../../envs/description.ts";
import type { Player } from "../../envs/play/player.ts";
import type { ActionOf, Space } from "../../envs/spaces/space.ts";
import {
  readValue,
  spaceBuffer,
  writeValue,
} from "../../envs/spaces/space_buffer.ts";
import type { Actor } from "../actor.ts";

/**
 * Lets a trained agent play in place of a person.
 *
 * @param actor Who acts, in one game at a time.
 * @param description What is played.
 * @returns A player.
 */
export function actorPlayer(
  actor: Actor,
  { observationSpace, actionSpace }: EnvironmentDescription,
): Player {
  return async (observation, random) => {
    const observations = spaceBuffer(observationSpace, 1);
    const actions = spaceBuffer(actionSpace, 1);
    writeValue(observationSpace, observation, observations);
    await actor.act(observations, actions, [random]);
    return readValue(actionSpace, actions, 0) as ActionOf<Space>;
  };
}
