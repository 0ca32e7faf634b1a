import type { FiniteMdp } from "../finite_mdp/finite_mdp.ts";
import type {
  CartPole,
  CartPoleOptions,
} from "../classic_control/cart_pole.ts";
import type { Registrations } from "../registration.ts";
import { bandit, type BanditOptions } from "./bandit.ts";
import { cartPoleNoisy, type CartPoleNoisyOptions } from "./cart_pole_noisy.ts";
import { cartPolePositionOnly } from "./cart_pole_position_only.ts";
import { corridor, type CorridorOptions } from "./corridor.ts";
import {
  type DeliveryFleet,
  deliveryFleet,
  type DeliveryFleetOptions,
} from "./delivery_fleet.ts";
import {
  type MailCampaign,
  mailCampaign,
  type MailCampaignOptions,
} from "./mail_campaign.ts";
import { markovChain, type MarkovChainOptions } from "./markov_chain.ts";
import { maze, type MazeOptions } from "./maze.ts";
import {
  type MusicRadio,
  musicRadio,
  type MusicRadioOptions,
} from "./music_radio.ts";
import {
  type RobotVacuum,
  robotVacuum,
  type RobotVacuumOptions,
} from "./robot_vacuum.ts";
import {
  type Thermostat,
  thermostat,
  type ThermostatOptions,
} from "./thermostat.ts";
import { threeStateMdp, type ThreeStateMdpOptions } from "./three_state_mdp.ts";
import { type Trader, trader, type TraderOptions } from "./trader.ts";

/** The ids of the book's worlds. */
export interface BookTable {
  /** {@linkcode bandit} for 1000 steps. */
  readonly "Bandit-v0": (options?: BanditOptions) => FiniteMdp;
  /** {@linkcode cartPoleNoisy} for 500 steps, solved from a mean return of 475. */
  readonly "CartPoleNoisy-v1": (options?: CartPoleNoisyOptions) => CartPole;
  /** {@linkcode cartPolePositionOnly} for 500 steps, solved from a mean return of 475. */
  readonly "CartPolePositionOnly-v1": (options?: CartPoleOptions) => CartPole;
  /** {@linkcode corridor} for 200 steps. */
  readonly "Corridor-v0": (options?: CorridorOptions) => FiniteMdp;
  /** {@linkcode deliveryFleet} for 240 steps. */
  readonly "DeliveryFleet-v0": (
    options?: DeliveryFleetOptions,
  ) => DeliveryFleet;
  /** {@linkcode mailCampaign} for 1000 steps. */
  readonly "MailCampaign-v0": (options?: MailCampaignOptions) => MailCampaign;
  /** {@linkcode markovChain} for 50 steps. */
  readonly "MarkovChain-v0": (options?: MarkovChainOptions) => FiniteMdp;
  /** {@linkcode maze} for 200 steps. */
  readonly "Maze-v0": (options?: MazeOptions) => FiniteMdp;
  /** {@linkcode musicRadio} for 200 steps. */
  readonly "MusicRadio-v0": (options?: MusicRadioOptions) => MusicRadio;
  /** {@linkcode robotVacuum} for 1800 steps. */
  readonly "RobotVacuum-v0": (options?: RobotVacuumOptions) => RobotVacuum;
  /** {@linkcode thermostat} for 1008 steps. */
  readonly "Thermostat-v0": (options?: ThermostatOptions) => Thermostat;
  /** {@linkcode threeStateMdp} for 100 steps. */
  readonly "ThreeStateMdp-v0": (options?: ThreeStateMdpOptions) => FiniteMdp;
  /** {@linkcode trader} for 1000 steps. */
  readonly "Trader-v0": (options?: TraderOptions) => Trader;
}

export const BOOK: Registrations<BookTable> = {
  "Bandit-v0": { create: bandit, maxEpisodeSteps: 1000, rewardThreshold: null },
  "CartPoleNoisy-v1": {
    create: cartPoleNoisy,
    maxEpisodeSteps: 500,
    rewardThreshold: 475,
  },
  "CartPolePositionOnly-v1": {
    create: cartPolePositionOnly,
    maxEpisodeSteps: 500,
    rewardThreshold: 475,
  },
  "Corridor-v0": {
    create: corridor,
    maxEpisodeSteps: 200,
    rewardThreshold: null,
  },
  "DeliveryFleet-v0": {
    create: deliveryFleet,
    maxEpisodeSteps: 240,
    rewardThreshold: null,
  },
  "MailCampaign-v0": {
    create: mailCampaign,
    maxEpisodeSteps: 1000,
    rewardThreshold: null,
  },
  "MarkovChain-v0": {
    create: markovChain,
    maxEpisodeSteps: 50,
    rewardThreshold: null,
  },
  "Maze-v0": { create: maze, maxEpisodeSteps: 200, rewardThreshold: null },
  "MusicRadio-v0": {
    create: musicRadio,
    maxEpisodeSteps: 200,
    rewardThreshold: null,
  },
  "RobotVacuum-v0": {
    create: robotVacuum,
    maxEpisodeSteps: 1800,
    rewardThreshold: null,
  },
  "Thermostat-v0": {
    create: thermostat,
    maxEpisodeSteps: 1008,
    rewardThreshold: null,
  },
  "ThreeStateMdp-v0": {
    create: threeStateMdp,
    maxEpisodeSteps: 100,
    rewardThreshold: null,
  },
  "Trader-v0": { create: trader, maxEpisodeSteps: 1000, rewardThreshold: null },
};
