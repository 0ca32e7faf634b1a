import { isMatching, P } from "../../core/deps/ts_pattern.ts";
import { cannot, quote } from "../../core/errors.ts";
import { RandomStream } from "../../core/random.ts";
import type { SafetensorsArrays } from "../../core/safetensors_dtype.ts";
import type { VectorSnapshot } from "../../envs/vector_options.ts";
import type { SavedLearner } from "../learner.ts";
import type { ReplayBufferState } from "./replay_buffer.ts";

/** All that deep Q-learning is between two steps, besides its networks. */
export interface DqnState {
  /** Where the game stands. */
  readonly game: VectorSnapshot;
  /** Where random actions come from. */
  readonly exploration: RandomStream;
  /** Where the draws from the memory come from. */
  readonly replay: RandomStream;
  /** What is remembered. */
  readonly memory: ReplayBufferState;
}

const JSON_PATTERN = {
  game: P.nonNullable,
  exploration: P.any,
  replay: P.any,
  next: P.number,
} as const;

const ACTION = "restore a dqn agent";

/** Reads what {@linkcode DqnLearner.save} answered; whoever takes the parts checks them further. */
export function readDqnState({ json, tensors }: SavedLearner): DqnState {
  if (!isMatching(JSON_PATTERN, json)) {
    const wish = "its state must be that of a dqn agent";
    throw new SyntaxError(cannot(ACTION, wish, "another", "state"));
  }
  const array = <D extends keyof SafetensorsArrays>(
    name: string,
    dtypes: readonly D[],
  ): SafetensorsArrays[D] => {
    const tensor = tensors[`replay/${name}`];
    if (tensor && (dtypes as readonly string[]).includes(tensor.dtype)) {
      return tensor.data as SafetensorsArrays[D];
    }
    const wish = `${quote(`replay/${name}`)} must be ${dtypes.join(" or ")}`;
    const fact = tensor?.dtype ?? "missing";
    throw new SyntaxError(cannot(ACTION, wish, fact, "type"));
  };
  return {
    // The game itself checks its snapshot.
    game: json.game as VectorSnapshot,
    exploration: RandomStream.restore(json.exploration),
    replay: RandomStream.restore(json.replay),
    memory: {
      observations: array("observations", ["F32", "U8"]),
      nextObservations: array("nextObservations", ["F32", "U8"]),
      actions: array("actions", ["I32"]),
      rewards: array("rewards", ["F32"]),
      continues: array("continues", ["U8"]),
      next: json.next,
    },
  };
}
