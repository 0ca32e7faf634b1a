import { cannot } from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import type { Environment } from "../environment.ts";
import { resolveOptions } from "../resolve_options.ts";
import { type Box, box } from "../spaces/box.ts";
import { formatSpace, type Space, spaceSize } from "../spaces/space.ts";
import { spaceBuffer } from "../spaces/space_buffer.ts";
import { wrap } from "../wrappers/wrap.ts";
import { aroundEnvironment, aroundVector, isVector } from "./_around.ts";
import { takeMemory, withMemory } from "./_memory.ts";
import { Normalizer } from "./_normalizer.ts";
import { requireStatistics } from "./_statistics_options.ts";
import type { EnvironmentVector } from "./environment_vector.ts";
import { RunningMoments } from "./running_moments.ts";

/** Options for {@linkcode normalizeObservation}. */
export interface NormalizeObservationOptions {
  /** What is added to variances, against division by 0; above 0. @default {1e-8} */
  readonly epsilon?: number;
  /** Whether what is seen is taken into account from now on. @default {true} */
  readonly update?: boolean;
  /** What was seen before; others may go on with it. @default {nothing} */
  readonly moments?: RunningMoments;
}

/** One environment with observations of mean 0 and variance 1. */
export interface NormalizedEnvironment<Actions extends Space = Space>
  extends Environment<Actions, Box<"float32">> {
  /** The mean and the variance of what was seen. */
  readonly moments: RunningMoments;
}

/** Many environments with observations of mean 0 and variance 1. */
export interface NormalizedVector<Actions extends Space = Space>
  extends EnvironmentVector<Actions, Box<"float32">> {
  /** The mean and the variance of what was seen, by all of them together. */
  readonly moments: RunningMoments;
}

const NAME = "normalizeObservation";

/**
 * Moves and scales each number of observations such that all that has been seen of
 * it so far has mean 0 and variance 1: (x − mean) / √(variance + ε).
 *
 * It can be used in place of what it is around, and its snapshots hold the
 * statistics. Its description shows observations by those of the moment, without
 * changing them: so whoever makes environments of that plays by the same rules.
 * For an evaluation of its own, hand `moments` over and leave `update` out of it.
 *
 * @param env One environment, or many.
 * @param options What was seen before, and whether that goes on.
 * @returns It with other observations.
 * @throws {RangeError} If observations are no box, or an option is out of range.
 *
 * @example Learn with one, evaluate with another
 * ```ts
 * import { make, normalizeObservation } from "@silica/silica/envs";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const learning = normalizeObservation(make("CartPole-v1"));
 * learning.reset({ seed: 1 });
 * for (let i = 0; i < 9; i++) learning.step(1);
 * assert(learning.moments.mean[1]! > 0.5);
 *
 * const { moments } = learning;
 * const { count } = moments;
 * const other = normalizeObservation(make("CartPole-v1"), { moments, update: false });
 * const { observation } = other.reset();
 * assert(observation[1]! < -1);
 * assertEquals(moments.count, count);
 * ```
 */
export function normalizeObservation<Actions extends Space>(
  env: Environment<Actions, Box>,
  options?: NormalizeObservationOptions,
): NormalizedEnvironment<Actions>;
/** The same of many environments; what is said of one holds for them. */
export function normalizeObservation<Actions extends Space>(
  envs: EnvironmentVector<Actions, Box>,
  options?: NormalizeObservationOptions,
): NormalizedVector<Actions>;
export function normalizeObservation<Actions extends Space>(
  env: Environment<Actions, Box> | EnvironmentVector<Actions, Box>,
  options: NormalizeObservationOptions = {},
): NormalizedEnvironment<Actions> | NormalizedVector<Actions> {
  const { id, observationSpace } = env.description;
  const action = `normalize the observations of ${id}`;
  if (observationSpace.kind !== "box") {
    const wish = "'observationSpace' must be a box";
    throw new RangeError(cannot(action, wish, formatSpace(observationSpace)));
  }
  const size = spaceSize(observationSpace);
  const { moments, update, epsilon } = resolveOptions<
    Required<NormalizeObservationOptions>
  >(
    action,
    options,
    { epsilon: 1e-8, update: true, moments: new RunningMoments(size) },
  );
  requireStatistics({ moments, update, epsilon }, size, action);
  const normalizer = new Normalizer(moments, epsilon);
  return isVector(env)
    ? manyNormalized(env, normalizer, update)
    : oneNormalized(env, normalizer, update);
}

function oneNormalized<Actions extends Space>(
  env: Environment<Actions, Box>,
  normalizer: Normalizer,
  update: boolean,
): NormalizedEnvironment<Actions> {
  const { moments } = normalizer;
  const isMemory = moments.isSnapshot.bind(moments);
  const description = normalizedDescription(env.description, normalizer);
  const see = (seen: ArrayLike<number>) => {
    if (update) moments.add(seen);
    const observation = new Float32Array(moments.mean.length);
    normalizer.write(seen, observation);
    return observation;
  };
  const normalized = aroundEnvironment<Actions, Box, Box<"float32">>(env, {
    description,
    observationSpace: description.observationSpace,
    reset(request) {
      const result = env.reset(request);
      return { ...result, observation: see(result.observation) };
    },
    step(action) {
      const result = env.step(action);
      return { ...result, observation: see(result.observation) };
    },
    snapshot: () => withMemory(env.snapshot(), NAME, moments.snapshot()),
    restore(snapshot) {
      const { memory, inner } = takeMemory(snapshot, NAME, isMemory);
      env.restore(inner);
      moments.restore(memory);
    },
  });
  return { ...normalized, moments };
}

function manyNormalized<Actions extends Space>(
  envs: EnvironmentVector<Actions, Box>,
  normalizer: Normalizer,
  update: boolean,
): NormalizedVector<Actions> {
  const { moments } = normalizer;
  const isMemory = moments.isSnapshot.bind(moments);
  const size = moments.mean.length;
  const description = normalizedDescription(envs.description, normalizer);
  const observations = new Float32Array(envs.count * size);
  const nextObservations = new Float32Array(envs.count * size);
  const write = () => {
    normalizer.write(envs.nextObservations, nextObservations);
    normalizer.write(envs.observations, observations);
  };
  const normalized = aroundVector<Actions, Box, Box<"float32">>(envs, {
    description,
    observations,
    nextObservations,
    reset(request) {
      const seen = envs.reset(request);
      for (let i = 0; update && i < envs.count; i++) {
        if (request?.mask === undefined || request.mask[i]) {
          moments.add(seen, i * size);
        }
      }
      write();
      return observations;
    },
    step(actions) {
      envs.step(actions);
      for (let i = 0; update && i < envs.count; i++) {
        moments.add(envs.nextObservations, i * size);
        if (envs.started[i] && envs.autoreset === "same-step") {
          moments.add(envs.observations, i * size);
        }
      }
      write();
    },
    snapshot: () => withMemory(envs.snapshot(), NAME, moments.snapshot()),
    restore(snapshot) {
      const { memory, inner } = takeMemory(snapshot, NAME, isMemory);
      envs.restore(inner);
      moments.restore(memory);
      write();
    },
  });
  return { ...normalized, moments };
}

/** What shows observations by moments as they are at the time. */
function normalizedDescription<Actions extends Space>(
  inner: EnvironmentDescription<Actions, Box>,
  normalizer: Normalizer,
): EnvironmentDescription<Actions, Box<"float32">> {
  const { observationSpace } = inner;
  const { shape } = observationSpace;
  return wrap<Actions, Box, Actions, Box<"float32">>(inner, {
    wrapper: { name: NAME, options: null },
    observationSpace: box({ low: -Infinity, high: Infinity, shape }),
    dynamics({ observe }) {
      const seen = spaceBuffer<Box>(observationSpace, 1);
      return {
        observe(state, out) {
          observe(state, seen);
          normalizer.write(seen, out);
        },
      };
    },
  });
}
