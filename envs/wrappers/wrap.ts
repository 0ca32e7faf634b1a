import {
  type Dynamics,
  environment,
  type EnvironmentDescription,
  type EnvironmentTraits,
  type WrapperRecord,
} from "../description.ts";
import type { Space } from "../spaces/space.ts";

/** What a wrapper changes of an environment; what it leaves out stays as it is inside. */
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
  /** What is written down of the wrapper. */
  readonly wrapper: WrapperRecord;
  /** How many numbers it lays behind the inner state. @default {0} */
  readonly ownSize?: number;
  /**
   * How it moves, in terms of how the inner environment does.
   *
   * The state begins with all numbers of the inner one, which the inner functions
   * read and write; its own numbers begin at the inner `stateSize`. It must keep
   * nothing elsewhere.
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
    const functions = { ...inner, ...moved } as Dynamics<
      InnerActions,
      InnerObservations
    >;
    return { ...functions, ...dynamics?.(functions) };
  };
  const { simulate } = inner;
  const definition = {
    ...inner,
    ...traits,
    ...around(inner),
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
    wrappers: [...inner.wrappers, wrapper],
  };
  // Where a space is left out, its type is that of the inner one.
  return environment(
    definition as unknown as EnvironmentDescription<Actions, Observations>,
  );
}
