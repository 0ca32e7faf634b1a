import type { RandomStream } from "../../../core/random.ts";
import { LANDER_STATE_SIZE } from "../../../envs/box2d/_lander_state.ts";
import { landing } from "../../../envs/box2d/_landing.ts";
import {
  lunarLander,
  type LunarLanderOptions,
} from "../../../envs/box2d/lunar_lander.ts";
import { scriptedRandom } from "./scripted_random.ts";

/** A choice, or two throttles. */
export type LanderAction = number | number[];

/** An episode with chance of one's own choosing. */
export interface LandingEpisode {
  readonly state: Float64Array;
  step(action: LanderAction): number;
  isOver(): boolean;
  see(): number[];
}

/** Begins an episode. */
export function beginLanding(
  options: LunarLanderOptions,
  random: RandomStream,
): LandingEpisode {
  const { options: all, terminated, observe } = lunarLander(options);
  const state = new Float64Array(LANDER_STATE_SIZE);
  const step = landing(all as Required<LunarLanderOptions>)(state, random);
  return {
    state,
    step: (action) => step(state, action),
    isOver: () => terminated(state),
    see() {
      const seen = new Float32Array(8);
      observe(state, seen);
      return [...seen];
    },
  };
}

/** The middle of every range: no first push, and engines that do not shake. */
export const calm = (): RandomStream =>
  scriptedRandom(Array(5000).fill(512)).random;
