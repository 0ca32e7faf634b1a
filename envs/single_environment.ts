import { cannot, formatValue } from "../core/errors.ts";
import type { EnvironmentDescription, Info } from "./description.ts";
import type {
  Environment,
  EnvironmentSnapshot,
  ResetRequest,
  ResetResult,
  StepResult,
} from "./environment.ts";
import { requireSameEnvironment } from "./_read_episode.ts";
import { Episodes } from "./episodes.ts";
import {
  type Rendered,
  type RenderMode,
  renderState,
} from "./rendering/render_state.ts";
import { environmentStream } from "./seeds.ts";
import {
  accepts,
  type ActionOf,
  formatSpace,
  type Space,
  type ValueOf,
} from "./spaces/space.ts";
import { FreshRows } from "./_fresh_rows.ts";
import { rowValue } from "./spaces/space_buffer.ts";

/** An {@linkcode Environment} that runs a description. */
export class SingleEnvironment<
  Actions extends Space,
  Observations extends Space,
> implements Environment<Actions, Observations> {
  readonly description: EnvironmentDescription<Actions, Observations>;
  readonly #episodes: Episodes<Actions, Observations>;
  readonly #rows: FreshRows<Observations>;
  #closed = false;

  constructor(
    description: EnvironmentDescription<Actions, Observations>,
    seed: number,
  ) {
    this.description = description;
    this.#rows = new FreshRows(description.observationSpace);
    this.#episodes = new Episodes(description, [environmentStream(seed)]);
  }

  get actionSpace(): Actions {
    return this.description.actionSpace;
  }

  get observationSpace(): Observations {
    return this.description.observationSpace;
  }

  reset(request: ResetRequest = {}): ResetResult<Observations> {
    this.#requireOpen("reset");
    const { seed, options } = request;
    if (seed !== undefined) this.#episodes.seed(0, environmentStream(seed));
    this.#episodes.begin(0, options);
    return { observation: this.#observe(), info: this.#inform() };
  }

  step(action: ActionOf<Actions>): StepResult<Observations> {
    this.#requireOpen("step");
    const episodes = this.#episodes;
    if (!episodes.isRunning(0)) {
      throw this.#refuse("step", "reset() must have begun an episode");
    }
    if (!accepts(this.description.actionSpace, action)) {
      throw wrongAction(this.description, action);
    }
    episodes.advance(0, action);
    return {
      observation: this.#observe(),
      reward: episodes.rewards[0]!,
      terminated: episodes.terminated[0] === 1,
      truncated: episodes.truncated[0] === 1,
      info: this.#inform(),
    };
  }

  render<Mode extends RenderMode = "rgb">(
    mode: Mode = "rgb" as Mode,
  ): Rendered<Mode> {
    this.#requireOpen("render");
    if (this.#episodes.phase(0) === "unstarted") {
      throw this.#refuse("render", "reset() must have begun an episode");
    }
    return renderState(this.description, this.#episodes.states[0]!, mode);
  }

  snapshot(): EnvironmentSnapshot {
    this.#requireOpen("take a snapshot of");
    return { id: this.description.id, ...this.#episodes.save(0) };
  }

  restore(snapshot: EnvironmentSnapshot): void {
    this.#requireOpen("restore");
    requireSameEnvironment(snapshot, this.description);
    this.#episodes.load([snapshot]);
  }

  close(): void {
    this.#closed = true;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** A new observation, which no later step changes. */
  #observe(): ValueOf<Observations> {
    const row = this.#rows.next();
    this.description.observe(this.#episodes.states[0]!, row);
    return rowValue(this.description.observationSpace, row);
  }

  #inform(): Info {
    return this.description.inform?.(this.#episodes.states[0]!) ?? {};
  }

  #requireOpen(verb: string): void {
    if (this.#closed) throw this.#refuse(verb, "it must not be closed");
  }

  #refuse(verb: string, wish: string): RangeError {
    const fact = this.#closed ? "closed" : this.#episodes.phase(0);
    const action = `${verb} ${this.description.id}`;
    return new RangeError(cannot(action, wish, fact, "episode"));
  }
}

/** The error for an action that is none of the space. */
export function wrongAction(
  { id, actionSpace }: EnvironmentDescription,
  action: unknown,
  place = "",
): RangeError {
  const wish = `an action must be a value of ${formatSpace(actionSpace)}`;
  const fact = formatValue(action);
  return new RangeError(cannot(`step ${id}`, wish, fact, `action${place}`));
}
