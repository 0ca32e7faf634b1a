import { ENVIRONMENT_IDS } from "../../envs/registry.ts";
import type { AgentKind } from "../agent.ts";
import { AGENT_KINDS, AGENTS } from "../agent_json.ts";
import { type AgentFlag, agentFlags, valueOfFlag } from "./agent_flags.ts";
import type { Flag } from "./parse_flags.ts";
import { TRAIN_FLAGS } from "./train_request.ts";

/** What `deno task train --help` shows; with the options of one agent, if one is named. */
export function helpText(kind?: AgentKind): string {
  const lines = [
    "Trains an agent, and leaves a folder with all that came of it.",
    "",
    `deno task train [${kind ?? "agent"}] [environment] [options]`,
    "",
    "Without an agent, REINFORCE learns CartPole-v1 until it is solved.",
    "With one, it learns for its full budget, and is looked at then.",
    "",
    `agents:       ${AGENT_KINDS.join(", ")}`,
    `environments: ${ENVIRONMENT_IDS.join(", ")}`,
    "",
    "options:",
    ...[...TRAIN_FLAGS].map(([name, flag]) => flagLine(name, flag, flag.about)),
    "",
  ];
  if (kind === undefined) {
    lines.push("deno task train <agent> --help shows the agent's own options.");
  } else {
    const agent = AGENTS[kind]();
    const about = (flag: AgentFlag) =>
      `${flag.about} [${valueOfFlag(agent, flag)}]`;
    lines.push(
      `options of ${kind}:`,
      ...[...agentFlags(kind)].map(([name, flag]) =>
        flagLine(name, flag, about(flag))
      ),
    );
  }
  return `${lines.join("\n")}\n`;
}

const VALUES: { readonly [K in Flag["kind"]]: string } = {
  text: " NAME",
  number: " N",
  numbers: " N,N,…",
  switch: "",
};

/** `  --games N              games for each update [10]`. */
export function flagLine(
  name: string,
  { kind, value }: Flag,
  about: string,
): string {
  const shown = value === undefined ? VALUES[kind] : ` ${value}`;
  return `  ${`--${name}${shown}`.padEnd(24)} ${about}`;
}
