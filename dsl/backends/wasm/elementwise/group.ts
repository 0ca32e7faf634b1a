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
      for (const member of group) {
        other.push(member);
        groups.set(member, other);
      }
      group = other;
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
    let least = 0;
    for (const input of node.inputs) {
      const level = levels.get(input)! + (joins(input, node) ? 0 : 1);
      least = Math.max(least, level);
    }
    levels.set(node, least);
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

/** A group that waits for its turn. */
interface Turn {
  readonly group: GraphNode[];
  /** Turns that need the group's values. */
  readonly users: Set<Turn>;
  /** How many turns it needs that have not come yet. */
  waiting: number;
  /** The id of the group's last node; −1 if it needs nothing. */
  last: number;
  isDone: boolean;
}

/** Groups, and what each needs and gives. */
class Queue {
  readonly #turnOf = new Map<GraphNode, Turn>();
  /** Turns that need a variable's value from before it is assigned, by the node that is assigned. */
  readonly #readers = new Map<GraphNode, Set<Turn>>();
  readonly #ready: Turn[] = [];

  constructor(groupOf: ReadonlyMap<GraphNode, GraphNode[]>) {
    const turns = [...new Set(groupOf.values())].map((group) =>
      this.#turn(group)
    );
    for (const turn of turns) this.#connect(turn);
    for (const turn of turns) {
      if (turn.waiting === 0) this.#ready.push(turn);
    }
  }

  /** All groups, each after those whose values it needs. */
  drain(): GraphNode[][] {
    const order: GraphNode[][] = [];
    let following = this.#ready.length;
    while (this.#ready.length > 0) {
      const turn = this.#next(following);
      turn.isDone = true;
      order.push(turn.group);
      following = this.#ready.length;
      for (const user of turn.users) {
        user.waiting--;
        if (user.waiting === 0) this.#ready.push(user);
      }
    }
    return order;
  }

  #turn(group: GraphNode[]): Turn {
    const turn = {
      group,
      users: new Set<Turn>(),
      waiting: 0,
      last: -1,
      isDone: false,
    };
    for (const node of group) this.#turnOf.set(node, turn);
    return turn;
  }

  #connect(turn: Turn): void {
    for (const { kind, inputs } of turn.group) {
      for (const [i, input] of inputs.entries()) {
        const other = this.#turnOf.get(input)!;
        if (other !== turn && !other.users.has(turn)) {
          other.users.add(turn);
          turn.waiting++;
        }
        const isRead = input.kind === "variable" &&
          !(kind === "assign" && i === 0);
        if (isRead) addTo(this.#readers, input, turn);
      }
    }
    const isLeaf = turn.waiting === 0;
    if (!isLeaf) turn.last = Math.max(...turn.group.map(({ id }) => id));
  }

  /**
   * The first in the order of last nodes; but a loop over what was just computed
   * comes at once, while that is in the cache.
   *
   * @param following Place of the first turn that waited for the one before.
   */
  #next(following: number): Turn {
    const ready = this.#ready;
    const turn =
      ready.slice(following).find((turn) =>
        isElementwise(turn.group[0]!) && this.#maySet(turn)
      ) ?? ready.reduce((first, turn) => turn.last < first.last ? turn : first);
    ready.splice(ready.indexOf(turn), 1);
    return turn;
  }

  /** Whether nothing else still needs the variables that the group's values will be assigned to. */
  #maySet(turn: Turn): boolean {
    const assigns = [...turn.users].flatMap(({ group }) => group)
      .filter(({ kind }) => kind === "assign");
    return assigns.every(({ inputs: [variable] }) =>
      [...this.#readers.get(variable!) ?? []].every((reader) =>
        reader === turn || reader.isDone
      )
    );
  }
}

function addTo<K, V>(sets: Map<K, Set<V>>, key: K, value: V): void {
  const known = sets.get(key);
  if (known) known.add(value);
  else sets.set(key, new Set([value]));
}
