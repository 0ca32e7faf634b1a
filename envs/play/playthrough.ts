import { RandomStream } from "../../core/random.ts";
import type { EnvironmentDescription } from "../description.ts";
import type { Environment } from "../environment.ts";
import type {
  Rendered,
  RenderMode,
  RenderOptions,
} from "../rendering/render_state.ts";
import { SingleEnvironment } from "../single_environment.ts";
import type { ActionOf, Space, ValueOf } from "../spaces/space.ts";
import type { Player } from "./player.ts";
import type { Score } from "./score.ts";

/** Game after game of one environment, a step at a time. */
export class Playthrough<
  Actions extends Space = Space,
  Observations extends Space = Space,
> implements Disposable {
  readonly #env: Environment<Actions, Observations>;
  readonly #random: RandomStream;
  #observation: ValueOf<Observations>;
  /** What a player draws from in this game. */
  #chance: RandomStream;
  #score: Score;
  #closed = false;

  /**
   * Begins the first game.
   *
   * @param description The environment.
   * @param seed Where chance comes from; the same for the same game of the same seed, however others went.
   */
  constructor(
    description: EnvironmentDescription<Actions, Observations>,
    seed: number,
  ) {
    this.#env = new SingleEnvironment(description, seed);
    this.#random = RandomStream.from(seed).split("play");
    ({
      observation: this.#observation,
      chance: this.#chance,
      score: this.#score,
    } = this.#begin(1));
  }

  /** How the game stands. */
  get score(): Score {
    return this.#score;
  }

  /**
   * Takes a step, if the game has not ended.
   *
   * @param action What is done.
   */
  step(action: ActionOf<Actions>): void {
    const { game, steps, total, over } = this.#score;
    if (over) return;
    const step = this.#env.step(action);
    this.#observation = step.observation;
    this.#score = {
      game,
      steps: steps + 1,
      total: total + step.reward,
      over: step.terminated || step.truncated,
    };
  }

  /**
   * Lets a player take a step; of no effect if another game has begun before the player is done with thinking.
   *
   * @param player Who says what is done.
   * @returns When it is done.
   */
  async letPlay(player: Player<Actions, Observations>): Promise<void> {
    const { game } = this.#score;
    const action = await player(this.#observation, this.#chance);
    if (!this.#closed && this.#score.game === game) this.step(action);
  }

  /** Begins the next game. */
  restart(): void {
    const next = this.#begin(this.#score.game + 1);
    this.#observation = next.observation;
    this.#chance = next.chance;
    this.#score = next.score;
  }

  /**
   * Draws the present moment.
   *
   * @param mode Pixels, an SVG document, or text for a terminal.
   * @param options Of text, how large it is and whether it is coloured.
   * @returns What there is to see.
   */
  render<Mode extends RenderMode>(
    mode: Mode,
    options?: RenderOptions<Mode>,
  ): Rendered<Mode> {
    return this.#env.render(mode, options);
  }

  /** Ends it. */
  [Symbol.dispose](): void {
    this.#closed = true;
    this.#env.close();
  }

  #begin(game: number): {
    observation: ValueOf<Observations>;
    chance: RandomStream;
    score: Score;
  } {
    const random = this.#random.split(game);
    const seed = random.split("environment").seed();
    const { observation } = this.#env.reset({ seed });
    return {
      observation,
      chance: random.split("actions"),
      score: { game, steps: 0, total: 0, over: false },
    };
  }
}
