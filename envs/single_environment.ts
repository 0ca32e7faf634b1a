import { cannot } from "../core/errors.ts";
import { actionChecker, wrongAction } from "./_check_action.ts";
import type { EnvironmentDescription, Info } from "./description.ts";
import type {
  Environment,
  EnvironmentSnapshot,
  ResetRequest,
  ResetResult,
  StepResult,
} from "./environment.ts";
import { informOf } from "./_inform.ts";
import { requireSameEnvironment } from "./_read_episode.ts";
import { Episode } from "./episode.ts";
import {
  type Rendered,
  type RenderMode,
  type RenderOptions,
  renderState,
} from "./rendering/render_state.ts";
import { resolveOptions } from "./resolve_options.ts";
import { environmentStream } from "./seeds.ts";
import type { ActionOf, BufferOf, Space, ValueOf } from "./spaces/space.ts";
import { FreshRows } from "./_fresh_rows.ts";
import { valueReader } from "./spaces/space_buffer.ts";

/** A {@linkcode ResetRequest} with nothing left out. */
type Asked = {
  readonly [Name in keyof ResetRequest]-?: ResetRequest[Name] | undefined;
};

/** An {@linkcode Environment} that runs a description. */
export class SingleEnvironment<
  Actions extends Space,
  Observations extends Space,
> implements Environment<Actions, Observations> {
  readonly description: EnvironmentDescription<Actions, Observations>;
  readonly #episode: Episode<Actions, Observations>;
  readonly #accepts: (action: unknown) => boolean;
  readonly #rows: FreshRows<Observations>;
  readonly #read: (
    row: BufferOf<Observations>,
    at: number,
  ) => ValueOf<Observations>;
  #closed = false;

  constructor(
    description: EnvironmentDescription<Actions, Observations>,
    seed: number,
  ) {
    this.description = description;
    this.#accepts = actionChecker(description.actionSpace);
    this.#rows = new FreshRows(description.observationSpace);
    this.#read = valueReader(description.observationSpace);
    this.#episode = new Episode(description, environmentStream(seed));
  }

  get actionSpace(): Actions {
    return this.description.actionSpace;
  }

  get observationSpace(): Observations {
    return this.description.observationSpace;
  }

  reset(request: ResetRequest = {}): ResetResult<Observations> {
    this.#requireOpen("reset");
    const { seed, options } = resolveOptions<Asked>(
      `reset ${this.description.id}`,
      request,
      { seed: undefined, options: undefined },
    );
    const random = seed === undefined ? undefined : environmentStream(seed);
    this.#episode.begin(options, random);
    return { observation: this.#observe(), info: this.#inform() };
  }

  step(action: ActionOf<Actions>): StepResult<Observations> {
    this.#requireOpen("step");
    const episode = this.#episode;
    if (episode.phase !== "running") {
      throw this.#refuse("step", "reset() must have begun an episode");
    }
    if (!this.#accepts(action)) {
      throw wrongAction(this.description, action);
    }
    episode.advance(action);
    const { reward, terminated, truncated } = episode;
    return {
      observation: this.#observe(),
      reward,
      terminated,
      truncated,
      info: this.#inform(),
    };
  }

  render<Mode extends RenderMode = "rgb">(
    mode: Mode = "rgb" as Mode,
    options: RenderOptions<Mode> = {},
  ): Rendered<Mode> {
    this.#requireOpen("render");
    if (this.#episode.phase === "unstarted") {
      throw this.#refuse("render", "reset() must have begun an episode");
    }
    return renderState(
      this.description,
      this.#episode.state,
      mode,
      options,
    );
  }

  snapshot(): EnvironmentSnapshot {
    this.#requireOpen("take a snapshot of");
    return { id: this.description.id, ...this.#episode.save() };
  }

  restore(snapshot: EnvironmentSnapshot): void {
    this.#requireOpen("restore");
    requireSameEnvironment(snapshot, this.description);
    this.#episode.load(snapshot);
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
    this.description.observe(this.#episode.state, row);
    return this.#read(row, 0);
  }

  #inform(): Info {
    return informOf(this.description, this.#episode.state);
  }

  #requireOpen(verb: string): void {
    if (this.#closed) throw this.#refuse(verb, "it must not be closed");
  }

  #refuse(verb: string, wish: string): RangeError {
    const fact = this.#closed ? "closed" : this.#episode.phase;
    const action = `${verb} ${this.description.id}`;
    return new RangeError(cannot(action, wish, fact, "episode"));
  }
}
