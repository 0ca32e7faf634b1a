import { setImmediate } from "node:timers";
import { cannot, formatValue } from "../core/errors.ts";
import type { Backend, Memory } from "../dsl/backends/backend.ts";
import { type ComputeOptions, openFor } from "../dsl/backends/open_for.ts";
import type { Model } from "../dsl/model.ts";
import type { Actor, Policy } from "./actor.ts";
import type { Agent } from "./agent.ts";
import { agentToJson } from "./agent_json.ts";
import { startLearner, typicalFlops } from "./algorithms.ts";
import { type Checkpoint, encodeCheckpoint } from "./checkpoint.ts";
import { environmentToJson } from "./environment_json.ts";
import type { DiscreteTask } from "./discrete_task.ts";
import type {
  ActingMode,
  Learner,
  Round,
  TrainingBudget,
  TrainingProgress,
} from "./learner.ts";
import { restoreMemory, saveMemory } from "./saved_memory.ts";
import type { ChosenBackend, Training, TrainingEvent } from "./training.ts";

/** What a training run is made of; all of it has been checked. */
export interface TrainingPlan {
  /** Who learns. */
  readonly agent: Agent;
  /** Its network. */
  readonly model: Model;
  /** What it learns. */
  readonly task: DiscreteTask;
  /** Where all randomness comes from. */
  readonly seed: number;
  /** Where it stops. */
  readonly budget: TrainingBudget;
  /** What it runs on. */
  readonly compute: ComputeOptions;
  /** Stops it between two rounds. */
  readonly signal?: AbortSignal;
  /** Where it continues. */
  readonly saved?: Checkpoint;
}

/** What lives while a run is open. */
interface Opened {
  readonly backend: Backend;
  readonly memory: Memory;
  readonly learner: Learner;
  /** Frees what the run has opened. */
  readonly owned: Disposable;
}

/** A {@linkcode Training} that carries out a plan. */
export class TrainingRun implements Training {
  readonly #plan: TrainingPlan;
  #opening: Promise<Opened> | undefined;
  #learner: Learner | undefined;
  #round: Promise<Round> | undefined;
  /** Until this is settled, no round begins: what is being saved must not change. */
  #saving: Promise<unknown> | undefined;
  #failure: Error | undefined;
  #looping = false;
  #closed = false;
  readonly policy: Policy;
  readonly exploringPolicy: Policy;

  /** Plans a run; nothing is opened before it is needed. */
  constructor(plan: TrainingPlan) {
    this.#plan = plan;
    this.policy = this.#policy("greedy");
    this.exploringPolicy = this.#policy("exploring");
  }

  get progress(): TrainingProgress {
    return this.#learner?.progress ?? this.#plan.saved?.progress ??
      { steps: 0, episodes: 0, updates: 0 };
  }

  async backend(): Promise<ChosenBackend> {
    const { backend: { kind, reason } } = await this.#open();
    return { kind, reason };
  }

  async *[Symbol.asyncIterator](): AsyncIterator<TrainingEvent> {
    const { budget, signal } = this.#plan;
    const { learner } = await this.#open();
    if (this.#looping) {
      const wish = "there must be one loop over the run at a time";
      throw new TypeError(cannot("continue training", wish, "two", "number"));
    }
    this.#looping = true;
    try {
      for (;;) {
        if (this.#failure) throw this.#failure;
        if (isUsedUp(budget, learner.progress)) return;
        await breathe();
        signal?.throwIfAborted();
        yield this.#eventOf(await this.#play(learner));
      }
    } finally {
      this.#looping = false;
    }
  }

  checkpoint(): Promise<Uint8Array> {
    const saved = this.#save();
    this.#saving = Promise.allSettled([this.#saving, saved]);
    return saved;
  }

  async #save(): Promise<Uint8Array> {
    const { agent, model, task, seed } = this.#plan;
    const { memory, learner } = await this.#open();
    await this.#round;
    if (this.#failure) throw this.#failure;
    const { json, tensors } = learner.save();
    const variables = await saveMemory(memory);
    return encodeCheckpoint({
      agent: agentToJson(agent, model),
      environment: environmentToJson(task.description),
      seed,
      progress: learner.progress,
      learner: json,
      tensors: {
        ...prefixed("learner/", tensors),
        ...prefixed("memory/", variables),
      },
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const opened = await this.#opening?.catch(() => undefined);
    await this.#round?.catch(() => undefined);
    opened?.owned[Symbol.dispose]();
  }

  /** One round; a loss that is not finite ends the run for good. */
  async #play(learner: Learner): Promise<Round> {
    await this.#saving;
    this.#requireOpen();
    try {
      this.#round = learner.round(this.#plan.budget);
      const round = await this.#round;
      if (!Number.isFinite(round.loss ?? 0)) {
        throw lossError(round.loss!, learner.progress);
      }
      return round;
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      throw this.#failure;
    } finally {
      this.#round = undefined;
    }
  }

  #eventOf({ returns, lengths, loss, metrics }: Round): TrainingEvent {
    const { steps, episodes, updates } = this.progress;
    const total = this.#plan.budget.steps;
    const sum = returns.reduce((a, b) => a + b, 0);
    return {
      kind: "training",
      step: steps,
      ...(total === undefined ? {} : { total }),
      metrics: {
        ...(returns.length === 0 ? {} : { return: sum / returns.length }),
        ...(loss === undefined ? {} : { loss }),
        ...metrics,
        episodes,
        updates,
      },
      returns,
      lengths,
    };
  }

  #policy(mode: ActingMode): Policy {
    const { observationSpace, actionSpace } = this.#plan.task.description;
    return Object.freeze({
      observationSpace,
      actionSpace,
      actor: async (games: number): Promise<Actor> =>
        (await this.#open()).learner.actor(games, mode),
    });
  }

  async #open(): Promise<Opened> {
    this.#requireOpen();
    return await (this.#opening ??= this.#start());
  }

  #requireOpen(): void {
    if (!this.#closed) return;
    const wish = "the run must not have been disposed of";
    throw new TypeError(cannot("use a training run", wish, "closed", "run"));
  }

  async #start(): Promise<Opened> {
    const { compute, saved, ...parts } = this.#plan;
    using owned = new DisposableStack();
    const flops = typicalFlops(parts.agent, parts.model);
    const backend = await openFor(compute, flops, owned);
    const memory = owned.use(backend.createMemory());
    const learner = owned.use(startLearner({ ...parts, backend, memory }));
    if (saved) {
      const { progress, learner: json, tensors } = saved;
      restoreMemory(memory, unprefixed("memory/", tensors));
      const own = unprefixed("learner/", tensors);
      learner.restore({ progress, json, tensors: own });
    }
    this.#learner = learner;
    return { backend, memory, learner, owned: owned.move() };
  }
}

/** Whether a budget leaves nothing to do. */
function isUsedUp(
  { steps = Infinity, updates = Infinity }: TrainingBudget,
  progress: TrainingProgress,
): boolean {
  return progress.steps >= steps || progress.updates >= updates;
}

/** Lets timers, signals and other loops have their turn; a timer would cost milliseconds. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function lossError(loss: number, { steps, updates }: TrainingProgress): Error {
  return new RangeError(
    cannot(
      "continue training",
      "the loss must be finite",
      formatValue(loss),
      `loss at update ${updates} (step ${steps})`,
    ),
  );
}

function prefixed<T>(
  prefix: string,
  record: Readonly<Record<string, T>>,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [prefix + name, value]),
  );
}

function unprefixed<T>(
  prefix: string,
  record: Readonly<Record<string, T>>,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(record)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value]),
  );
}
