import type { BackendKind } from "../dsl/backends/backend.ts";
import type { ProgressEvent } from "../core/progress.ts";
import type { Policy } from "./actor.ts";
import type { TrainingProgress } from "./learner.ts";

/** What happened in one round of a training run; `step` counts steps in the environment. */
export interface TrainingEvent extends ProgressEvent {
  /** Tag of these events. */
  readonly kind: "training";
  /** The sum of rewards of each game that ended in the round. */
  readonly returns: readonly number[];
  /** The number of steps of each game that ended in the round. */
  readonly lengths: readonly number[];
}

/** What a training run runs on. */
export interface ChosenBackend {
  /** Which machine. */
  readonly kind: BackendKind;
  /** Why it was chosen. */
  readonly reason: string;
}

/**
 * A training run. Going through its events makes it happen, round by round.
 *
 * Leaving the loop stops it; another loop over the same run continues it. It can
 * be saved, and its policies used, before, between and after rounds.
 */
export interface Training
  extends AsyncIterable<TrainingEvent>, AsyncDisposable {
  /** How far it has come. */
  readonly progress: TrainingProgress;
  /** Acts as the agent deems best. */
  readonly policy: Policy;
  /** Acts as the agent does while it learns. */
  readonly exploringPolicy: Policy;
  /** What it runs on, and why. */
  backend(): Promise<ChosenBackend>;
  /**
   * Everything that is needed to continue in another process, bit by bit the same on the same backend.
   *
   * @returns The bytes of a safetensors file.
   * @throws {RangeError} If a parameter is not finite, so that there is nothing worth keeping.
   */
  checkpoint(): Promise<Uint8Array>;
}
