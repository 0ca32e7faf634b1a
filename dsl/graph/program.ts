import type { GraphNode, NodeOf } from "./node.ts";

/** What to compute together, in one run. */
export interface Program {
  /** Nodes whose values are answered, by name. */
  readonly outputs: Readonly<Record<string, GraphNode>>;
  /** Variables set when the run ends; all reads in a run see the values from before it. */
  readonly effects: readonly NodeOf<"assign">[];
}

/**
 * Describes what to compute in one run.
 *
 * Assignments reached from an output take effect as well.
 *
 * @param outputs Nodes whose values are wanted, by name.
 * @param effects Assignments to carry out besides.
 * @returns A frozen description, to be optimized and compiled.
 * @throws {RangeError} If a variable is assigned more than once.
 */
export function program(
  outputs: Readonly<Record<string, GraphNode>>,
  effects: readonly GraphNode[] = [],
): Program {
  const roots = [...Object.values(outputs), ...effects];
  const assigns = topological(roots).filter((node) => node.kind === "assign");
  requireAssignedOnce(assigns);
  return Object.freeze({
    outputs: Object.freeze({ ...outputs }),
    effects: Object.freeze(assigns),
  });
}

function requireAssignedOnce(assigns: readonly NodeOf<"assign">[]): void {
  const counts = new Map<string, number>();
  for (const { inputs: [variable] } of assigns) {
    const { name } = variable!;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  for (const [name, count] of counts) {
    if (count === 1) continue;
    throw new RangeError(
      `Cannot make a program as each variable must be assigned at most once: current number of assignments to "${name}" is ${count}`,
    );
  }
}

/** Every node that `roots` need, inputs before users; what `known` need is left out. */
export function topological(
  roots: readonly GraphNode[],
  known: ReadonlySet<GraphNode> = new Set(),
): GraphNode[] {
  const reached = new Set<GraphNode>();
  const pending = [...roots];
  while (pending.length > 0) {
    const node = pending.pop()!;
    if (reached.has(node)) continue;
    reached.add(node);
    if (!known.has(node)) pending.push(...node.inputs);
  }
  return [...reached].sort((a, b) => a.id - b.id);
}

/** Every node that a program needs, inputs before users. */
export function programNodes(program: Program): GraphNode[] {
  return topological([...Object.values(program.outputs), ...program.effects]);
}
