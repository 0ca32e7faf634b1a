import type { Registrations } from "../registration.ts";
import { type CartPole, cartPole, type CartPoleOptions } from "./cart_pole.ts";

/** The ids of classic control. */
export interface ClassicControlTable {
  /** {@linkcode cartPole} for 200 steps, solved from a mean return of 195. */
  readonly "CartPole-v0": (options?: CartPoleOptions) => CartPole;
  /** {@linkcode cartPole} for 500 steps, solved from a mean return of 475. */
  readonly "CartPole-v1": (options?: CartPoleOptions) => CartPole;
}

export const CLASSIC_CONTROL: Registrations<ClassicControlTable> = {
  "CartPole-v0": {
    create: cartPole,
    maxEpisodeSteps: 200,
    rewardThreshold: 195,
  },
  "CartPole-v1": {
    create: cartPole,
    maxEpisodeSteps: 500,
    rewardThreshold: 475,
  },
};
