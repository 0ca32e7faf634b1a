import type { Dqn } from "./deep_q/dqn.ts";
import type { Reinforce } from "./policy_gradient/reinforce.ts";

/** An agent, described as plain data: what it is made of, and how it learns. */
export type Agent = Reinforce | Dqn;

/** The tag of an {@linkcode Agent}. */
export type AgentKind = Agent["kind"];

/** The agents by their tag. */
export type AgentOf<K extends AgentKind> = Extract<
  Agent,
  { readonly kind: K }
>;
