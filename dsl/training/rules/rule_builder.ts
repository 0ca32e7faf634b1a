import type { Graph } from "../../graph/graph.ts";
import { type GraphNode, type NodeOf, sizeOf } from "../../graph/node.ts";
import { assign } from "../../graph/operations/state.ts";

/** A parameter and what is to be done to it so far: its gradient, or what earlier rules made of it. */
export interface ParameterUpdate {
  /** The variable that is trained. */
  readonly parameter: NodeOf<"variable">;
  /** A node of the parameter's shape. */
  readonly update: GraphNode;
}

/** Numbers of an update that depend on how many were made before, by name of placeholder. */
export type ScalarsAt = ReadonlyMap<string, (step: number) => number>;

/**
 * What a rule adds to the graph besides nodes: slots that live from update to
 * update, and scalars that are fed anew for each.
 */
export class RuleBuilder {
  /** The graph of the parameters. */
  readonly graph: Graph;
  readonly #path: string;
  readonly #slots: NodeOf<"variable">[] = [];
  readonly #effects: NodeOf<"assign">[] = [];
  readonly #scalars = new Map<string, (step: number) => number>();

  /**
   * Begins a rule.
   *
   * @param graph The graph of the parameters.
   * @param path What the names of slots and scalars begin with: `optimizer/scaleByAdam_0`.
   */
  constructor(graph: Graph, path: string) {
    this.graph = graph;
    this.#path = path;
  }

  /** The slots made, in order. */
  get slots(): readonly NodeOf<"variable">[] {
    return this.#slots;
  }

  /** What the slots are set to. */
  get effects(): readonly NodeOf<"assign">[] {
    return this.#effects;
  }

  /** The scalars made. */
  get scalars(): ScalarsAt {
    return this.#scalars;
  }

  /** A variable `⟨path⟩/⟨name⟩/⟨parameter⟩` of the parameter's shape, full of `initial`. */
  slot(
    name: string,
    parameter: NodeOf<"variable">,
    initial = 0,
  ): NodeOf<"variable"> {
    const { shape } = parameter;
    const values = new Float32Array(sizeOf(shape)).fill(initial);
    const path = `${this.#path}/${name}/${parameter.name}`;
    const slot = this.graph.variable(path, values, { shape });
    this.#slots.push(slot);
    return slot;
  }

  /** Sets a slot when the run ends; answers the new value. */
  store(slot: NodeOf<"variable">, value: GraphNode): GraphNode {
    this.#effects.push(assign(slot, value));
    return value;
  }

  /** A placeholder `⟨path⟩/⟨name⟩` for one number, which is computed in double precision before each run. */
  scalar(name: string, at: (step: number) => number): GraphNode {
    const path = `${this.#path}/${name}`;
    this.#scalars.set(path, at);
    return this.graph.placeholder(path, []);
  }
}
