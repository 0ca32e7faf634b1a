import type { Registrations } from "../registration.ts";
import { type Acrobot, acrobot, type AcrobotOptions } from "./acrobot.ts";
import { type CartPole, cartPole, type CartPoleOptions } from "./cart_pole.ts";
import {
  type MountainCar,
  mountainCar,
  type MountainCarOptions,
} from "./mountain_car.ts";
import {
  type MountainCarContinuous,
  mountainCarContinuous,
  type MountainCarContinuousOptions,
} from "./mountain_car_continuous.ts";
import { type Pendulum, pendulum, type PendulumOptions } from "./pendulum.ts";

/** The ids of classic control. */
export interface ClassicControlTable {
  /** {@linkcode cartPole} for 200 steps, solved from a mean return of 195. */
  readonly "CartPole-v0": (options?: CartPoleOptions) => CartPole;
  /** {@linkcode cartPole} for 500 steps, solved from a mean return of 475. */
  readonly "CartPole-v1": (options?: CartPoleOptions) => CartPole;
  /** {@linkcode mountainCar} for 200 steps, solved from a mean return of −110. */
  readonly "MountainCar-v0": (options?: MountainCarOptions) => MountainCar;
  /** {@linkcode mountainCarContinuous} for 999 steps, solved from a mean return of 90. */
  readonly "MountainCarContinuous-v0": (
    options?: MountainCarContinuousOptions,
  ) => MountainCarContinuous;
  /** {@linkcode pendulum} for 200 steps; nobody says when it is solved. */
  readonly "Pendulum-v1": (options?: PendulumOptions) => Pendulum;
  /** {@linkcode acrobot} for 500 steps, solved from a mean return of −100. */
  readonly "Acrobot-v1": (options?: AcrobotOptions) => Acrobot;
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
  "MountainCar-v0": {
    create: mountainCar,
    maxEpisodeSteps: 200,
    rewardThreshold: -110,
  },
  "MountainCarContinuous-v0": {
    create: mountainCarContinuous,
    maxEpisodeSteps: 999,
    rewardThreshold: 90,
  },
  "Pendulum-v1": {
    create: pendulum,
    maxEpisodeSteps: 200,
    rewardThreshold: null,
  },
  "Acrobot-v1": {
    create: acrobot,
    maxEpisodeSteps: 500,
    rewardThreshold: -100,
  },
};
