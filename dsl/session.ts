import { cannot, formatShape } from "../core/errors.ts";
import type { NestedNumbers } from "../core/nested_numbers.ts";
import type { Backend, Executable, Memory } from "./backends/backend.ts";
import {
  type BackendChoice,
  type BackendOptions,
  openBackend,
} from "./backends/open_backend.ts";
import { readValues } from "./graph/_read_values.ts";
import type { Graph } from "./graph/graph.ts";
import { type Data, type GraphNode, type Shape, sizeOf } from "./graph/node.ts";
import { program, programNodes } from "./graph/program.ts";
import { feed } from "./passes/feed.ts";
import { optimize } from "./passes/optimize.ts";

/** Options for {@linkcode openSession}. */
export interface SessionOptions extends BackendOptions {
  /** What to run on. @default {"auto"} */
  readonly backend?: BackendChoice;
}

/**
 * Values for nodes, by name: placeholders, or any node instead of computing it.
 * Nested arrays of the node's shape, or its elements in a typed array, row by row.
 */
export type Feeds = Readonly<Record<string, NestedNumbers | Data>>;

/** A compiled program, and the placeholders that it takes. */
interface Prepared {
  readonly executable: Executable;
  readonly takes: ReadonlySet<string>;
}

/**
 * Opens a session, in which graphs built by hand are run.
 *
 * @param options What to run on.
 * @returns The session; `using` closes it.
 * @throws {Error} If the backend that was asked for is not there.
 *
 * @example Two values in one run, which share what they need
 * ```ts
 * import { Graph, op, openSession } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = new Graph();
 * const x = graph.placeholder("x", [2]);
 * const doubled = op.multiply(x, 2);
 * using session = await openSession();
 * assertEquals(
 *   await session.run([doubled, op.sum(doubled)], { x: [1, 2] }),
 *   [[2, 4], 6],
 * );
 * ```
 */
export async function openSession(
  options: SessionOptions = {},
): Promise<Session> {
  return new Session(await openBackend(options.backend, options));
}

/**
 * Runs nodes of one graph, and owns the values of its variables from run to run.
 *
 * *Hands-On Machine Learning*, chapter 9.
 */
export class Session implements Disposable {
  readonly #backend: Backend;
  readonly #memory: Memory;
  readonly #prepared = new Map<string, Prepared>();
  #graph: Graph | undefined;
  #runs = 0;
  #closed = false;

  /**
   * Opens a session on a backend, which it owns from then on.
   *
   * @param backend What to run on.
   */
  constructor(backend: Backend) {
    this.#backend = backend;
    this.#memory = backend.createMemory();
  }

  /** Which backend runs the graph, and why. */
  get backend(): Pick<Backend, "kind" | "reason"> {
    return this.#backend;
  }

  /** Computes one node. */
  run(node: GraphNode, feeds?: Feeds): Promise<NestedNumbers>;
  /** Computes several nodes in one run; what they share is computed once. */
  run(nodes: readonly GraphNode[], feeds?: Feeds): Promise<NestedNumbers[]>;
  /**
   * Computes nodes, and carries out the assignments they need.
   *
   * @param nodes One node or several, of one graph.
   * @param feeds Values by name of node.
   * @returns Numbers or nested arrays of the nodes' shapes.
   * @throws {RangeError} If a placeholder is not fed, or a fed value has a wrong shape.
   */
  async run(
    nodes: GraphNode | readonly GraphNode[],
    feeds: Feeds = {},
  ): Promise<NestedNumbers | NestedNumbers[]> {
    this.#requireOpen("run a node");
    const wanted: readonly GraphNode[] = "kind" in nodes ? [nodes] : nodes;
    for (const node of wanted) this.#requireGraph(node);
    const names = Object.keys(feeds).sort();
    const { executable, takes } = this.#prepare(wanted, names);
    executable.draws = this.#runs++;
    const values = await executable.run(this.#readFeeds(feeds, takes));
    const results = wanted.map((node, i) => nested(node.shape, values[i]!));
    return "kind" in nodes ? results[0]! : results;
  }

  /**
   * The value of a variable now.
   *
   * @param variable A variable of the session's graph.
   * @returns Its value: what was last assigned, or its initial value.
   */
  read(variable: GraphNode): Promise<NestedNumbers> {
    return this.run(variable);
  }

  /**
   * Sets a variable between runs.
   *
   * @param variable A variable of the session's graph.
   * @param value A value of its shape, or its elements in a typed array.
   * @throws {TypeError} If the node is no variable.
   */
  write(variable: GraphNode, value: NestedNumbers | Data): void {
    this.#requireOpen("set a variable");
    this.#requireGraph(variable);
    const { name, kind, shape, dtype } = variable;
    if (kind !== "variable") {
      throw new TypeError(
        cannot(`set "${name}"`, "it must be a variable", kind, "kind"),
      );
    }
    const data = toData(variable, value, `set "${name}"`);
    this.#memory.write(name, { shape, dtype }, data);
  }

  /** Frees the variables and everything compiled; later runs are refused. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const { executable } of this.#prepared.values()) {
      executable[Symbol.dispose]();
    }
    this.#memory[Symbol.dispose]();
    this.#backend[Symbol.dispose]();
  }

  /** Closes the session at the end of a `using` block. */
  [Symbol.dispose](): void {
    this.close();
  }

  /** What computes `wanted` from `fed`; compiled once. */
  #prepare(wanted: readonly GraphNode[], fed: readonly string[]): Prepared {
    const key = JSON.stringify([wanted.map((node) => node.id), fed]);
    const known = this.#prepared.get(key);
    if (known) return known;
    const outputs = Object.fromEntries(wanted.entries());
    const cut = new Set(fed.map((name) => this.#graph!.node(name)));
    const optimized = optimize(feed(program(outputs), cut));
    const takes = programNodes(optimized)
      .filter((node) => node.kind === "placeholder")
      .map((node) => node.name);
    const executable = this.#backend.compile(optimized, this.#memory);
    const made = { executable, takes: new Set(takes) };
    this.#prepared.set(key, made);
    return made;
  }

  /** The feeds that a program takes; one that it does not need is checked and left out. */
  #readFeeds(feeds: Feeds, takes: ReadonlySet<string>): Record<string, Data> {
    const entries = Object.entries(feeds);
    return Object.fromEntries(
      entries.map(([name, value]) =>
        [
          name,
          toData(this.#graph!.node(name), value, `feed "${name}"`),
        ] as const
      ).filter(([name]) => takes.has(name)),
    );
  }

  #requireOpen(action: string): void {
    if (!this.#closed) return;
    throw new TypeError(
      cannot(action, "the session must be open", "closed", "state"),
    );
  }

  #requireGraph(node: GraphNode): void {
    this.#graph ??= node.graph;
    if (node.graph === this.#graph) return;
    throw new RangeError(
      `Cannot run "${node.name}" as a session runs nodes of one graph: current node is of another`,
    );
  }
}

/** Elements for a node, of its shape and type; a flat typed array takes the node's shape. */
function toData(
  node: GraphNode,
  value: NestedNumbers | Data,
  action: string,
): Data {
  const { dtype } = node;
  const form = ArrayBuffer.isView(value) ? { shape: node.shape } : {};
  const { shape, data } = readValues(action, value, { dtype, ...form });
  if (shape.join() !== node.shape.join()) {
    throw new RangeError(
      cannot(
        action,
        `it takes ${formatShape(node.shape)}`,
        formatShape(shape),
        "shape",
      ),
    );
  }
  return data;
}

/** Nested arrays of a shape, from elements row by row; a number for `[]`. */
function nested(shape: Shape, data: Data): NestedNumbers {
  const [rows, ...rest] = shape;
  if (rows === undefined) return data[0]!;
  const size = sizeOf(rest);
  return Array.from(
    { length: rows },
    (_, i) => nested(rest, data.subarray(i * size, (i + 1) * size)),
  );
}
