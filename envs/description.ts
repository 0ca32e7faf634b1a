import {
  cannot,
  formatValue,
  requireInteger,
  requirePositiveInteger,
  requireWithin,
} from "../core/errors.ts";
import type { RandomStream } from "../core/random.ts";
import type { BatchKernel } from "./batch.ts";
import type { Rendering } from "./rendering/rendering.ts";
import {
  type ActionOf,
  type BufferOf,
  isSpace,
  type Space,
} from "./spaces/space.ts";

/** What an environment tells besides observations, for people and tests; agents must not learn from it. */
export type Info = Readonly<Record<string, unknown>>;

/** What a user asks of the beginning of one episode; each environment says what it understands. */
export type ResetOptions = Readonly<Record<string, unknown>>;

/**
 * How an environment moves, as functions of a flat state and nothing else.
 *
 * Everything that has to be remembered stands in `state`, `stateSize` numbers
 * that belong to the caller; all chance comes from `random`. So one dynamics
 * serves any number of episodes at once, and an episode can be saved, copied and
 * continued. The functions do not use `this`, allocate nothing where they can
 * help it, and remember nothing behind the first `stateSize` numbers.
 */
export interface Dynamics<
  Actions extends Space = Space,
  Observations extends Space = Space,
> {
  /**
   * Begins an episode: overwrites every number of `state`.
   *
   * @param state What to write to; what it holds means nothing.
   * @param random Where chance comes from.
   * @param options What the user asked of this episode.
   */
  initialize(
    state: Float64Array,
    random: RandomStream,
    options?: ResetOptions,
  ): void;
  /**
   * Takes one action: turns `state` into the next one.
   *
   * @param state The state to change.
   * @param action A value of the action space, only to be read; a box may be left, and is to be clipped.
   * @param random Where chance comes from.
   * @returns The reward.
   */
  step(
    state: Float64Array,
    action: ActionOf<Actions>,
    random: RandomStream,
  ): number;
  /**
   * Whether the task itself ends in a state; a time limit is no part of this.
   *
   * @param state The state, only to be read.
   * @returns Whether the episode is over.
   */
  terminated(state: Float64Array): boolean;
  /**
   * Writes down what an agent sees of a state.
   *
   * @param state The state, only to be read.
   * @param out Room for one observation, to be overwritten.
   */
  observe(state: Float64Array, out: BufferOf<Observations>): void;
  /**
   * What `info` holds in a state, if anything.
   *
   * @param state The state, only to be read.
   * @returns A new record.
   */
  inform?(state: Float64Array): Info;
  /**
   * Whether numbers are a state at all, asked before a snapshot is continued; for
   * environments that would go astray with others.
   *
   * @param numbers As many as a state is, only to be read.
   * @returns Whether it can be gone on from there.
   * @default {any numbers are}
   */
  isState?(numbers: Float64Array): boolean;
}

/**
 * What moves one episode that needs more than numbers: a physics engine's world,
 * an emulated machine.
 *
 * `state` is still what an episode looks like from outside: after `initialize`
 * and `step` it holds all that `terminated`, `observe`, `inform` and drawing need.
 */
export interface Simulation<Actions extends Space = Space>
  extends Pick<Dynamics<Actions>, "initialize" | "step"> {
  /**
   * What it remembers besides `state`.
   *
   * @returns Plain JSON.
   */
  save(): unknown;
  /**
   * Continues where another simulation of the same description was saved.
   *
   * @param saved What {@linkcode Simulation.save} answered, perhaps damaged since.
   * @throws {SyntaxError} If it is not that; then nothing has changed.
   */
  load(saved: unknown): void;
}

/** What {@linkcode environment} makes a description from. */
export type EnvironmentDefinition<
  Actions extends Space = Space,
  Observations extends Space = Space,
> =
  & EnvironmentTraits<Actions, Observations>
  & Omit<Dynamics<Actions, Observations>, "initialize" | "step">
  & (
    | Pick<Dynamics<Actions, Observations>, "initialize" | "step">
    | {
      /**
       * Makes what moves one episode, in place of `initialize` and `step`.
       *
       * @returns A new simulation, which has not begun.
       */
      simulate(): Simulation<Actions>;
    }
  );

/** What is known of an environment besides how it moves. */
export interface EnvironmentTraits<
  Actions extends Space = Space,
  Observations extends Space = Space,
> {
  /** What it is called, with its version: `"CartPole-v1"`. */
  readonly id: string;
  /** How many numbers a state is. */
  readonly stateSize: number;
  /** What can be done. */
  readonly actionSpace: Actions;
  /** What is seen. */
  readonly observationSpace: Observations;
  /** The options it was made with, as plain JSON. @default {none} */
  readonly options?: Readonly<Record<string, unknown>>;
  /** After how many steps an episode is cut off; `null` is never. @default {null} */
  readonly maxEpisodeSteps?: number | null;
  /** The mean return from which on the task counts as solved; `null` is none. @default {null} */
  readonly rewardThreshold?: number | null;
  /** How it is looked at; `null` is not at all. @default {null} */
  readonly rendering?: Rendering | null;
  /** How a person plays it; `null` is not at all. @default {null} */
  readonly controls?: Controls<Actions> | null;
  /** A quicker way to step many at once; `null` is one after the other. @default {null} */
  readonly kernel?: BatchKernel<Actions, Observations> | null;
  /** What was laid around it, from the inside out. @default {nothing} */
  readonly wrappers?: readonly WrapperRecord[];
}

/** How a person plays an environment with a keyboard. */
export interface Controls<Actions extends Space = Space> {
  /** What is done while no key is held; `null` waits for one. */
  readonly idle: ActionOf<Actions> | null;
  /**
   * What keys do. They have the names of `KeyboardEvent.key`; several that are held
   * together are joined by "+", in alphabetical order: `"ArrowLeft+ArrowUp"`.
   */
  readonly keys: Readonly<Record<string, ActionOf<Actions>>>;
}

/** A wrapper that stands around an environment. */
export interface WrapperRecord {
  /** The name of its factory: `"frameStack"`. */
  readonly name: string;
  /** Its options as plain JSON; `null` if they cannot be, such as a function of the user's. */
  readonly options: Readonly<Record<string, unknown>> | null;
}

/**
 * All there is to know about an environment: what can be done, what is seen,
 * and how it moves. Frozen; what runs is made from it.
 */
export interface EnvironmentDescription<
  Actions extends Space = Space,
  Observations extends Space = Space,
> extends
  Required<EnvironmentTraits<Actions, Observations>>,
  Dynamics<Actions, Observations> {
  /**
   * Makes what moves one episode, where `initialize` and `step` alone cannot.
   *
   * @returns A new simulation, which has not begun.
   */
  simulate?(): Simulation<Actions>;
}

/**
 * What moves one episode of an environment: its description itself, or a new simulation.
 *
 * @param description The environment.
 * @returns Functions to begin an episode and to take steps.
 */
export function dynamicsOf<Actions extends Space, Observations extends Space>(
  description: EnvironmentDescription<Actions, Observations>,
): Pick<Dynamics<Actions>, "initialize" | "step"> | Simulation<Actions> {
  return description.simulate?.() ?? description;
}

/**
 * Describes an environment of one's own.
 *
 * {@linkcode checkEnv} tells whether it keeps the laws that agents rely on.
 *
 * @param definition Its spaces and how it moves.
 * @returns A frozen description.
 * @throws {RangeError} If a size or limit is no positive integer, or a space is none.
 * @throws {TypeError} If a function is missing.
 *
 * @example A walk of five steps to the right
 * ```ts
 * import { discrete, environment, make } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const walk = environment({
 *   id: "Walk-v0",
 *   stateSize: 1,
 *   actionSpace: discrete(2),
 *   observationSpace: discrete(6),
 *   initialize: (state) => void state.fill(0),
 *   step(state, action) {
 *     state[0] = Math.max(0, state[0]! + (action === 1 ? 1 : -1));
 *     return -1;
 *   },
 *   terminated: (state) => state[0] === 5,
 *   observe: (state, out) => void (out[0] = state[0]!),
 * });
 *
 * using env = make(walk);
 * assertEquals(env.reset().observation, 0);
 * assertEquals(env.step(1).observation, 1);
 * ```
 */
export function environment<Actions extends Space, Observations extends Space>(
  definition: EnvironmentDefinition<Actions, Observations>,
): EnvironmentDescription<Actions, Observations> {
  const { id, stateSize, maxEpisodeSteps = null, rewardThreshold = null } =
    definition;
  const action = "describe an environment";
  if (typeof id !== "string" || id.trim() === "") {
    throw new RangeError(
      cannot(action, "'id' must be a name", formatValue(id)),
    );
  }
  requireInteger(stateSize, action, "stateSize", { min: 0 });
  if (maxEpisodeSteps !== null) {
    requirePositiveInteger(maxEpisodeSteps, action, "maxEpisodeSteps");
  }
  if (rewardThreshold !== null) {
    requireWithin(rewardThreshold, action, "rewardThreshold");
  }
  for (const name of ["actionSpace", "observationSpace"] as const) {
    if (isSpace(definition[name])) continue;
    const wish = `'${name}' must be a space`;
    throw new RangeError(cannot(action, wish, formatValue(definition[name])));
  }
  const dynamics: Partial<EnvironmentDescription> = definition;
  const moving = "simulate" in definition
    ? ["simulate"] as const
    : ["initialize", "step"] as const;
  for (const name of [...moving, "terminated", "observe"] as const) {
    if (typeof dynamics[name] === "function") continue;
    const wish = `'${name}' must be a function`;
    throw new TypeError(cannot(action, wish, formatValue(dynamics[name])));
  }
  const moved = "simulate" in definition
    ? { ...definition, ...onlySimulated(id) }
    : definition;
  const { rendering = null } = definition;
  if (rendering !== null && !rendering.scene && !rendering.pixels) {
    const wish = "'rendering' must have a scene or pixels";
    throw new TypeError(cannot(action, wish, formatValue(rendering)));
  }
  return Object.freeze({
    ...moved,
    options: Object.freeze({ ...definition.options }),
    maxEpisodeSteps,
    rewardThreshold,
    rendering,
    controls: definition.controls ?? null,
    kernel: definition.kernel ?? null,
    wrappers: Object.freeze([...definition.wrappers ?? []]),
  });
}

/** The functions of an environment whose episodes cannot be moved without a simulation. */
function onlySimulated(
  id: string,
): Pick<Dynamics, "initialize" | "step"> {
  const refuse = () => {
    const wish = "make() or simulate() must have made an episode";
    throw new RangeError(cannot(`move ${id}`, wish, "none", "episode"));
  };
  return { initialize: refuse, step: refuse };
}
