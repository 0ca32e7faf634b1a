import type { Agent, AgentKind } from "../agent.ts";
import { AGENTS } from "../agent_json.ts";
import type { Flag, FlagValue } from "./parse_flags.ts";

/** A flag that sets an option of an agent. */
export interface AgentFlag extends Flag {
  /** Where the option stands in the agent's options. */
  readonly path: readonly string[];
}

const NETWORK = {
  hidden: flag("numbers", ["hidden"], "units of each hidden layer"),
  activation: flag("text", ["activation"], "function after each hidden layer"),
  initializer: flag("text", ["initializer"], "how weights begin"),
};

const LEARNING = {
  discount: flag("number", ["discount"], "how much the next step counts"),
  "learning-rate": flag("number", ["learningRate"], "Adam's learning rate"),
};

const FLAGS: {
  readonly [K in AgentKind]: Readonly<Record<string, AgentFlag>>;
} = {
  reinforce: {
    ...NETWORK,
    ...LEARNING,
    games: flag("number", ["games"], "games for each update"),
    "max-steps": flag("number", ["maxSteps"], "longest game"),
  },
  dqn: {
    ...NETWORK,
    ...LEARNING,
    "batch-size": flag("number", ["batchSize"], "transitions in an update"),
    capacity: flag("number", ["capacity"], "transitions remembered"),
    "learning-starts": flag(
      "number",
      ["learningStarts"],
      "steps before the first update",
    ),
    "train-every": flag("number", ["trainEvery"], "steps between updates"),
    "gradient-steps": flag(
      "number",
      ["gradientSteps"],
      "updates at a time",
    ),
    "target-every": flag(
      "number",
      ["targetEvery"],
      "updates between copies to the target network",
    ),
    "epsilon-from": flag(
      "number",
      ["epsilon", "from"],
      "share of random actions at first",
    ),
    "epsilon-to": flag(
      "number",
      ["epsilon", "to"],
      "share of random actions at last",
    ),
    "epsilon-steps": flag(
      "number",
      ["epsilon", "steps"],
      "steps from one to the other",
    ),
    double: flag("switch", ["double"], "double Q-learning"),
    "clip-global-norm": flag(
      "number",
      ["clipGlobalNorm"],
      "longest gradient",
    ),
  },
};

/** The flags that set options of an agent, by name. */
export function agentFlags(kind: AgentKind): ReadonlyMap<string, AgentFlag> {
  return new Map(Object.entries(FLAGS[kind]));
}

/** An agent's options, with what flags say in place of what they said before. */
export function withFlags(
  kind: AgentKind,
  options: object,
  flags: ReadonlyMap<string, FlagValue>,
): object {
  const changed: Record<string, unknown> = { ...options };
  for (const [name, { path }] of agentFlags(kind)) {
    const value = flags.get(name);
    if (value === undefined) continue;
    const [first, second] = path as [string, string?];
    if (second === undefined) {
      changed[first] = value;
      continue;
    }
    const usual = (AGENTS[kind]() as unknown as Record<string, object>)[first];
    changed[first] = { ...usual, ...changed[first] as object, [second]: value };
  }
  return changed;
}

/** What an agent's description says where a flag would change it. */
export function valueOfFlag(agent: Agent, { path }: AgentFlag): unknown {
  const flat = { ...agent, ...agent.network };
  return path.reduce<unknown>(
    (value, name) => (value as Record<string, unknown> | undefined)?.[name],
    flat,
  );
}

function flag(
  kind: Flag["kind"],
  path: readonly string[],
  about: string,
): AgentFlag {
  return Object.freeze({ kind, path: Object.freeze(path), about });
}
