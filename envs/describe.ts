import { describeBesides } from "./_describe_besides.ts";
import type { EnvironmentDescription } from "./description.ts";
import type { EnvironmentId, EnvironmentTable } from "./registry.ts";

/** Whatever says which environment is meant: an id, a description, or a live environment. */
export type EnvironmentLike =
  | string
  | EnvironmentDescription
  | { readonly description: EnvironmentDescription };

/** The description that stands behind an {@linkcode EnvironmentLike}. */
export type DescriptionOf<Env extends EnvironmentLike> = Env extends
  infer Id extends EnvironmentId ? ReturnType<EnvironmentTable[Id]>
  : Env extends { readonly description: infer D extends EnvironmentDescription }
    ? D
  : Env extends EnvironmentDescription<infer Actions, infer Observations>
    ? EnvironmentDescription<Actions, Observations>
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
 * The description behind an id, a description or a live environment.
 *
 * A description's own `id` and `options` lead back to it: that is how it is saved.
 *
 * @param env Which environment is meant.
 * @param options Its options, if it is an id, and the time limit.
 * @returns A frozen description.
 * @throws {RangeError} If the id or an option is unknown; the valid ones are listed.
 *
 * @example Through JSON and back
 * ```ts
 * import { describe } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const light = describe("CartPole-v1", { poleMass: 0.01 });
 * assertEquals(light.maxEpisodeSteps, 500);
 *
 * const { id, options } = JSON.parse(JSON.stringify(light));
 * assertEquals(describe(id, options).options, light.options);
 * ```
 */
export function describe<Env extends EnvironmentLike>(
  env: Env,
  options: DescribeOptions<Env> = {} as DescribeOptions<Env>,
): DescriptionOf<Env> {
  const described = describeBesides("describe", env, options, {});
  return described.description as DescriptionOf<Env>;
}
