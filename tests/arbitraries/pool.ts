import { Graph } from "../../dsl/graph/graph.ts";
import { type GraphNode, type Shape, sizeOf } from "../../dsl/graph/node.ts";
import { tanh } from "../../dsl/graph/op.ts";

/** Larger values are not made larger still. */
const LARGEST_SIZE = 24;
const LARGEST_ELEMENT = 4;

/** The nodes of a program that grows, with bounds of their elements. */
export class Pool {
  readonly graph: Graph = new Graph();
  readonly #nodes: GraphNode[] = [];
  readonly #bounds = new Map<GraphNode, number>();

  /** Nodes that can be built upon. */
  get nodes(): readonly GraphNode[] {
    return this.#nodes;
  }

  /** Adds a node whose elements lie within ±bound. */
  add(node: GraphNode, bound: number): GraphNode {
    if (!this.#bounds.has(node)) this.#nodes.push(node);
    this.#bounds.set(node, bound);
    return node;
  }

  /** Some node that suits, the youngest more often; the first of all if none does. */
  pick(
    choice: number,
    suits: (node: GraphNode) => boolean = () => true,
  ): GraphNode {
    const found = this.#nodes.filter(suits);
    if (found.length === 0) return this.#nodes[0]!;
    // The square root of a uniform number leans towards 1.
    const place = Math.floor(Math.sqrt(choice % 997 / 997) * found.length);
    return found[place]!;
  }

  /** The largest absolute value that an element can have. */
  bound(node: GraphNode): number {
    return this.#bounds.get(node)!;
  }

  /** The node, or its tanh where elements may be large already. */
  calm(node: GraphNode): GraphNode {
    return this.bound(node) <= LARGEST_ELEMENT ? node : this.add(tanh(node), 1);
  }
}

/** Whether a value is small enough to be made larger. */
export function isSmall({ shape }: GraphNode): boolean {
  return sizeOf(shape) <= LARGEST_SIZE;
}

/** Whether two shapes stretch over each other without growing large. */
export function goTogether(
  a: Shape,
  b: Shape,
  largest: number = LARGEST_SIZE,
): boolean {
  const rank = Math.max(a.length, b.length);
  const sizes = Array.from({ length: rank }, (_, i) => {
    const left = a[i - rank + a.length] ?? 1;
    const right = b[i - rank + b.length] ?? 1;
    return left === right || right === 1 ? left : left === 1 ? right : NaN;
  });
  return sizeOf(sizes) <= largest;
}
