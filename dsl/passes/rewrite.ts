import { Graph } from "../graph/graph.ts";
import type { GraphNode, NodeOf } from "../graph/node.ts";
import { type Program, program, programNodes } from "../graph/program.ts";

/**
 * Answers a node with the same value as `node`, or nothing. The node and its
 * inputs stand in the new graph already; new nodes join that graph.
 *
 * @param node The node to look at.
 * @param userCount How many inputs and outputs of the program take a node's value.
 */
export type RewriteRule = (
  node: GraphNode,
  userCount: (input: GraphNode) => number,
) => GraphNode | undefined;

/** What became of a program. */
export interface Rewritten {
  /** The new program, in a graph of its own. */
  readonly program: Program;
  /** Whether any rule applied, or two nodes became one. */
  readonly changed: boolean;
}

/** Goes through a program once, inputs before users, and replaces what `rule` answers. */
export function rewrite(source: Program, rule: RewriteRule): Rewritten {
  const graph = new Graph();
  const known = new Map<string, GraphNode>();
  const replaced = new Map<GraphNode, GraphNode>();
  const users = countUsers(source);
  let changed = false;
  for (const node of namedFirst(programNodes(source))) {
    const inputs = node.inputs.map((input) => replaced.get(input)!);
    const key = keyOf(node, inputs);
    const twin = key === undefined ? undefined : known.get(key);
    const copy = twin ?? graph.copy(node, inputs);
    const better = twin
      ? undefined
      : rule(copy, (input) => users.get(input) ?? 0);
    const result = better ?? copy;
    changed ||= twin !== undefined || better !== undefined;
    if (key !== undefined) known.set(key, result);
    replaced.set(node, result);
    // A replaced node hands its users on; one that two nodes became has both's.
    const before = result === copy && !twin ? 0 : users.get(result) ?? 0;
    users.set(result, before + (users.get(node) ?? 0));
  }
  const outputs = Object.fromEntries(
    Object.entries(source.outputs).map(([name, node]) => [
      name,
      replaced.get(node)!,
    ]),
  );
  const effects = source.effects.map((node) => replaced.get(node)!);
  return { program: program(outputs, effects), changed };
}

/** Variables and placeholders keep their names, so they come before nodes that could take them. */
function namedFirst(nodes: readonly GraphNode[]): GraphNode[] {
  const isNamed = ({ kind }: GraphNode) =>
    kind === "variable" || kind === "placeholder";
  return [...nodes.filter(isNamed), ...nodes.filter((n) => !isNamed(n))];
}

/** Applies a rule until nothing changes. */
export function rewriteFully(source: Program, rule: RewriteRule): Program {
  let { program: current, changed } = rewrite(source, rule);
  while (changed) {
    ({ program: current, changed } = rewrite(current, rule));
  }
  return current;
}

/** How often each node's value is taken, by nodes and by outputs. */
function countUsers(source: Program): Map<GraphNode, number> {
  const users = new Map<GraphNode, number>();
  const taken = [
    ...programNodes(source).flatMap((node) => node.inputs),
    ...Object.values(source.outputs),
  ];
  for (const node of taken) users.set(node, (users.get(node) ?? 0) + 1);
  return users;
}

/** Equal for nodes that must have equal values; nothing for those that stay apart. */
function keyOf(
  node: GraphNode,
  inputs: readonly GraphNode[],
): string | undefined {
  if (node.kind === "assign") return undefined;
  const { kind, shape, dtype } = node;
  return [
    kind,
    dtype,
    shape,
    inputs.map((input) => input.id),
    attributesKey(node),
  ].join("|");
}

function attributesKey(node: GraphNode): string {
  switch (node.kind) {
    case "constant":
      return constantKey(node);
    case "variable":
    case "placeholder":
      return node.name;
    default:
      return JSON.stringify(node.attributes);
  }
}

/** Small constants are told apart by their bits, large ones by where they stand. */
function constantKey({ attributes: { data }, id }: NodeOf<"constant">): string {
  if (data.length > 16) return `#${id}`;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return bytes.join(",");
}
