import { cannot, formatValue, unknownName } from "../../core/errors.ts";
import { describe } from "../../envs/describe.ts";
import type { EnvironmentDescription } from "../../envs/description.ts";
import type { Agent, AgentKind } from "../agent.ts";
import { AGENT_KINDS, AGENTS } from "../agent_json.ts";
import { usualBudget } from "../algorithms.ts";
import type { TrainingBudget } from "../learner.ts";
import { type Preset, PRESETS } from "../presets.ts";
import { agentFlags, withFlags } from "./agent_flags.ts";
import {
  type Flag,
  type FlagValue,
  type ParsedFlags,
  parseFlags,
} from "./parse_flags.ts";
import { COMPUTE_FLAGS, computeIn, type RunCompute } from "./run_compute.ts";
import { UsageError } from "./usage_error.ts";

/** Where a run's files go. */
export type RunPlace =
  /** A folder of this very path. */
  | { readonly kind: "path"; readonly path: string }
  /** A folder of this very name among all runs. */
  | { readonly kind: "name"; readonly name: string }
  /** A folder of this name among all runs, with a number behind it where there is one already. */
  | { readonly kind: "free"; readonly name: string }
  /** The folder of a run that was stopped before its first checkpoint. */
  | { readonly kind: "again"; readonly path: string };

/** How a run is carried out. */
export interface RunSettings {
  /** Where it stops. */
  readonly budget: TrainingBudget;
  /** Whether it stops before, once the environment is solved, and fails otherwise. */
  readonly untilSolved: boolean;
  /** What it runs on. */
  readonly compute: RunCompute;
}

/** What `deno task train` is asked to do. */
export type TrainRequest =
  /** Show how it is used; of one agent, if one was named. */
  | { readonly kind: "help"; readonly agent?: AgentKind }
  /** Begin. */
  | {
    readonly kind: "begin";
    readonly agent: Agent;
    readonly env: EnvironmentDescription;
    readonly seed: number;
    readonly settings: RunSettings;
    readonly place: RunPlace;
    readonly saveEvery: number;
  }
  /** Go on. */
  | {
    readonly kind: "resume";
    readonly path: string;
    readonly given: ParsedFlags;
    readonly saveEvery: number;
  };

/** The flags that do not depend on the agent. */
export const TRAIN_FLAGS: ReadonlyMap<string, Flag> = new Map(
  Object.entries({
    steps: { kind: "number", about: "stop after N steps in the environment" },
    updates: { kind: "number", about: "stop after N updates" },
    "until-solved": {
      kind: "switch",
      about: "stop once solved; fail if that does not happen",
    },
    seed: { kind: "number", about: "where all randomness comes from [0]" },
    ...COMPUTE_FLAGS,
    name: { kind: "text", about: "write to runs/NAME", value: "NAME" },
    out: { kind: "text", about: "write to FOLDER", value: "FOLDER" },
    resume: {
      kind: "text",
      about: "continue the run in FOLDER",
      value: "FOLDER",
    },
    "save-every": { kind: "number", about: "seconds between checkpoints [5]" },
    help: { kind: "switch", about: "show this" },
  }),
);

const DEFAULT_ENVIRONMENT = "CartPole-v1";
const SAVE_EVERY = 5;

/**
 * Reads what `deno task train` is asked to do, and checks all of it.
 *
 * @param args The words after the command.
 * @returns What to do.
 * @throws {UsageError} If it cannot be understood.
 * @throws {RangeError} If an option is out of range.
 * @throws {TypeError} If options do not go together.
 */
export function readTrainRequest(args: readonly string[]): TrainRequest {
  const everyFlag = new Map<string, Flag>([
    ...AGENT_KINDS.flatMap((kind) => [...agentFlags(kind)]),
    ...TRAIN_FLAGS,
  ]);
  const given = parseFlags(args, everyFlag);
  const { words, flags } = given;
  const kind = agentKindIn(words);
  if (flags.get("help")) {
    return { kind: "help", ...(kind === undefined ? {} : { agent: kind }) };
  }
  if (words.length > 2) {
    const wish = "it takes an agent and an environment";
    throw usage(wish, formatValue(words[2]), "further word");
  }
  const saveEvery = flags.get("save-every") as number ?? SAVE_EVERY;
  if (!(saveEvery >= 0)) {
    throw usage("--save-every takes a number of at least 0", saveEvery);
  }
  const path = flags.get("resume") as string | undefined;
  if (path !== undefined) return { kind: "resume", path, given, saveEvery };
  const env = describe(words[1] ?? DEFAULT_ENVIRONMENT);
  const preset = kind === undefined ? PRESETS[env.id]! : undefined;
  requireFlagsOf(kind ?? preset!.kind, flags);
  const agent = kind === undefined
    ? agentOf(preset!.kind, preset!.options, flags)
    : agentOf(kind, {}, flags);
  const seed = flags.get("seed") as number ?? 0;
  const settings = settingsOf(flags, agent, preset);
  requireGoal(settings, env);
  return {
    kind: "begin",
    agent,
    env,
    seed,
    settings,
    place: placeOf(flags, `${agent.kind}-${env.id}-seed-${seed}`),
    saveEvery,
  };
}

/** An agent with an option changed for each flag. */
export function agentOf(
  kind: AgentKind,
  options: object,
  flags: ReadonlyMap<string, FlagValue>,
): Agent {
  return AGENTS[kind](withFlags(kind, options, flags));
}

/** Settings as flags say; without any, those of the preset or the agent. */
function settingsOf(
  flags: ReadonlyMap<string, FlagValue>,
  agent: Agent,
  preset: Preset | undefined,
): RunSettings {
  const budget = budgetIn(flags);
  const usual = preset ? { updates: preset.updates } : usualBudget(agent);
  return {
    budget: budget ?? usual,
    untilSolved: flags.get("until-solved") as boolean | undefined ??
      (preset !== undefined && budget === undefined),
    compute: computeIn(flags),
  };
}

/** Where flags say that a run stops. */
export function budgetIn(
  flags: ReadonlyMap<string, FlagValue>,
): TrainingBudget | undefined {
  const steps = flags.get("steps") as number | undefined;
  const updates = flags.get("updates") as number | undefined;
  if (steps === undefined && updates === undefined) return undefined;
  return {
    ...(steps === undefined ? {} : { steps }),
    ...(updates === undefined ? {} : { updates }),
  };
}

function placeOf(
  flags: ReadonlyMap<string, FlagValue>,
  usual: string,
): RunPlace {
  const name = flags.get("name") as string | undefined;
  const out = flags.get("out") as string | undefined;
  if (name !== undefined && out !== undefined) {
    throw usage("it takes either --name or --out", "both", "choice");
  }
  if (out !== undefined) return { kind: "path", path: out };
  if (name === undefined) return { kind: "free", name: usual };
  if (/^[^/\\]+$/.test(name) && name !== "." && name !== "..") {
    return { kind: "name", name };
  }
  throw usage("--name takes the name of a folder", formatValue(name));
}

/** Refuses flags that are for other agents. */
export function requireFlagsOf(
  kind: AgentKind,
  flags: ReadonlyMap<string, FlagValue>,
): void {
  const known = [...TRAIN_FLAGS.keys(), ...agentFlags(kind).keys()];
  for (const name of flags.keys()) {
    if (known.includes(name)) continue;
    const names = known.map((each) => `--${each}`);
    const action = `train a ${kind} agent`;
    const { message } = unknownName(action, "option", `--${name}`, names);
    throw new UsageError(message);
  }
}

/** Refuses to wait for an environment to be solved that cannot be. */
export function requireGoal(
  { untilSolved }: RunSettings,
  { id, rewardThreshold }: EnvironmentDescription,
): void {
  if (!untilSolved || rewardThreshold !== null) return;
  const wish = `${id} must say from which return on it is solved`;
  throw usage(wish, "none", "threshold");
}

/** The agent that is named, if any. */
function agentKindIn([first]: readonly string[]): AgentKind | undefined {
  if (first === undefined) return undefined;
  if ((AGENT_KINDS as readonly string[]).includes(first)) {
    return first as AgentKind;
  }
  const { message } = unknownName("train", "agent", first, AGENT_KINDS);
  throw new UsageError(message);
}

function usage(wish: string, fact: unknown, what = "value"): UsageError {
  return new UsageError(cannot("train", wish, fact, what));
}
