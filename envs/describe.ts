import { describeBesides } from "./_describe_besides.ts";
import type { EnvironmentDescription, WrapperRecord } from "./description.ts";
import type { EnvironmentId, EnvironmentTable } from "./registry.ts";

/** Whatever says which environment is meant: an id, a description, a live environment, or a saved description. */
export type EnvironmentLike =
  | string
  | EnvironmentDescription
  | { readonly description: EnvironmentDescription }
  | SavedEnvironment;

/** What is left of a description in JSON, and leads back to it. */
export interface SavedEnvironment {
  /** Its id. */
  readonly id: string;
  /** Its own options and its time limit. @default {those of the id} */
  readonly options?: Readonly<Record<string, unknown>>;
  /** What was laid around it, from the inside out. @default {nothing} */
  readonly wrappers?: readonly WrapperRecord[];
}

/** The description that stands behind an {@linkcode EnvironmentLike}. */
export type DescriptionOf<Env extends EnvironmentLike> = Env extends
  infer Id extends EnvironmentId ? ReturnType<EnvironmentTable[Id]>
  : Env extends { readonly description: infer D extends EnvironmentDescription }
    ? D
  : Env extends EnvironmentDescription ? Env
  : EnvironmentDescription;

/** Options that every environment has. */
export interface LimitOptions {
  /** After how many steps an episode is cut off; `null` is never. @default {the environment's own limit} */
  readonly maxEpisodeSteps?: number | null;
}

/** The options of {@linkcode describe}: those of the environment itself, if it is known, and its time limit. */
export type DescribeOptions<Env extends EnvironmentLike> =
  & (Env extends infer Id extends EnvironmentId
    ? NonNullable<Parameters<EnvironmentTable[Id]>[0]>
    : Env extends string ? Readonly<Record<string, unknown>>
    : unknown)
  & LimitOptions;

/**
 * The description behind an id, a description, a live environment, or what JSON kept of one.
 *
 * A description's own `id`, `options` and `wrappers` lead back to it: that is how it
 * is saved. Nothing else of a saved one is looked at.
 *
 * @param env Which environment is meant.
 * @param options Its options, if it is an id, and the time limit.
 * @returns A frozen description.
 * @throws {RangeError} If the id, an option or a wrapper is unknown, the valid ones
 * being listed; or if a saved wrapper had a function, which JSON cannot hold.
 * @throws {SyntaxError} If the options or wrappers of a saved description are no such thing.
 *
 * @example Through JSON and back
 * ```ts
 * import { describe, frameStack } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const light = describe("CartPole-v1", { poleMass: 0.01 });
 * assertEquals(light.maxEpisodeSteps, 500);
 *
 * const stacked = frameStack(light, 3);
 * const again = describe(JSON.parse(JSON.stringify(stacked)));
 * assertEquals(again.options, light.options);
 * assertEquals(again.observationSpace, stacked.observationSpace);
 * ```
 */
export function describe<Env extends EnvironmentLike>(
  env: Env,
  options: DescribeOptions<Env> = {} as DescribeOptions<Env>,
): DescriptionOf<Env> {
  const described = describeBesides("describe", env, options, {});
  return described.description as DescriptionOf<Env>;
}
