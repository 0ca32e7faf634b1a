import type { FiniteMdp } from "../finite_mdp/finite_mdp.ts";
import type { Registrations } from "../registration.ts";
import { bandit, type BanditOptions } from "./bandit.ts";
import { corridor, type CorridorOptions } from "./corridor.ts";
import { markovChain, type MarkovChainOptions } from "./markov_chain.ts";
import { maze, type MazeOptions } from "./maze.ts";
import { threeStateMdp, type ThreeStateMdpOptions } from "./three_state_mdp.ts";

/** The ids of the book's finite worlds. */
export interface BookTable {
  /** {@linkcode bandit} for 1000 steps. */
  readonly "Bandit-v0": (options?: BanditOptions) => FiniteMdp;
  /** {@linkcode corridor} for 200 steps. */
  readonly "Corridor-v0": (options?: CorridorOptions) => FiniteMdp;
  /** {@linkcode markovChain} for 50 steps. */
  readonly "MarkovChain-v0": (options?: MarkovChainOptions) => FiniteMdp;
  /** {@linkcode maze} for 200 steps. */
  readonly "Maze-v0": (options?: MazeOptions) => FiniteMdp;
  /** {@linkcode threeStateMdp} for 100 steps. */
  readonly "ThreeStateMdp-v0": (options?: ThreeStateMdpOptions) => FiniteMdp;
}

export const BOOK: Registrations<BookTable> = {
  "Bandit-v0": { create: bandit, maxEpisodeSteps: 1000, rewardThreshold: null },
  "Corridor-v0": {
    create: corridor,
    maxEpisodeSteps: 200,
    rewardThreshold: null,
  },
  "MarkovChain-v0": {
    create: markovChain,
    maxEpisodeSteps: 50,
    rewardThreshold: null,
  },
  "Maze-v0": { create: maze, maxEpisodeSteps: 200, rewardThreshold: null },
  "ThreeStateMdp-v0": {
    create: threeStateMdp,
    maxEpisodeSteps: 100,
    rewardThreshold: null,
  },
};
