import { isMatching, P } from "../../core/deps/ts_pattern.ts";
import { requirePositiveInteger } from "../../core/errors.ts";
import type { Environment } from "../environment.ts";
import {
  fromJsonNumber,
  isJsonNumber,
  type JsonNumber,
  toJsonNumber,
} from "../json_number.ts";
import { resolveOptions } from "../resolve_options.ts";
import type { Space } from "../spaces/space.ts";
import { aroundEnvironment, aroundVector, isVector } from "./_around.ts";
import { takeMemory, withMemory } from "./_memory.ts";
import type { EnvironmentVector } from "./environment_vector.ts";

/** Options for {@linkcode recordEpisodeStatistics}. */
export interface EpisodeStatisticsOptions {
  /** How many episodes are kept, the last ones. @default {100} */
  readonly bufferLength?: number;
  /** The time now, in milliseconds from any beginning; without it no times are kept. @default {null} */
  readonly now?: (() => number) | null;
}

/** An episode that is over. */
export interface EpisodeStatistics {
  /** The sum of its rewards. */
  readonly return: number;
  /** The number of its steps. */
  readonly length: number;
  /** How long it took, in seconds; `null` without a clock. */
  readonly time: number | null;
}
