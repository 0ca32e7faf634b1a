import type {
  EnvironmentDescription,
  Info,
  ResetOptions,
} from "./description.ts";
import type { EpisodeSnapshot } from "./episode_snapshot.ts";
import type {
  Rendered,
  RenderMode,
  RenderOptions,
} from "./rendering/render_state.ts";
import type { ActionOf, Space, ValueOf } from "./spaces/space.ts";

/** Options for {@linkcode Environment.reset}. */
export interface ResetRequest {
  /** Where the random stream starts again. @default {it goes on from where it is} */
  readonly seed?: number;
  /** What is asked of this episode; each environment says what it understands. @default {nothing} */
  readonly options?: ResetOptions;
}

/** What {@linkcode Environment.reset} answers. */
export interface ResetResult<Observations extends Space = Space> {
  /** What the agent sees first. */
  readonly observation: ValueOf<Observations>;
  /** What the environment tells besides; not for learning. */
  readonly info: Info;
}

/** What {@linkcode Environment.step} answers. */
export interface StepResult<Observations extends Space = Space> {
  /** What the agent sees now. */
  readonly observation: ValueOf<Observations>;
  /** What the action earned. */
  readonly reward: number;
  /** Whether the task itself ended: nothing more can be earned from here. */
  readonly terminated: boolean;
  /** Whether the time limit cut the episode off: more could have been earned. */
  readonly truncated: boolean;
  /** What the environment tells besides; not for learning. */
  readonly info: Info;
}

/** All that an {@linkcode Environment} is at one moment, as plain JSON. */
export interface EnvironmentSnapshot extends EpisodeSnapshot {
  /** Which environment it is of. */
  readonly id: string;
}

/**
 * One environment that runs, with Gymnasium's interface.
 *
 * Unlike there, a step after the end of an episode is refused, for it could
 * only be a mistake.
 */
export interface Environment<
  Actions extends Space = Space,
  Observations extends Space = Space,
> {
  /** What it was made from. */
  readonly description: EnvironmentDescription<Actions, Observations>;
  /** What can be done. */
  readonly actionSpace: Actions;
  /** What is seen. */
  readonly observationSpace: Observations;
  /**
   * Begins an episode.
   *
   * @param request The seed, and what is asked of the episode.
   * @returns The first observation.
   * @throws {RangeError} If the environment is closed, or does not understand the request.
   */
  reset(request?: ResetRequest): ResetResult<Observations>;
  /**
   * Takes one action.
   *
   * @param action A value of the action space.
   * @returns What it led to; the observation stays as it is in later steps.
   * @throws {RangeError} If no episode is running, or the action is none of the space.
   */
  step(action: ActionOf<Actions>): StepResult<Observations>;
  /**
   * Draws the present state; needs no display.
   *
   * @param mode Pixels, an SVG document, or text for a terminal.
   * @param options Of text, how large it is and whether it is coloured.
   * @returns What there is to see.
   * @throws {RangeError} If there is no episode, or nothing to see.
   */
  render<Mode extends RenderMode = "rgb">(
    mode?: Mode,
    options?: RenderOptions<Mode>,
  ): Rendered<Mode>;
  /**
   * What {@linkcode Environment.restore} needs to continue from here.
   *
   * @returns Plain JSON.
   */
  snapshot(): EnvironmentSnapshot;
  /**
   * Continues where a snapshot was taken, here or in another environment of the same description.
   *
   * @param snapshot What {@linkcode Environment.snapshot} answered.
   * @throws {RangeError} If it is of another environment.
   * @throws {SyntaxError} If it is no snapshot.
   */
  restore(snapshot: EnvironmentSnapshot): void;
  /** Ends its use: from now on everything but closing again is refused. */
  close(): void;
  /** The same as {@linkcode Environment.close}, for `using`. */
  [Symbol.dispose](): void;
}
