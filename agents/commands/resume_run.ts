import { cannot, formatValue, quote } from "../../core/errors.ts";
import { stringifyExact } from "../../core/exact_json.ts";
import { readFileChecked } from "../../core/files.ts";
import { describe } from "../../envs/describe.ts";
import type { Agent } from "../agent.ts";
import { agentFromJson } from "../agent_json.ts";
import { usualBudget } from "../algorithms.ts";
import { type Checkpoint, decodeCheckpoint } from "../checkpoint.ts";
import { resumeTraining } from "../train.ts";
import { beginRun } from "./begin_run.ts";
import type { Run } from "./carry_out.ts";
import type { CommandContext } from "./command_context.ts";
import type { ParsedFlags } from "./parse_flags.ts";
import { parseRunConfig, type RunConfig } from "./run_config.ts";
import { computeIn } from "./run_compute.ts";
import { removePartialFiles, type RunFolder, runFolder } from "./run_folder.ts";
import { startRun } from "./start_run.ts";
import {
  agentOf,
  budgetIn,
  requireFlagsOf,
  requireGoal,
  type RunSettings,
  type TrainRequest,
} from "./train_request.ts";
import { checking, UsageError } from "./usage_error.ts";

/** What a folder says about its run. */
type Identity = Pick<Checkpoint, "agent" | "environment" | "seed">;

/**
 * Makes a run ready to go on from its checkpoint; from its beginning, if it has none yet.
 *
 * No file is touched before everything has been read and checked.
 *
 * @throws {UsageError} If the command contradicts the run.
 * @throws {Error} If the folder holds no run, or a damaged one.
 */
export async function resumeRun(
  request: Extract<TrainRequest, { kind: "resume" }>,
  context: CommandContext,
): Promise<Run> {
  const { given, saveEvery } = request;
  const folder = runFolder(request.path);
  const config = await readConfig(folder);
  const bytes = await readIfThere(folder.checkpoint);
  if (!bytes && !config) {
    const wish = "the folder must hold a run";
    const action = `continue ${quote(folder.path)}`;
    throw new Error(cannot(action, wish, "none", "run"));
  }
  const saved = bytes ? decodeNamed(bytes, folder) : undefined;
  const identity: Identity = saved ?? config!;
  const agent = agentFromJson(identity.agent);
  const { environment, seed } = identity;
  const env = describe(environment);
  const settings = checking(() => {
    requireSame(identity, agent, given);
    const settings = settingsOf(given, config, agent);
    requireGoal(settings, env);
    return settings;
  });
  if (!bytes) {
    removePartialFiles(folder);
    const place = { kind: "again", path: folder.path } as const;
    const kind = "begin";
    const begin = {
      kind,
      agent,
      env,
      seed,
      settings,
      place,
      saveEvery,
    } as const;
    return await beginRun(begin, context);
  }
  const { budget, compute } = settings;
  const training = checking(() =>
    resumeTraining(bytes, { ...budget, ...compute })
  );
  return await startRun({
    training,
    kind: agent.kind,
    env,
    seed,
    settings,
    saveEvery,
    config: { ...identity, settings },
    takeFolder: () => {
      removePartialFiles(folder);
      return folder;
    },
  }, context);
}

/** Refuses words and flags that say something else than the run. */
function requireSame(
  identity: Identity,
  agent: Agent,
  { words, flags }: ParsedFlags,
): void {
  for (const name of ["name", "out"]) {
    if (flags.has(name)) throw conflict(`--${name}`, "a folder of its own");
  }
  requireFlagsOf(agent.kind, flags);
  const { network, kind: _, ...others } = agent;
  const wanted = agentOf(agent.kind, { ...others, ...network }, flags);
  const pairs = [
    ["the agent", words[0], agent.kind],
    ["the environment", words[1], identity.environment.id],
    ["--seed", flags.get("seed"), identity.seed],
    ["the agent's options", stringifyExact(wanted), stringifyExact(agent)],
  ] as const;
  for (const [what, said, found] of pairs) {
    if (said !== undefined && said !== found) {
      throw conflict(what, formatValue(found));
    }
  }
}

function conflict(what: string, found: string): UsageError {
  return new UsageError(
    cannot("continue the run", `${what} must be what it began with`, found),
  );
}

/** What the flags say, then what the run began with, then what is usual. */
function settingsOf(
  { flags }: ParsedFlags,
  config: RunConfig | undefined,
  agent: Agent,
): RunSettings {
  const before = config?.settings;
  return {
    budget: budgetIn(flags) ?? before?.budget ?? usualBudget(agent),
    untilSolved: flags.get("until-solved") as boolean | undefined ??
      before?.untilSolved ?? false,
    compute: computeIn(flags, before?.compute),
  };
}

async function readConfig(folder: RunFolder): Promise<RunConfig | undefined> {
  const bytes = await readIfThere(folder.config);
  if (!bytes) return undefined;
  return parseRunConfig(new TextDecoder().decode(bytes), folder.config);
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFileChecked(path);
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (cause instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function decodeNamed(bytes: Uint8Array, { checkpoint }: RunFolder): Checkpoint {
  try {
    return decodeCheckpoint(bytes);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new SyntaxError(`${error.message} (in ${checkpoint})`, {
      cause: error,
    });
  }
}
