import { Graph } from "../graph/graph.ts";
import type { Data, GraphNode } from "../graph/node.ts";
import { type Program, program, programNodes } from "../graph/program.ts";

/**
 * Answers a node with the same value as `node`, or nothing. The node and its
 * inputs stand in the new graph already; new nodes, which do not take `node`
 * itself, join that graph.
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
  /** Whether two nodes became one: others may have fewer users than were counted. */
  readonly merged: boolean;
}

/**
 * Goes through a program once, inputs before users, and replaces what `rule`
 * answers, and that in turn, until it answers nothing.
 */
export function rewrite(source: Program, rule: RewriteRule): Rewritten {
  const graph = new Graph();
  const nodes = programNodes(source);
  const users = countUsers(source, nodes);
  const userCount = (node: GraphNode) => users.get(node) ?? 0;
  const keys = new NodeKeys();
  const known = new Map<string, GraphNode>();
  const settled = new Map<GraphNode, GraphNode>();
  let merged = false;
  const inGraph = (node: GraphNode, inputs: readonly GraphNode[]) =>
    node.graph === graph && inputs.every((input, i) => input === node.inputs[i])
      ? node
      : graph.copy(node, inputs);
  /** What takes the place of a node of the source, or of one that the rule answered. */
  const settle = (node: GraphNode): GraphNode => {
    const before = settled.get(node);
    if (before) return before;
    const inputs = node.inputs.map(settle);
    const key = keys.of(node, inputs);
    const twin = key === undefined ? undefined : known.get(key);
    merged ||= twin !== undefined;
    const copy = twin ?? inGraph(node, inputs);
    const better = twin ? undefined : rule(copy, userCount);
    const result = better ? settle(better) : copy;
    if (key !== undefined) known.set(key, result);
    settled.set(node, result);
    settled.set(result, result);
    // A replaced node hands its users on; one that two nodes became has both's.
    users.set(result, userCount(result) + userCount(node));
    return result;
  };
  for (const node of namedFirst(nodes)) settle(node);
  const outputs = Object.fromEntries(
    Object.entries(source.outputs).map(([name, node]) => [name, settle(node)]),
  );
  const effects = source.effects.map(settle);
  return { program: program(outputs, effects), merged };
}

/** Variables and placeholders keep their names, so they come before nodes that could take them. */
function namedFirst(nodes: readonly GraphNode[]): GraphNode[] {
  const isNamed = ({ kind }: GraphNode) =>
    kind === "variable" || kind === "placeholder";
  return [...nodes.filter(isNamed), ...nodes.filter((n) => !isNamed(n))];
}

/** Applies a rule that asks for users until nothing changes: again, where nodes that became one left others with fewer. */
export function rewriteFully(source: Program, rule: RewriteRule): Program {
  let { program: current, merged } = rewrite(source, rule);
  while (merged) ({ program: current, merged } = rewrite(current, rule));
  return current;
}

/** How often each node's value is taken, by nodes and by outputs. */
function countUsers(
  { outputs }: Program,
  nodes: readonly GraphNode[],
): Map<GraphNode, number> {
  const users = new Map<GraphNode, number>();
  const count = (node: GraphNode) =>
    users.set(node, (users.get(node) ?? 0) + 1);
  for (const { inputs } of nodes) inputs.forEach(count);
  Object.values(outputs).forEach(count);
  return users;
}

/** Tells nodes apart by what they compute. */
class NodeKeys {
  readonly #large = new Map<Data, number>();

  /** Equal for nodes that must have equal values; nothing for those that stay apart. */
  of(node: GraphNode, inputs: readonly GraphNode[]): string | undefined {
    if (node.kind === "assign") return undefined;
    const { kind, dtype, shape } = node;
    const ids = inputs.map(({ id }) => id);
    return `${kind}|${dtype}|${shape}|${ids}|${this.#attributes(node)}`;
  }

  #attributes(node: GraphNode): string {
    switch (node.kind) {
      case "constant":
        return this.#data(node.attributes.data);
      case "variable":
      case "placeholder":
        return node.name;
      default:
        return JSON.stringify(node.attributes);
    }
  }

  /** Small constants are told apart by their bits, large ones by the array that holds them. */
  #data(data: Data): string {
    if (data.length > 16) {
      const number = this.#large.get(data) ?? this.#large.size;
      this.#large.set(data, number);
      return `#${number}`;
    }
    const { buffer, byteOffset, byteLength } = data;
    return new Uint8Array(buffer, byteOffset, byteLength).join();
  }
}
