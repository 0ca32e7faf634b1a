import type { GraphNode } from "../../../graph/node.ts";
import { sameShape } from "../../../graph/operations/_check.ts";
import { type ElementwiseNode, isElementwise } from "./elementwise_kind.ts";

/** Nodes that are computed by one step: element-wise ones of one shape together, others alone. */
export type Group =
  | { readonly kind: "single"; readonly node: GraphNode }
  | { readonly kind: "loop"; readonly nodes: readonly ElementwiseNode[] };

/**
 * Divides a program's nodes into groups, in an order in which they can be computed.
 *
 * Two element-wise nodes of one shape, one of which takes the other's value, join
 * if they stand on one level. Levels rise where a value goes from one group to
 * another, so that no group can need a value that itself needs the group.
 *
 * @param nodes The nodes, inputs before users.
 */
export function groupNodes(nodes: readonly GraphNode[]): Group[] {
  const levels = lateLevels(nodes);
  const groups = new Map<GraphNode, GraphNode[]>();
  for (const node of nodes) {
    let group = [node];
    groups.set(node, group);
    for (const input of node.inputs) {
      if (!joins(input, node) || levels.get(input) !== levels.get(node)) {
        continue;
      }
      const other = groups.get(input)!;
      if (other === group) continue;
      group = [...other, ...group];
      for (const member of group) groups.set(member, group);
    }
  }
  return new Queue(groups).drain().map((group) => {
    const members = group.sort((a, b) => a.id - b.id);
    const [first] = members;
    return isElementwise(first!)
      ? { kind: "loop", nodes: members as ElementwiseNode[] }
      : { kind: "single", node: first! };
  });
}

/** Whether a value may stay in a register on its way from one node to the next. */
function joins(input: GraphNode, user: GraphNode): boolean {
  return isElementwise(input) && isElementwise(user) &&
    sameShape(input.shape, user.shape);
}

/** A level for each node, as high as those of its users allow. */
function lateLevels(nodes: readonly GraphNode[]): Map<GraphNode, number> {
  const levels = new Map<GraphNode, number>();
  for (const node of nodes) {
    const least = node.inputs.map((input) =>
      levels.get(input)! + (joins(input, node) ? 0 : 1)
    );
    levels.set(node, Math.max(0, ...least));
  }
  const most = new Map<GraphNode, number>();
  for (const node of nodes.toReversed()) {
    const level = most.get(node) ?? levels.get(node)!;
    levels.set(node, level);
    for (const input of node.inputs) {
      const allowed = level - (joins(input, node) ? 0 : 1);
      most.set(input, Math.min(most.get(input) ?? Infinity, allowed));
    }
  }
  return levels;
}

/** Groups, and what each needs and gives. */
class Queue {
  readonly #groupOf: ReadonlyMap<GraphNode, GraphNode[]>;
  readonly #users = new Map<GraphNode[], Set<GraphNode[]>>();
  readonly #waiting = new Map<GraphNode[], number>();
  /** The id of each group's last node; −1 for those that need nothing. */
  readonly #last = new Map<GraphNode[], number>();
  /** Groups that need a variable's value from before it is assigned, by the node that is assigned. */
  readonly #readers = new Map<GraphNode, Set<GraphNode[]>>();
  readonly #ready: GraphNode[][] = [];
  readonly #done = new Set<GraphNode[]>();

  constructor(groupOf: ReadonlyMap<GraphNode, GraphNode[]>) {
    this.#groupOf = groupOf;
    const groups = new Set(groupOf.values());
    for (const group of groups) this.#add(group);
    for (const group of groups) {
      if (this.#waiting.get(group) === 0) this.#ready.push(group);
    }
  }

  /** All groups, each after those whose values it needs. */
  drain(): GraphNode[][] {
    const order: GraphNode[][] = [];
    while (this.#ready.length > 0) {
      const group = this.#next(order.at(-1));
      order.push(group);
      this.#done.add(group);
      for (const user of this.#users.get(group) ?? []) {
        const left = this.#waiting.get(user)! - 1;
        this.#waiting.set(user, left);
        if (left === 0) this.#ready.push(user);
      }
    }
    return order;
  }

  #add(group: GraphNode[]): void {
    const needed = new Set<GraphNode[]>();
    for (const { kind, inputs } of group) {
      for (const [i, input] of inputs.entries()) {
        const other = this.#groupOf.get(input)!;
        if (other !== group) needed.add(other);
        const isRead = input.kind === "variable" &&
          !(kind === "assign" && i === 0);
        if (isRead) addTo(this.#readers, input, group);
      }
    }
    this.#waiting.set(group, needed.size);
    for (const other of needed) addTo(this.#users, other, group);
    const isLeaf = needed.size === 0;
    const ids = group.map(({ id }) => id);
    this.#last.set(group, isLeaf ? -1 : Math.max(...ids));
  }

  /** The first in the order of last nodes; but a loop over what was just computed comes at once, while that is in the cache. */
  #next(before: GraphNode[] | undefined): GraphNode[] {
    const ready = this.#ready;
    let next = 0;
    for (let i = 1; i < ready.length; i++) {
      if (this.#last.get(ready[i]!)! < this.#last.get(ready[next]!)!) next = i;
    }
    const users = before ? this.#users.get(before) : undefined;
    const following = ready.findIndex((group) =>
      users?.has(group) && isElementwise(group[0]!) && this.#maySet(group)
    );
    return ready.splice(following === -1 ? next : following, 1)[0]!;
  }

  /** Whether nothing else still needs the variables that the group's values will be assigned to. */
  #maySet(group: GraphNode[]): boolean {
    const assigns = [...this.#users.get(group) ?? []].flat()
      .filter(({ kind }) => kind === "assign");
    return assigns.every(({ inputs: [variable] }) =>
      [...this.#readers.get(variable!) ?? []].every((reader) =>
        reader === group || this.#done.has(reader)
      )
    );
  }
}

function addTo<K, V>(sets: Map<K, Set<V>>, key: K, value: V): void {
  const known = sets.get(key);
  if (known) known.add(value);
  else sets.set(key, new Set([value]));
}
