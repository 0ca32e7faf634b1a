import { isMatching, P } from "../core/deps/ts_pattern.ts";
import type {
  EnvironmentDescription,
  WrapperRecord,
} from "../envs/description.ts";

/** What {@linkcode describe} makes an environment of. */
export interface EnvironmentJson {
  /** What it is called. */
  readonly id: string;
  /** Its options. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What was laid around it, from the inside out. @default {nothing} */
  readonly wrappers?: readonly WrapperRecord[];
}

/** Whether JSON is a {@linkcode WrapperRecord}; whether there is such a wrapper is another question. */
export function isWrapperRecord(json: unknown): json is WrapperRecord {
  return isMatching({
    name: P.string,
    options: P.union(null, P.record(P.string, P.any)),
  }, json);
}

/** What leads back to an environment. */
export function environmentToJson(
  { id, options, wrappers }: EnvironmentDescription,
): EnvironmentJson {
  return { id, options, ...wrappers.length > 0 ? { wrappers } : {} };
}
