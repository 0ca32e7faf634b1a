import { RandomStream } from "../../core/random.ts";
import type { Model } from "../../dsl/model.ts";
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
  TrainingProgress,
} from "../learner.ts";
import { type RunningProgram, startProgram } from "../run_program.ts";
import { bestAction, drawAction, type LogitRow } from "../choose_action.ts";
import { GameRecord } from "./game_record.ts";
import { normalizeScores } from "./normalize_scores.ts";
import type { Reinforce } from "./reinforce.ts";
import {
  applyProgram,
  gradientProgram,
  policyProgram,
} from "./reinforce_programs.ts";

/** How many actions go through the gradient at once: enough to make calls cheap, few enough to waste little. */
export const BLOCK = 512;

/** REINFORCE at work: each round is some games and one update. */
export class ReinforceLearner implements Learner {
  readonly #parts: LearnerParts<Reinforce>;
  readonly #random: RandomStream;
  readonly #values: ParameterValues;
  readonly #games: VectorEnvironment;
  readonly #record: GameRecord;
  readonly #seen: Float32Array;
  readonly #policy: RunningProgram;
  readonly #addGradients: RunningProgram;
  readonly #applyGradients: RunningProgram;
  readonly #scalars: (update: number) => Record<string, Float32Array>;
  #progress: TrainingProgress = { steps: 0, episodes: 0, updates: 0 };

  /** Makes the network, the games and the programs. */
  constructor(parts: LearnerParts<Reinforce>) {
    const { agent, model, task, backend, memory, seed } = parts;
    const { games, learningRate } = agent;
    this.#parts = parts;
    this.#random = RandomStream.from(seed).split("reinforce");
    this.#values = initialize(model, this.#random.split("weights"));
    this.#games = new VectorEnvironment(task.description, games);
    this.#record = new GameRecord(games, task.observationSize, BLOCK);
    this.#seen = new Float32Array(games * task.observationSize);
    const policy = policyProgram(model, games, this.#values);
    const gradient = gradientProgram(model, BLOCK, this.#values);
    const apply = applyProgram(model, learningRate, this.#values);
    this.#policy = startProgram(policy, backend, memory);
    this.#addGradients = startProgram(gradient, backend, memory);
    this.#applyGradients = startProgram(apply.program, backend, memory);
    this.#scalars = apply.scalars;
  }

  get progress(): TrainingProgress {
    return this.#progress;
  }

  async round(): Promise<Round> {
    const { agent } = this.#parts;
    const { steps, episodes, updates } = this.#progress;
    const record = this.#record;
    await this.#play(this.#random.split("games").split(updates));
    const scores = normalizeScores(record.scores(agent.discount));
    const loss = await this.#addUp(scores);
    await this.#applyGradients.run(this.#scalars(updates));
    this.#progress = {
      steps: steps + record.steps,
      episodes: episodes + agent.games,
      updates: updates + 1,
    };
    const returns = record.returns();
    return { returns, lengths: record.lengths(), loss, metrics: {} };
  }

  /** Plays every game to its end, all side by side; the record holds what happened. */
  async #play(random: RandomStream): Promise<void> {
    const { agent: { games: count, maxSteps }, task, model } = this.#parts;
    const [record, games, seen] = [this.#record, this.#games, this.#seen];
    const streams = Array.from({ length: count }, (_, i) => random.split(i));
    const chance = streams.map((stream) => stream.split("actions"));
    const playing = new Uint8Array(count).fill(1);
    record.clear();
    games.reset({
      seed: streams.map((stream) => stream.split("environment").seed()),
    });
    for (let t = 0; t < maxSteps && playing.includes(1); t++) {
      task.encode(games.observations, seen);
      const { logits } = await this.#policy.run({ observations: seen });
      for (let i = 0; i < count; i++) {
        if (!playing[i]) continue;
        const row = logitsOf(logits!, i, model);
        const action = drawAction(row, chance[i]!.uniform());
        record.act(i, seen, action);
        games.actions[i] = task.firstAction + action;
      }
      games.step(games.actions);
      for (let i = 0; i < count; i++) {
        if (!playing[i]) continue;
        record.earn(i, games.rewards[i]!);
        if (games.terminated[i] || games.truncated[i]) playing[i] = 0;
      }
    }
  }

  /** Adds up the gradient of −log π(action) of all actions, each times its score; answers the loss. */
  async #addUp(scores: Float64Array): Promise<number> {
    const record = this.#record;
    const weights = new Float32Array(BLOCK);
    let loss = 0;
    for (let block = 0; block < record.blocks; block++) {
      const some = scores.subarray(block * BLOCK, (block + 1) * BLOCK);
      weights.fill(0);
      some.forEach((score, i) => weights[i] = score / scores.length);
      const answered = await this.#addGradients.run({
        observations: record.observations(block),
        actions: record.actions(block),
        weights,
      });
      loss += answered.loss![0]!;
    }
    return loss;
  }

  actor(games: number, mode: ActingMode): Actor {
    const { model, task, backend, memory } = this.#parts;
    const program = policyProgram(model, games, this.#values);
    const policy = startProgram(program, backend, memory);
    const seen = new Float32Array(games * task.observationSize);
    return {
      async act(observations, actions, random) {
        task.encode(observations, seen);
        const { logits } = await policy.run({ observations: seen });
        for (let i = 0; i < games; i++) {
          const row = logitsOf(logits!, i, model);
          const action = mode === "greedy"
            ? bestAction(row)
            : drawAction(row, random[i]!.uniform());
          actions[i] = task.firstAction + action;
        }
      },
      [Symbol.dispose]: () => policy[Symbol.dispose](),
    };
  }

  /** Between two rounds no game is being played, and all streams begin anew. */
  save(): LearnerState {
    return { json: {}, tensors: {} };
  }

  restore({ progress }: SavedLearner): void {
    this.#progress = progress;
  }

  [Symbol.dispose](): void {
    this.#games.close();
    for (
      const program of [this.#policy, this.#addGradients, this.#applyGradients]
    ) program[Symbol.dispose]();
  }
}

/** The logits of one of several games. */
function logitsOf(
  logits: ArrayLike<number>,
  game: number,
  { shape }: Model,
): LogitRow {
  const count = shape[0]!;
  return { logits, begin: game * count, count };
}
