import {
  type Dynamics,
  environment,
  type EnvironmentDescription,
  type EnvironmentTraits,
  type WrapperRecord,
} from "../description.ts";
import { toJsonNumber } from "../json_number.ts";
import type { Space } from "../spaces/space.ts";

/**
 * What a wrapper changes of an environment; what it leaves out stays as it is
 * inside, but for `controls`: without actions of a new space, no key does anything.
 */
export interface WrapperDefinition<
  InnerActions extends Space,
  InnerObservations extends Space,
  Actions extends Space = InnerActions,
  Observations extends Space = InnerObservations,
> extends
  Partial<
    Pick<
      EnvironmentTraits<Actions, Observations>,
      | "actionSpace"
      | "observationSpace"
      | "maxEpisodeSteps"
      | "rewardThreshold"
      | "rendering"
      | "controls"
    >
  > {
  /** What is written down of the wrapper; numbers that JSON has no digits for become text. */
  readonly wrapper: WrapperRecord;
  /** How many numbers it lays behind the inner state. @default {0} */
  readonly ownSize?: number;
  /**
   * How it moves, in terms of how the inner environment does.
   *
   * The state begins with all numbers of the inner one, which the inner functions
   * read and write; its own numbers begin at the inner `stateSize`. It must remember
   * nothing elsewhere; arrays for what is computed on the way may be made here, once.
   *
   * @param inner The inner environment's functions.
   * @returns The functions that differ.
   */
  dynamics?(
    inner: Dynamics<InnerActions, InnerObservations>,
  ): Partial<Dynamics<Actions, Observations>>;
}

/**
 * Lays a wrapper around an environment: the way to write one of one's own.
 *
 * What is wrapped is a description like any other: it runs alone, in vectors and
 * from snapshots.
 *
 * @param inner The environment.
 * @param outer What differs.
 * @returns A frozen description.
 * @throws {RangeError} If that makes no valid environment.
 *
 * @example Rewards that are doubled
 * ```ts
 * import { describe, make, wrap } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const generous = wrap(describe("CartPole-v1"), {
 *   wrapper: { name: "doubleReward", options: {} },
 *   dynamics: (inner) => ({
 *     step: (state, action, random) => 2 * inner.step(state, action, random),
 *   }),
 * });
 * using env = make(generous);
 * env.reset();
 * assertEquals(env.step(1).reward, 2);
 * ```
 */
export function wrap<
  InnerActions extends Space,
  InnerObservations extends Space,
  Actions extends Space = InnerActions,
  Observations extends Space = InnerObservations,
>(
  inner: EnvironmentDescription<InnerActions, InnerObservations>,
  outer: WrapperDefinition<
    InnerActions,
    InnerObservations,
    Actions,
    Observations
  >,
): EnvironmentDescription<Actions, Observations> {
  const { wrapper, ownSize = 0, dynamics, ...traits } = outer;
  const around = (moved: Pick<Dynamics, "initialize" | "step">) => {
    const all = { ...inner, ...moved } as typeof inner;
    return { ...all, ...dynamics?.(all) };
  };
  const { simulate } = inner;
  const definition = {
    ...around(inner),
    ...traits.actionSpace && { controls: null },
    ...traits,
    kernel: ownSize === 0 ? inner.kernel : null,
    ...simulate && {
      simulate() {
        const simulation = simulate();
        const { initialize, step } = around({
          initialize: simulation.initialize.bind(simulation),
          step: simulation.step.bind(simulation),
        });
        return {
          initialize,
          step,
          save: () => simulation.save(),
          load: (saved: unknown) => simulation.load(saved),
        };
      },
    },
    stateSize: inner.stateSize + ownSize,
    wrappers: [...inner.wrappers, frozenJson(wrapper)],
  };
  // Where a space is left out, its type is that of the inner one.
  return environment(
    definition as unknown as EnvironmentDescription<Actions, Observations>,
  );
}

/** A copy that nobody can change, and that JSON keeps to the last bit. */
function frozenJson<Json>(json: Json): Json {
  if (typeof json === "number") return toJsonNumber(json) as Json;
  if (typeof json !== "object" || json === null) return json;
  const copy = Array.isArray(json) ? json.map(frozenJson) : Object.fromEntries(
    Object.entries(json).map(([name, part]) => [name, frozenJson(part)]),
  );
  return Object.freeze(copy) as Json;
}
