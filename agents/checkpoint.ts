import { requireChecksum, withChecksum } from "../core/checksum.ts";
import { isMatching, P } from "../core/deps/ts_pattern.ts";
import { cannot, formatValue, quote } from "../core/errors.ts";
import { stringifyExact } from "../core/exact_json.ts";
import {
  decodeSafetensors,
  encodeSafetensors,
  readMetadataJson,
  type SafetensorsInput,
  type SafetensorsTensor,
} from "../core/safetensors.ts";
import type { AgentJson } from "./agent_json.ts";
import { type EnvironmentJson, isWrapperRecord } from "./environment_json.ts";
import type { TrainingProgress } from "./learner.ts";

/** All that a training run is between two rounds. */
export interface Checkpoint<Tensor = SafetensorsTensor> {
  /** Who learns, as plain JSON. */
  readonly agent: AgentJson;
  /** What it learns. */
  readonly environment: EnvironmentJson;
  /** Where all randomness comes from. */
  readonly seed: number;
  /** How far it has come. */
  readonly progress: TrainingProgress;
  /** What the algorithm keeps besides its variables, as plain JSON. */
  readonly learner: unknown;
  /** Variables, as `memory/⟨name⟩`, and the algorithm's own arrays, as `learner/⟨name⟩`. */
  readonly tensors: Readonly<Record<string, Tensor>>;
}

const FORMAT = "silica-training";
const VERSION = "1";

const COUNT = P.when((value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0
);
const TRAINING = {
  agent: { kind: P.string },
  environment: {
    id: P.string,
    options: P.any,
    wrappers: P.optional(P.array(P.when(isWrapperRecord))),
  },
  seed: COUNT,
  progress: { steps: COUNT, episodes: COUNT, updates: COUNT },
  learner: P.any,
};

/**
 * Writes a checkpoint in the safetensors format; equal ones give equal bytes.
 *
 * @param checkpoint What to write.
 * @returns The bytes of a file.
 */
export function encodeCheckpoint(
  checkpoint: Checkpoint<SafetensorsInput>,
): Uint8Array {
  const { tensors, ...training } = checkpoint;
  const metadata = {
    format: FORMAT,
    version: VERSION,
    training: stringifyExact(training),
  };
  return encodeSafetensors(tensors, withChecksum(tensors, metadata));
}

/**
 * Reads what {@linkcode encodeCheckpoint} wrote, from any source.
 *
 * @param bytes The bytes of a file.
 * @returns The checkpoint; that the parts fit each other is for whoever continues it to check.
 * @throws {SyntaxError} If it is no checkpoint of a training run, or damaged.
 */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  const content = decodeSafetensors(bytes);
  const { tensors, metadata } = content;
  const { format, version } = metadata;
  if (format !== FORMAT || version !== VERSION) {
    const wish = `it must be a "${FORMAT}" file of version ${VERSION}`;
    const fact = format === FORMAT
      ? `version ${quote(version ?? "")}`
      : formatValue(format);
    throw refusal(wish, fact, "format");
  }
  const training = readMetadataJson(metadata, "training");
  if (!isMatching(TRAINING, training)) {
    const wish = "it must say agent, environment, seed and progress";
    throw refusal(wish, formatValue(training), "description");
  }
  const { agent, environment, seed, progress, learner } = training;
  const options = environment.options as unknown;
  if (typeof options !== "object" || options === null) {
    const wish = "the environment's options must be a record";
    throw refusal(wish, formatValue(options), "value");
  }
  requireChecksum("read a checkpoint", content);
  return {
    agent,
    environment: {
      id: environment.id,
      options: { ...options },
      ...environment.wrappers ? { wrappers: environment.wrappers } : {},
    },
    seed,
    progress,
    learner,
    tensors,
  };
}

function refusal(wish: string, fact: string, what: string): SyntaxError {
  return new SyntaxError(cannot("read a checkpoint", wish, fact, what));
}
