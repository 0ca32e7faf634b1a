import { RandomStream } from "../../../core/random.ts";
import type { EnvironmentDescription } from "../../../envs/description.ts";
import type { Box } from "../../../envs/spaces/box.ts";
import type { Discrete } from "../../../envs/spaces/discrete.ts";
import { SCREEN_SIZE } from "../../../envs/arcade/_screen.ts";

/** What a player of screens earns in an episode of at most so many frames. */
export function screenScore(
  game: EnvironmentDescription<Discrete, Box<"uint8">>,
  player: (screen: Uint8Array) => number,
  seed: number,
  frames: number,
): number {
  const random = RandomStream.from(seed);
  const state = new Float64Array(game.stateSize);
  const screen = new Uint8Array(SCREEN_SIZE);
  game.initialize(state, random);
  let sum = 0;
  for (let frame = 0; frame < frames && !game.terminated(state); frame++) {
    game.observe(state, screen);
    sum += game.step(state, player(screen), random);
  }
  return sum;
}
