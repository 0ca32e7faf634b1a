import { RandomStream } from "../../core/random.ts";
import {
  initialize,
  type ParameterValues,
} from "../../dsl/passes/initialize.ts";
import { VectorEnvironment } from "../../envs/vector_environment.ts";
import type { Actor } from "../actor.ts";
import type {
  ActingMode,
  Learner,
  LearnerParts,
  LearnerState,
  Round,
  SavedLearner,
  TrainingBudget,
  TrainingProgress,
} from "../learner.ts";
import { bestAction } from "../choose_action.ts";
import { type RunningProgram, startProgram } from "../run_program.ts";
import type { Dqn } from "./dqn.ts";
import { copyProgram, onlineProgram, updateProgram } from "./dqn_programs.ts";
import { readDqnState } from "./dqn_state.ts";
import { epsilonAt } from "./linear_epsilon.ts";
import { ReplayBuffer, transitionBatch } from "./replay_buffer.ts";

/** A round ends when the number of steps is a multiple of this. */
const ROUND = 256;

/** Deep Q-learning at work: each round is some steps and the updates between them. */
export class DqnLearner implements Learner {
  readonly #parts: LearnerParts<Dqn>;
  readonly #values: ParameterValues;
  readonly #game: VectorEnvironment;
  readonly #memory: ReplayBuffer;
  readonly #batch: ReturnType<typeof transitionBatch>;
  readonly #online: RunningProgram;
  readonly #update: RunningProgram;
  readonly #copy: RunningProgram;
  readonly #scalars: (update: number) => Record<string, Float32Array>;
  readonly #seen: Float32Array;
  readonly #seenNext: Float32Array;
  #exploration: RandomStream;
  #replay: RandomStream;
  #progress: TrainingProgress = { steps: 0, episodes: 0, updates: 0 };

  /** Makes both networks alike, the game, the memory and the programs. */
  constructor(parts: LearnerParts<Dqn>) {
    const { agent, model, task, backend, memory, seed } = parts;
    const random = RandomStream.from(seed).split("dqn");
    const observationSize = task.observationSize;
    this.#parts = parts;
    this.#values = initialize(model, random.split("weights"));
    this.#exploration = random.split("exploration");
    this.#replay = random.split("replay");
    this.#game = new VectorEnvironment(task.description, 1, {
      seed: random.split("environment").seed(),
    });
    this.#game.reset();
    this.#memory = new ReplayBuffer(agent.capacity, {
      observationSize,
      storedType: task.bytes ? "uint8" : "float32",
    });
    this.#batch = transitionBatch(agent.batchSize, observationSize);
    this.#seen = new Float32Array(observationSize);
    this.#seenNext = new Float32Array(observationSize);
    const online = onlineProgram(model, 1, this.#values);
    const update = updateProgram(model, agent, this.#values);
    const copy = copyProgram(model, this.#values);
    this.#online = startProgram(online, backend, memory);
    this.#update = startProgram(update.program, backend, memory);
    this.#copy = startProgram(copy, backend, memory);
    this.#scalars = update.scalars;
  }

  get progress(): TrainingProgress {
    return this.#progress;
  }

  async round(budget: TrainingBudget): Promise<Round> {
    const { agent, task } = this.#parts;
    const { learningStarts, trainEvery } = agent;
    const [game, seen, seenNext] = [this.#game, this.#seen, this.#seenNext];
    const [returns, lengths]: [number[], number[]] = [[], []];
    const losses = { sum: 0, count: 0 };
    let { steps, episodes } = this.#progress;
    const end = Math.min(
      budget.steps ?? Infinity,
      (Math.floor(steps / ROUND) + 1) * ROUND,
    );
    while (steps < end) {
      // Act, now and then at random.
      task.encode(game.observations, seen);
      const epsilon = epsilonAt(agent.epsilon, steps);
      const action = this.#exploration.uniform() < epsilon
        ? this.#exploration.integer(0, task.actions)
        : await this.#best(seen);
      game.actions[0] = task.firstAction + action;
      game.step(game.actions);
      steps++;
      // Remember.
      task.encode(game.nextObservations, seenNext);
      this.#memory.add({
        observation: seen,
        action,
        reward: game.rewards[0]!,
        nextObservation: seenNext,
        terminated: game.terminated[0] === 1,
      });
      if (game.terminated[0] || game.truncated[0]) {
        episodes++;
        returns.push(game.episodeReturns[0]!);
        lengths.push(game.episodeLengths[0]!);
      }
      this.#progress = { ...this.#progress, steps, episodes };
      // Learn.
      if (steps >= learningStarts && steps % trainEvery === 0) {
        await this.#learn(losses);
      }
      if (this.#progress.updates >= (budget.updates ?? Infinity)) break;
    }
    const { sum, count } = losses;
    return {
      returns,
      lengths,
      ...(count === 0 ? {} : { loss: sum / count }),
      metrics: { epsilon: epsilonAt(agent.epsilon, steps) },
    };
  }

  /** The action that the online network values most. */
  async #best(observations: Float32Array): Promise<number> {
    const { values } = await this.#online.run({ observations });
    return bestAction({ logits: values!, begin: 0, count: values!.length });
  }

  /** Some updates from what is remembered; the target network follows at intervals. */
  async #learn(losses: { sum: number; count: number }): Promise<void> {
    const { gradientSteps, targetEvery } = this.#parts.agent;
    for (let i = 0; i < gradientSteps; i++) {
      const { updates } = this.#progress;
      this.#memory.sample(this.#batch, this.#replay);
      const { loss } = await this.#update.run({
        ...this.#batch,
        ...this.#scalars(updates),
      });
      losses.sum += loss![0]!;
      losses.count++;
      this.#progress = { ...this.#progress, updates: updates + 1 };
      if ((updates + 1) % targetEvery === 0) await this.#copy.run({});
    }
  }

  actor(games: number, mode: ActingMode): Actor {
    const { agent, model, task, backend, memory } = this.#parts;
    const program = onlineProgram(model, games, this.#values);
    const online = startProgram(program, backend, memory);
    const seen = new Float32Array(games * task.observationSize);
    const explore = mode === "exploring"
      ? () => epsilonAt(agent.epsilon, this.#progress.steps)
      : () => 0;
    return {
      async act(observations, actions, random) {
        task.encode(observations, seen);
        const { values } = await online.run({ observations: seen });
        for (let i = 0; i < games; i++) {
          const row = {
            logits: values!,
            begin: i * task.actions,
            count: task.actions,
          };
          const action = random[i]!.uniform() < explore()
            ? random[i]!.integer(0, task.actions)
            : bestAction(row);
          actions[i] = task.firstAction + action;
        }
      },
      [Symbol.dispose]: () => online[Symbol.dispose](),
    };
  }

  save(): LearnerState {
    const { next, ...arrays } = this.#memory.state();
    const tensors = Object.fromEntries(
      Object.entries(arrays).map(([name, data]) =>
        [`replay/${name}`, { shape: [data.length], data }] as const
      ),
    );
    const json = {
      game: this.#game.snapshot(),
      exploration: this.#exploration.state(),
      replay: this.#replay.state(),
      next,
    };
    return { json, tensors };
  }

  restore(saved: SavedLearner): void {
    const state = readDqnState(saved);
    this.#memory.restore(state.memory);
    this.#game.restore(state.game);
    this.#exploration = state.exploration;
    this.#replay = state.replay;
    this.#progress = saved.progress;
  }

  [Symbol.dispose](): void {
    this.#game.close();
    for (const program of [this.#online, this.#update, this.#copy]) {
      program[Symbol.dispose]();
    }
  }
}
