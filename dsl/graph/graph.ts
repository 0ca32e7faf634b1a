import type { NestedNumbers } from "../../core/nested_numbers.ts";
import { requireInteger, unknownName } from "../../core/errors.ts";
import {
  readValues,
  requireDTypeName,
  requireShape,
  type ValueOptions,
} from "./_read_values.ts";
import type { NodeParts } from "./emit.ts";
import type {
  AttributesOf,
  Data,
  DType,
  GraphNode,
  NodeOf,
  OperationKind,
  Shape,
} from "./node.ts";

export type { ValueOptions };

/** Options for {@linkcode Graph.placeholder}. */
export interface PlaceholderOptions {
  /** Type of the elements. @default {"float32"} */
  dtype?: DType;
}

/**
 * A computation graph under construction: nodes, their unique names and scopes.
 *
 * Operations are functions on nodes; each adds its node to the graph of its
 * inputs. Nothing is computed until a session or a compiled program runs it.
 * *Hands-On Machine Learning*, chapter 9.
 *
 * @example The book's first graph
 * ```ts
 * import { Graph, op } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = new Graph();
 * const x = graph.variable("x", 3);
 * const y = graph.variable("y", 4);
 * const f = op.add(op.add(op.multiply(op.multiply(x, x), y), y), 2);
 * assertEquals(f.shape, []);
 * ```
 */
export class Graph {
  readonly #nodes: GraphNode[] = [];
  readonly #byName = new Map<string, GraphNode>();
  readonly #nextSuffix = new Map<string, number>();
  #scope = "";

  /** Every node, inputs before users. */
  get nodes(): readonly GraphNode[] {
    return this.#nodes;
  }

  /**
   * Finds a node by its full name.
   *
   * @throws {RangeError} If there is none; the nearest names are listed.
   */
  node(name: string): GraphNode {
    const found = this.#byName.get(name);
    if (found) return found;
    throw unknownName("find a node", "name", name, [...this.#byName.keys()]);
  }

  /** Whether a node has this full name. */
  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /** The full name that `name` would have here, with the scopes around it. */
  fullName(name: string): string {
    return this.#scope + name;
  }

  /**
   * Names what `build` adds `name/…`; a scope of that name that exists already
   * makes this one `name_1`, and so on.
   */
  scope<T>(name: string, build: () => T): T {
    requireName("open a scope", name);
    const outer = this.#scope;
    this.#scope = `${this.#unique(name)}/`;
    try {
      return build();
    } finally {
      this.#scope = outer;
    }
  }

  /** A value that never changes. */
  constant(
    values: NestedNumbers | Data,
    options: ValueOptions = {},
  ): NodeOf<"constant"> {
    const { shape, data } = readValues("add a constant", values, options);
    return this.#insert("constant", this.#unique("constant"), {
      inputs: [],
      attributes: { data },
      shape,
      dtype: options.dtype ?? "float32",
    });
  }

  /**
   * A value that lives in a session's or backend's memory under `name`, with
   * the scopes around it; it survives from run to run.
   *
   * @throws {RangeError} If the graph has a node of that name already.
   */
  variable(
    name: string,
    initial: NestedNumbers | Data,
    options: ValueOptions = {},
  ): NodeOf<"variable"> {
    const { shape, data } = readValues(
      `add variable "${name}"`,
      initial,
      options,
    );
    return this.#insert("variable", this.#claim("variable", name), {
      inputs: [],
      attributes: { initial: data },
      shape,
      dtype: options.dtype ?? "float32",
    });
  }

  /**
   * A value that every run must be fed, under `name` with the scopes around it.
   *
   * @throws {RangeError} If the graph has a node of that name already.
   */
  placeholder(
    name: string,
    shape: Shape,
    options: PlaceholderOptions = {},
  ): NodeOf<"placeholder"> {
    requireShape(`add placeholder "${name}"`, shape);
    requireDTypeName(`add placeholder "${name}"`, options.dtype ?? "float32");
    return this.#insert("placeholder", this.#claim("placeholder", name), {
      inputs: [],
      attributes: {},
      shape: Object.freeze([...shape]),
      dtype: options.dtype ?? "float32",
    });
  }

  /** Uniform numbers in [0, 1), drawn anew by every run from the stream `seed`. */
  randomUniform(shape: Shape, seed: number): NodeOf<"randomUniform"> {
    return this.#random("randomUniform", shape, seed);
  }

  /** Standard normal numbers, drawn anew by every run from the stream `seed`. */
  randomNormal(shape: Shape, seed: number): NodeOf<"randomNormal"> {
    return this.#random("randomNormal", shape, seed);
  }

  /** Adds the result of an operation on nodes of this graph; see `emit`. */
  add<K extends OperationKind>(parts: NodeParts<K>): NodeOf<K> {
    const { kind, inputs } = parts;
    const stranger = inputs.find((node) => node.graph !== this);
    if (stranger) {
      throw new RangeError(
        `Cannot add ${kind} as all its inputs must be of one graph: current input "${stranger.name}" is of another`,
      );
    }
    return this.#insert(kind, this.#unique(kind), parts);
  }

  /**
   * Adds a node like `node` of another graph, on inputs of this one. A variable
   * or placeholder keeps its name, and is added once.
   */
  copy(node: GraphNode, inputs: readonly GraphNode[]): GraphNode {
    const isNamed = node.kind === "variable" || node.kind === "placeholder";
    const owner = this.#byName.get(node.name);
    if (isNamed && owner?.kind === node.kind) return owner;
    const name = isNamed
      ? this.#claim(node.kind, node.name)
      : this.#unique(node.name);
    return this.#insert(node.kind, name, { ...node, inputs }) as GraphNode;
  }

  #random<K extends "randomUniform" | "randomNormal">(
    kind: K,
    shape: Shape,
    seed: number,
  ): NodeOf<K> {
    requireShape(`add ${kind}`, shape);
    requireInteger(seed, `add ${kind}`, "seed", { min: 0 });
    return this.#insert(kind, this.#unique(kind), {
      inputs: [],
      attributes: { seed } as AttributesOf[K],
      shape: Object.freeze([...shape]),
      dtype: "float32",
    });
  }

  #insert<K extends OperationKind>(
    kind: K,
    name: string,
    parts: {
      readonly inputs: readonly GraphNode[];
      readonly attributes: AttributesOf[K];
      readonly shape: Shape;
      readonly dtype: DType;
    },
  ): NodeOf<K> {
    const { inputs, attributes, shape, dtype } = parts;
    const id = this.#nodes.length;
    const node: NodeOf<K> = Object.freeze({
      kind,
      graph: this,
      id,
      name,
      inputs: Object.freeze([...inputs]),
      attributes,
      shape,
      dtype,
    });
    // NodeOf<K> is a member of the union for every K; TypeScript cannot see it.
    const member = node as unknown as GraphNode;
    this.#nodes.push(member);
    this.#byName.set(name, member);
    return node;
  }

  /** A full name nobody has: `add`, `add_1`, `add_2`, … */
  #unique(base: string): string {
    const name = this.#scope + base;
    const count = this.#nextSuffix.get(name) ?? 0;
    this.#nextSuffix.set(name, count + 1);
    const full = count === 0 ? name : `${name}_${count}`;
    return this.#byName.has(full) ? this.#unique(base) : full;
  }

  /** A full name that a user chose, and so must be free. */
  #claim(what: string, name: string): string {
    const full = this.#scope + name;
    requireName(`add a ${what}`, name);
    if (this.#byName.has(full)) {
      throw new RangeError(
        `Cannot add ${what} "${full}" as its name must be new in the graph: current owner is a ${
          this.#byName.get(full)!.kind
        }`,
      );
    }
    return full;
  }
}

function requireName(action: string, name: string): void {
  if (name !== "") return;
  throw new RangeError(
    `Cannot ${action} as its name must not be empty: current value is ""`,
  );
}
