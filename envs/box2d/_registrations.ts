import type { Registrations } from "../registration.ts";
import {
  type BipedalWalker,
  bipedalWalker,
  type BipedalWalkerOptions,
} from "./bipedal_walker.ts";
import {
  type LunarLander,
  lunarLander,
  type LunarLanderOptions,
} from "./lunar_lander.ts";

/** The ids of robots in two dimensions. */
export interface Box2dTable {
  /** {@linkcode lunarLander} for 1000 steps, solved from a mean return of 200. */
  readonly "LunarLander-v3": (
    options?: LunarLanderOptions,
  ) => LunarLander<boolean>;
  /** {@linkcode lunarLander} with throttles, for 1000 steps, solved from a mean return of 200. */
  readonly "LunarLanderContinuous-v3": (
    options?: LunarLanderOptions<true>,
  ) => LunarLander<true>;
  /** {@linkcode bipedalWalker} for 1600 steps, solved from a mean return of 300. */
  readonly "BipedalWalker-v3": (
    options?: BipedalWalkerOptions,
  ) => BipedalWalker;
  /** {@linkcode bipedalWalker} with obstacles, for 2000 steps, solved from a mean return of 300. */
  readonly "BipedalWalkerHardcore-v3": (
    options?: BipedalWalkerOptions,
  ) => BipedalWalker;
}

const lander = { maxEpisodeSteps: 1000, rewardThreshold: 200 };

export const BOX2D: Registrations<Box2dTable> = {
  "LunarLander-v3": { create: lunarLander, ...lander },
  "LunarLanderContinuous-v3": {
    create: (options) => lunarLander({ continuous: true, ...options }),
    ...lander,
  },
  "BipedalWalker-v3": {
    create: bipedalWalker,
    maxEpisodeSteps: 1600,
    rewardThreshold: 300,
  },
  "BipedalWalkerHardcore-v3": {
    create: (options) => bipedalWalker({ hardcore: true, ...options }),
    maxEpisodeSteps: 2000,
    rewardThreshold: 300,
  },
};
