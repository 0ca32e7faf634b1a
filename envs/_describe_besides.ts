import { isMatching, P } from "../core/deps/ts_pattern.ts";
import { cannot, formatValue, unknownName } from "../core/errors.ts";
import type { EnvironmentLike } from "./describe.ts";
import { environment, type EnvironmentDescription } from "./description.ts";
import { ENVIRONMENT_IDS, type EnvironmentId, REGISTRY } from "./registry.ts";
import { resolveOptions } from "./resolve_options.ts";
import { isSpace } from "./spaces/space.ts";
import { rewrap } from "./wrappers/rewrap.ts";
import { timeLimit } from "./wrappers/time_limit.ts";

/** Describes an environment, and completes the other options that stand among its own. */
export function describeBesides<Others extends object>(
  verb: string,
  env: EnvironmentLike,
  options: object,
  others: Others,
): { readonly description: EnvironmentDescription; readonly others: Others } {
  const { id, own, limit, create } = sourceOf(verb, env);
  const resolved: Record<string, unknown> = resolveOptions(
    `${verb} ${id}`,
    options,
    { ...own, maxEpisodeSteps: limit, ...others },
  );
  const pick = (names: object) =>
    Object.fromEntries(
      Object.keys(names).map((name) => [name, resolved[name]]),
    );
  const maxEpisodeSteps = resolved.maxEpisodeSteps as number | null;
  return {
    description: create(pick(own), maxEpisodeSteps),
    others: pick(others) as Others,
  };
}

/** Where a description comes from, with its own options as they are if nobody says otherwise. */
interface Source {
  readonly id: string;
  readonly own: Readonly<Record<string, unknown>>;
  readonly limit: number | null;
  create(
    own: Readonly<Record<string, unknown>>,
    maxEpisodeSteps: number | null,
  ): EnvironmentDescription;
}

function sourceOf(verb: string, env: EnvironmentLike): Source {
  if (typeof env === "string") return registered(verb, env);
  const description = descriptionIn(env) ?? savedDescription(verb, env);
  if (description === undefined) {
    const wish = "it must be an id, a description or an environment";
    throw new TypeError(
      cannot(`${verb} an environment`, wish, formatValue(env)),
    );
  }
  const { id, maxEpisodeSteps: limit } = description;
  return {
    id,
    own: {},
    limit,
    create: (_, steps) =>
      steps === limit ? description : timeLimit(description, steps),
  };
}

/** The description that a value is or has, if that is so; nobody has checked the value. */
function descriptionIn(value: unknown): EnvironmentDescription | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const found = "description" in value ? value.description : value;
  return isDescription(found) ? found : undefined;
}

/** The description that a saved one leads back to, if a value is one; nobody has checked the value. */
function savedDescription(
  verb: string,
  value: unknown,
): EnvironmentDescription | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { id, options = {}, wrappers = [] }: {
    id?: unknown;
    options?: unknown;
    wrappers?: unknown;
  } = value;
  if (typeof id !== "string") return undefined;
  const action = `${verb} ${id}`;
  if (!isMatching(P.record(P.string, P.any), options)) {
    const wish = "its options must be a record";
    throw new SyntaxError(cannot(action, wish, formatValue(options)));
  }
  const { description } = describeBesides(verb, id, options, {});
  return rewrap(description, wrappers, action);
}

function isDescription(value: unknown): value is EnvironmentDescription {
  return typeof value === "object" && value !== null &&
    "actionSpace" in value && isSpace(value.actionSpace) &&
    "observationSpace" in value && isSpace(value.observationSpace) &&
    "step" in value && typeof value.step === "function";
}

function registered(verb: string, id: string): Source {
  if (!Object.hasOwn(REGISTRY, id)) {
    throw unknownName(`${verb} an environment`, "id", id, ENVIRONMENT_IDS);
  }
  const { create, maxEpisodeSteps: limit, rewardThreshold } =
    REGISTRY[id as EnvironmentId];
  return {
    id,
    own: create().options,
    limit,
    create(own, steps) {
      const made: EnvironmentDescription = create(own);
      // What a registration wraps comes with its id.
      const traits = { id, rewardThreshold, wrappers: [] };
      return timeLimit(environment({ ...made, ...traits }), steps);
    },
  };
}
