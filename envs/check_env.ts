import {
  cannot,
  requireInteger,
  requirePositiveInteger,
} from "../core/errors.ts";
import { RandomStream } from "../core/random.ts";
import { DYNAMICS_LAWS } from "./checking/dynamics_laws.ts";
import { DETERMINISM, EPISODE_LAWS } from "./checking/episode_laws.ts";
import type { Law, Subject } from "./checking/law.ts";
import { play } from "./checking/play.ts";
import { RENDERING_LAWS } from "./checking/rendering_laws.ts";
import { VECTOR_LAWS } from "./checking/vector_laws.ts";
import { describe, type EnvironmentLike } from "./describe.ts";
import type { EnvironmentDescription } from "./description.ts";
import type { Environment } from "./environment.ts";
import { make } from "./make.ts";

/** Options for {@linkcode checkEnv}. */
export interface CheckOptions {
  /** Where episodes and actions begin; another seed tries other ones. @default {0} */
  readonly seed?: number;
  /** For how many steps each law is tried. @default {200} */
  readonly steps?: number;
  /**
   * How a live environment is made, for those who write one of their own.
   *
   * @param description The checked one, or one derived from it with another time limit.
   * @returns A new environment, to be reset first.
   * @default {make}
   */
  create?(description: EnvironmentDescription): Environment;
}

/** What {@linkcode checkEnv} answers for an environment that keeps the laws. */
export interface CheckReport {
  /** Which environment it was. */
  readonly id: string;
  /** The laws that were tried. */
  readonly laws: readonly string[];
  /** How many of the steps at random ended an episode because the task did. */
  readonly terminated: number;
  /** How many of the steps at random reached the time limit. */
  readonly truncated: number;
}

const LAWS: readonly Law[] = [
  DETERMINISM,
  ...DYNAMICS_LAWS,
  ...EPISODE_LAWS,
  ...VECTOR_LAWS,
  ...RENDERING_LAWS,
];

/**
 * Tries whether an environment keeps the laws that agents rely on: its
 * observations lie in their space, chance comes from its seed alone, nothing is
 * remembered outside its state, and so on; the report lists them all.
 *
 * @param env An id, a description, or a live environment.
 * @param options Where and for how long to try, and how a live environment is made.
 * @returns What was tried, and how often an episode ended meanwhile.
 * @throws {RangeError} If a law is broken; the message says which, and what was found.
 *
 * @example An environment that looks at the clock of its own
 * ```ts
 * import { checkEnv, discrete, environment } from "@silica/silica/envs";
 * import { assert, assertThrows } from "@std/assert";
 *
 * assert(checkEnv("CartPole-v1").terminated > 0);
 *
 * let clock = 0;
 * const bell = environment({
 *   id: "Bell-v0",
 *   stateSize: 1,
 *   actionSpace: discrete(1),
 *   observationSpace: discrete(2),
 *   initialize: (state) => void state.fill(0),
 *   step: (state) => state[0] = ++clock % 7 === 0 ? 1 : 0,
 *   terminated: () => false,
 *   observe: (state, out) => void (out[0] = state[0]!),
 * });
 * assertThrows(() => checkEnv(bell), RangeError, "Cannot accept Bell-v0");
 * ```
 */
export function checkEnv(
  env: EnvironmentLike,
  options: CheckOptions = {},
): CheckReport {
  const description: EnvironmentDescription = describe(env);
  const { seed = 0, steps = 200, create = make } = options;
  const action = `check ${description.id}`;
  requireInteger(seed, action, "seed", { min: 0 });
  requirePositiveInteger(steps, action, "steps");
  const subject: Subject = {
    description,
    seed,
    steps,
    actions: () => RandomStream.from(seed).split("actions"),
    create: (derived = description) => create(derived),
  };
  for (const law of LAWS) requireLaw(law, subject);
  return Object.freeze({
    id: description.id,
    laws: Object.freeze(LAWS.map(({ wish }) => wish)),
    ...countEnds(subject),
  });
}

function requireLaw(law: Law, subject: Subject): void {
  const action = `accept ${subject.description.id}`;
  let found: string | undefined;
  try {
    found = law.try(subject);
  } catch (cause) {
    const message = cannot(action, law.wish, String(cause), "finding");
    throw new RangeError(message, { cause });
  }
  if (found === undefined) return;
  throw new RangeError(cannot(action, law.wish, found, "finding"));
}

/** How often play at random comes to an end, and why. */
function countEnds(
  { create, actions, seed, steps }: Subject,
): { terminated: number; truncated: number } {
  const moments = [...play(create(), actions(), steps, { seed })];
  return {
    terminated: moments.filter((moment) => moment.terminated).length,
    truncated: moments.filter((moment) => moment.truncated).length,
  };
}
