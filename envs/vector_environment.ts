import {
  cannot,
  formatValue,
  requireInteger,
  requireOneOf,
  requirePositiveInteger,
} from "../core/errors.ts";
import type { EnvironmentDescription, Info } from "./description.ts";
import { informOf } from "./_inform.ts";
import { requireSameVector } from "./_read_episode.ts";
import { Episodes } from "./episodes.ts";
import {
  type Rendered,
  type RenderMode,
  type RenderOptions,
  renderState,
} from "./rendering/render_state.ts";
import { resolveOptions } from "./resolve_options.ts";
import { environmentStreams } from "./seeds.ts";
import { wrongAction, wrongActionFinder } from "./_check_action.ts";
import type { BufferOf, Space } from "./spaces/space.ts";
import {
  type Autoreset,
  AUTORESETS,
  type VectorOptions,
  type VectorResetRequest,
  type VectorSnapshot,
} from "./vector_options.ts";

/** A {@linkcode VectorResetRequest} with nothing left out. */
type Asked = {
  readonly [Name in keyof VectorResetRequest]-?:
    | VectorResetRequest[Name]
    | undefined;
};

/**
 * Many environments of one description, stepped together over typed arrays.
 *
 * Environment `i` does exactly what a single one with its seed does. Its values
 * stand at place `i` of each array; an observation takes as many places as the
 * space is large. The arrays stay the same ones, and each step overwrites them.
 *
 * After a step, `nextObservations` holds what the step led to, and `observations`
 * what to act on now. They differ where the step ended an episode and, with
 * `"same-step"`, the next one has begun. So a transition is always from what
 * `observations` held before the step, to `nextObservations`.
 */
export class VectorEnvironment<
  Actions extends Space = Space,
  Observations extends Space = Space,
> {
  /** What each of them was made from. */
  readonly description: EnvironmentDescription<Actions, Observations>;
  /** How many there are. */
  readonly count: number;
  /** When an episode that ended gives way to the next one. */
  readonly autoreset: Autoreset;
  /** Room for the next actions, to be written to and given to {@linkcode VectorEnvironment.step}. */
  readonly actions: BufferOf<Actions>;
  /** What to act on now. */
  readonly observations: BufferOf<Observations>;
  /** What the last step led to, before another episode began. */
  readonly nextObservations: BufferOf<Observations>;
  /** What the last actions earned. */
  readonly rewards: Float64Array;
  /** 1 where the last step ended the task itself: nothing more can be earned from `nextObservations`. */
  readonly terminated: Uint8Array;
  /** 1 where the time limit cut the episode off at the last step. */
  readonly truncated: Uint8Array;
  /** 1 where `observations` holds the first of an episode. With `"next-step"` the step before it was no transition. */
  readonly started: Uint8Array;
  /** The sum of rewards so far, in the episode of the last step. */
  readonly episodeReturns: Float64Array;
  /** The number of steps so far, in the episode of the last step. */
  readonly episodeLengths: Int32Array;

  readonly #episodes: Episodes<Actions, Observations>;
  readonly #findWrong: (from: number) => number;
  #closed = false;

  /**
   * Environments that have not begun; {@linkcode makeVector} is the usual way to them.
   *
   * @param description What they are made from.
   * @param count How many there are.
   * @param options Their seeds, and when episodes follow each other.
   * @throws {RangeError} If `count` is not a positive integer, or the seeds are not as many.
   */
  constructor(
    description: EnvironmentDescription<Actions, Observations>,
    count: number,
    options: VectorOptions = {},
  ) {
    const { seed = 0, autoreset = "same-step" } = options;
    const { id, actionSpace } = description;
    requirePositiveInteger(count, `make environments of ${id}`, "count");
    requireOneOf(autoreset, `make ${count} × ${id}`, "autoreset", AUTORESETS);
    const episodes = new Episodes(description, environmentStreams(seed, count));
    this.description = description;
    this.count = count;
    this.autoreset = autoreset;
    this.actions = episodes.actions;
    this.observations = episodes.observations;
    this.nextObservations = episodes.nextObservations;
    this.rewards = episodes.rewards;
    this.terminated = episodes.terminated;
    this.truncated = episodes.truncated;
    this.started = episodes.started;
    this.episodeReturns = episodes.returns;
    this.episodeLengths = episodes.lengths;
    this.#episodes = episodes;
    this.#findWrong = wrongActionFinder(actionSpace, this.actions);
  }

  /**
   * Begins an episode in every environment, or in those of the mask.
   *
   * @param request Seeds, what is asked of the episodes, and which environments are meant.
   * @returns {@linkcode VectorEnvironment.observations}.
   * @throws {RangeError} If it is closed, or seeds or mask are not as many as the environments.
   */
  reset(request: VectorResetRequest = {}): BufferOf<Observations> {
    this.#requireOpen("reset");
    const { seed, options, mask } = resolveOptions<Asked>(
      `reset ${this.count} × ${this.description.id}`,
      request,
      { seed: undefined, options: undefined, mask: undefined },
    );
    if (mask !== undefined) this.#requireMask(mask);
    const streams = seed === undefined
      ? undefined
      : environmentStreams(seed, this.count);
    for (let i = 0; i < this.count; i++) {
      if (mask !== undefined && !mask[i]) continue;
      this.#episodes.reset(i, streams?.[i], options);
    }
    return this.observations;
  }

  /**
   * Takes one action in every environment; allocates nothing.
   *
   * @param actions One value of the action space for each.
   * @throws {RangeError} If an action is none of the space, or an environment has no episode running; then none has moved.
   */
  step(actions: BufferOf<Actions>): void {
    this.#requireOpen("step");
    this.#take(actions);
    this.#episodes.step(this.autoreset);
  }

  /**
   * What `info` would hold for one of them.
   *
   * @param index Which one.
   * @returns A record that stays as it is in later steps.
   */
  inform(index: number): Info {
    return informOf(this.description, this.#stateOf(index, "look into"));
  }

  /**
   * Draws the present state of one of them; needs no display.
   *
   * @param index Which one.
   * @param mode Pixels, an SVG document, or text for a terminal.
   * @param options Of text, how large it is and whether it is coloured.
   * @returns What there is to see.
   * @throws {RangeError} If there is no such environment or nothing to see.
   */
  render<Mode extends RenderMode = "rgb">(
    index: number,
    mode: Mode = "rgb" as Mode,
    options: RenderOptions<Mode> = {},
  ): Rendered<Mode> {
    const state = this.#stateOf(index, "render");
    return renderState(this.description, state, mode, options);
  }

  /**
   * What {@linkcode VectorEnvironment.restore} needs to continue from here.
   *
   * @returns Plain JSON.
   */
  snapshot(): VectorSnapshot {
    this.#requireOpen("take a snapshot of");
    const episodes = Array.from(
      { length: this.count },
      (_, i) => this.#episodes.save(i),
    );
    return { id: this.description.id, autoreset: this.autoreset, episodes };
  }

  /**
   * Continues where a snapshot was taken, here or in another vector of the same description and count.
   *
   * `observations` hold again what they held; rewards and ends are those of no step.
   *
   * @param snapshot What {@linkcode VectorEnvironment.snapshot} answered.
   * @throws {RangeError} If it is of other environments.
   * @throws {SyntaxError} If it is no snapshot.
   */
  restore(snapshot: VectorSnapshot): void {
    this.#requireOpen("restore");
    requireSameVector(snapshot, this);
    this.#episodes.load(snapshot.episodes);
  }

  /** Ends their use: from now on everything but closing again is refused. */
  close(): void {
    this.#closed = true;
  }

  /** The same as {@linkcode VectorEnvironment.close}, for `using`. */
  [Symbol.dispose](): void {
    this.close();
  }

  /** Checks all actions and episodes before any environment moves. */
  #take(actions: BufferOf<Actions>): void {
    if (actions !== this.actions) this.#copy(actions);
    if (!this.#episodes.allRunning) this.#requireEpisodes();
    let i = this.#findWrong(0);
    while (i < this.count) {
      if (this.#episodes.phase(i) === "running") this.#refuseAction(i);
      i = this.#findWrong(i + 1);
    }
  }

  #requireEpisodes(): void {
    for (let i = 0; i < this.count; i++) {
      const phase = this.#episodes.phase(i);
      if (phase === "running") continue;
      if (phase === "ended" && this.autoreset === "next-step") continue;
      this.#refuseEpisode("step", i);
    }
  }

  #refuseAction(i: number): never {
    const size = this.actions.length / this.count;
    // As it stands in the buffer: a value of the space would be rounded.
    const numbers = this.actions.slice(i * size, (i + 1) * size);
    const action = numbers.length === 1 ? numbers[0] : numbers;
    throw wrongAction(this.description, action, ` ${i}`);
  }

  #requireMask(mask: ArrayLike<number>): void {
    // Whoever calls from JavaScript may have given anything.
    const given: unknown = mask;
    const isList = typeof given === "object" && given !== null;
    if (isList && mask.length === this.count) return;
    const wish = `'mask' must be ${this.count} long`;
    const fact = isList ? String(mask.length) : formatValue(given);
    throw this.#refuse("reset", wish, fact, isList ? "length" : "value");
  }

  #copy(actions: BufferOf<Actions>): void {
    const { length, constructor: { name } } = this.actions;
    if (!ArrayBuffer.isView(actions)) {
      const wish = `the actions must be ${name}(${length})`;
      throw this.#refuse("step", wish, formatValue(actions), "value");
    }
    if (actions.constructor.name !== name || actions.length !== length) {
      const wish = `the actions must be ${name}(${length})`;
      const fact = `${actions.constructor.name}(${actions.length})`;
      throw this.#refuse("step", wish, fact, "value");
    }
    this.actions.set(actions);
  }

  #stateOf(index: number, verb: string): Float64Array {
    this.#requireOpen(verb);
    const range = { min: 0, max: this.count - 1 };
    requireInteger(index, `${verb} ${this.description.id}`, "index", range);
    if (this.#episodes.phase(index) === "unstarted") {
      this.#refuseEpisode(verb, index);
    }
    return this.#episodes.states[index]!;
  }

  #requireOpen(verb: string): void {
    if (!this.#closed) return;
    throw this.#refuse(verb, "it must not be closed", "closed", "vector");
  }

  #refuseEpisode(verb: string, i: number): never {
    const wish = "reset() must have begun an episode";
    throw this.#refuse(verb, wish, this.#episodes.phase(i), `episode ${i}`);
  }

  #refuse(verb: string, wish: string, fact: string, what: string): RangeError {
    const action = `${verb} ${this.count} × ${this.description.id}`;
    return new RangeError(cannot(action, wish, fact, what));
  }
}
