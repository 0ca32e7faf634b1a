import type { FiniteMdp } from "../finite_mdp/finite_mdp.ts";
import type { Registrations } from "../registration.ts";
import {
  type Blackjack,
  blackjack,
  type BlackjackOptions,
} from "./blackjack.ts";
import { cliffWalking, type CliffWalkingOptions } from "./cliff_walking.ts";
import { frozenLake, type FrozenLakeOptions } from "./frozen_lake.ts";
import { taxi, type TaxiOptions } from "./taxi.ts";

/** The ids of small worlds that are drawn with letters. */
export interface ToyTextTable {
  /** {@linkcode blackjack}. */
  readonly "Blackjack-v1": (options?: BlackjackOptions) => Blackjack;
  /** {@linkcode cliffWalking}. */
  readonly "CliffWalking-v1": (options?: CliffWalkingOptions) => FiniteMdp;
  /** {@linkcode cliffWalking} where one slips. */
  readonly "CliffWalkingSlippery-v1": (
    options?: CliffWalkingOptions,
  ) => FiniteMdp;
  /** {@linkcode frozenLake} for 100 steps, solved from a mean return of 0.7. */
  readonly "FrozenLake-v1": (options?: FrozenLakeOptions) => FiniteMdp;
  /** {@linkcode frozenLake} of 8 × 8 for 200 steps, solved from a mean return of 0.85. */
  readonly "FrozenLake8x8-v1": (options?: FrozenLakeOptions) => FiniteMdp;
  /** {@linkcode taxi} for 200 steps, solved from a mean return of 8; dry and with steady passengers it was the same in version 3. */
  readonly "Taxi-v3": (options?: TaxiOptions) => FiniteMdp;
  /** {@linkcode taxi} for 200 steps, solved from a mean return of 8. */
  readonly "Taxi-v4": (options?: TaxiOptions) => FiniteMdp;
}

const TAXI = { create: taxi, maxEpisodeSteps: 200, rewardThreshold: 8 };

export const TOY_TEXT: Registrations<ToyTextTable> = {
  "Blackjack-v1": {
    create: blackjack,
    maxEpisodeSteps: null,
    rewardThreshold: null,
  },
  "CliffWalking-v1": {
    create: cliffWalking,
    maxEpisodeSteps: null,
    rewardThreshold: null,
  },
  "CliffWalkingSlippery-v1": {
    create: (options) => cliffWalking({ isSlippery: true, ...options }),
    maxEpisodeSteps: null,
    rewardThreshold: null,
  },
  "FrozenLake-v1": {
    create: frozenLake,
    maxEpisodeSteps: 100,
    rewardThreshold: 0.7,
  },
  "FrozenLake8x8-v1": {
    create: (options) => frozenLake({ mapName: "8x8", ...options }),
    maxEpisodeSteps: 200,
    rewardThreshold: 0.85,
  },
  "Taxi-v3": TAXI,
  "Taxi-v4": TAXI,
};
