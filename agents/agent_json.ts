import { cannot, formatValue, unknownName } from "../core/errors.ts";
import { parseModel } from "../dsl/formats/parse_model.ts";
import type { Model } from "../dsl/model.ts";
import type { Agent, AgentKind, AgentOf } from "./agent.ts";
import type { Network, NetworkOptions } from "./dense_network.ts";
import { dqn } from "./deep_q/dqn.ts";
import { reinforce } from "./policy_gradient/reinforce.ts";

/** An agent as plain JSON; its network, if it was described by a function, as that of the model. */
export interface AgentJson {
  /** Tag of the agent. */
  readonly kind: string;
  /** Its network. */
  readonly network?: unknown;
}

/** Every agent, as a function from its options to its description. */
export const AGENTS: {
  readonly [K in AgentKind]: (options?: object) => AgentOf<K>;
} = Object.freeze({ reinforce, dqn });

/** The tags of all agents. */
export const AGENT_KINDS: readonly AgentKind[] = Object.freeze(
  Object.keys(AGENTS) as AgentKind[],
);

/**
 * Writes an agent as plain JSON.
 *
 * @param agent The agent.
 * @param model Its network, as it is for the environment at hand.
 * @returns What {@linkcode agentFromJson} reads.
 */
export function agentToJson(agent: Agent, model: Model): AgentJson {
  return "model" in agent.network
    ? { ...agent, network: { model: model.toJSON() } }
    : agent;
}

/**
 * Reads what {@linkcode agentToJson} wrote.
 *
 * @param json Anything with a tag, such as `JSON.parse` answers.
 * @returns The agent.
 * @throws {RangeError} If there is no such agent or option, or one is out of range.
 * @throws {SyntaxError} If its network is no model.
 * @throws {TypeError} If an option is of another type.
 */
export function agentFromJson(json: AgentJson): Agent {
  const { kind, network, ...others } = json;
  if (!Object.hasOwn(AGENTS, kind)) {
    throw unknownName(ACTION, "agent", kind, AGENT_KINDS);
  }
  const create = AGENTS[kind as AgentKind];
  const { kind: _kind, network: usual, ...known } = create();
  requireNames(others, known);
  return create({ ...others, ...networkOptions(network, usual) });
}

const ACTION = "read an agent";

function networkOptions(json: unknown, usual: Network): NetworkOptions {
  if (typeof json !== "object" || json === null) {
    const wish = "'network' must be a record";
    throw new TypeError(cannot(ACTION, wish, formatValue(json)));
  }
  if (!("model" in json)) {
    requireNames(json, usual);
    return json;
  }
  const model = parseModel(json.model);
  if (model.kind === "model") return { model: () => model };
  const wish = "its model must have one output";
  throw new RangeError(cannot(ACTION, wish, formatValue(model.kind)));
}

function requireNames(json: object, known: object): void {
  const names = Object.keys(known);
  for (const name of Object.keys(json)) {
    if (names.includes(name)) continue;
    throw unknownName(ACTION, "option", name, names);
  }
}
