import { isMatching, P } from "../../core/deps/ts_pattern.ts";
import { cannot, formatValue, quote } from "../../core/errors.ts";
import { parseExact } from "../../core/exact_json.ts";
import { BACKEND_CHOICES } from "../../dsl/backends/require_choice.ts";
import type { AgentJson } from "../agent_json.ts";
import { type EnvironmentJson, isWrapperRecord } from "../environment_json.ts";
import { runCompute } from "./run_compute.ts";
import type { RunSettings } from "./train_request.ts";

/** What stands in a run's `config.json`. */
export interface RunConfig {
  /** Who learns. */
  readonly agent: AgentJson;
  /** What it learns. */
  readonly environment: EnvironmentJson;
  /** Where all randomness comes from. */
  readonly seed: number;
  /** How the run is carried out. */
  readonly settings: RunSettings;
}

const COUNT = P.number.int().positive();
const CONFIG = {
  format: "silica-run",
  version: 1,
  agent: { kind: P.string },
  environment: {
    id: P.string,
    options: P.any,
    wrappers: P.optional(P.array(P.when(isWrapperRecord))),
  },
  seed: P.number.int(),
  settings: {
    budget: { steps: P.optional(COUNT), updates: P.optional(COUNT) },
    untilSolved: P.boolean,
    backend: P.union(...BACKEND_CHOICES),
    deterministic: P.optional(P.boolean),
    threads: P.optional(COUNT),
  },
} as const;

/** The text of a `config.json`. */
export function formatRunConfig(config: RunConfig): string {
  const { agent, environment, seed, settings } = config;
  const { compute, ...rest } = settings;
  const document = {
    format: CONFIG.format,
    version: CONFIG.version,
    agent,
    environment,
    seed,
    settings: { ...rest, ...compute },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/**
 * Reads a `config.json`.
 *
 * @param text What stands in it.
 * @param path Where it stands, for the error.
 * @returns The configuration.
 * @throws {SyntaxError} If it is none.
 */
export function parseRunConfig(text: string, path: string): RunConfig {
  const action = `read ${quote(path)}`;
  const json = parseExact(text, action);
  if (!isMatching(CONFIG, json)) {
    const wish = "it must be the configuration of a run";
    throw new SyntaxError(cannot(action, wish, formatValue(json)));
  }
  const { agent, environment, seed, settings } = json;
  const { budget, untilSolved } = settings;
  const { steps, updates } = budget;
  return {
    agent,
    environment: environment as EnvironmentJson,
    seed,
    settings: {
      budget: {
        ...(steps === undefined ? {} : { steps }),
        ...(updates === undefined ? {} : { updates }),
      },
      untilSolved,
      compute: runCompute(settings),
    },
  };
}
