import type {
  Data,
  DType,
  GraphNode,
  NodeOf,
  Shape,
} from "../../../graph/node.ts";
import { type Program, programNodes } from "../../../graph/program.ts";
import type { RandomKind } from "../../../graph/random_values.ts";
import { appendLoop } from "../elementwise/append_loop.ts";
import { type Group, groupNodes } from "../elementwise/group.ts";
import { lowerGroup } from "../elementwise/lower_group.ts";
import type { Step } from "../kernel.ts";
import type { Layout } from "../layout.ts";
import { lowerNode } from "../lowerings.ts";
import {
  bytesOf,
  type Region,
  type RegionKind,
  type Typed,
  type Value,
} from "../value.ts";

/** A value that every run is fed. */
export interface Feed {
  /** The placeholder's full name. */
  readonly name: string;
  /** Where it goes. */
  readonly value: Value;
}

/** A value that every run draws. */
export interface Draw {
  /** Its distribution. */
  readonly kind: RandomKind;
  /** Its stream. */
  readonly seed: number;
  /** Where it goes. */
  readonly value: Value;
}

/** A value that is stored once. */
export interface Constant {
  /** The elements. */
  readonly data: Data;
  /** Where they go. */
  readonly value: Value;
}

/** What a program computes, step by step; nothing has an address yet. */
export interface Plan {
  /** Steps, in an order in which they can be computed. */
  readonly steps: readonly Step[];
  /** Every region. */
  readonly regions: readonly Region[];
  /** What is stored when the program is compiled. */
  readonly constants: readonly Constant[];
  /** What a run is fed. */
  readonly feeds: readonly Feed[];
  /** What a run draws. */
  readonly draws: readonly Draw[];
  /** Variables, and where they stand. */
  readonly variables: readonly {
    readonly node: NodeOf<"variable">;
    readonly region: Region;
  }[];
  /** What a run answers, by name. */
  readonly outputs: readonly { readonly name: string; readonly value: Value }[];
  /** Which variables take which values when a run ends. */
  readonly assignments: readonly {
    readonly variable: Region;
    readonly value: Value;
  }[];
}

/**
 * Breaks a program into steps.
 *
 * @param program A program in which nothing is empty.
 * @param leaves Placeholders and variables that it does not need, to be fed and kept all the same.
 * @throws {RangeError} If two placeholders have one name.
 */
export function planProgram(
  program: Program,
  leaves: readonly GraphNode[],
): Plan {
  return new Planner().plan(program, leaves);
}

class Planner implements Layout {
  readonly #steps: Step[] = [];
  readonly #regions: Region[] = [];
  readonly #constants: Constant[] = [];
  readonly #feeds: Feed[] = [];
  readonly #draws: Draw[] = [];
  readonly #variables: { node: NodeOf<"variable">; region: Region }[] = [];
  readonly #assignments: { variable: Region; value: Value }[] = [];
  readonly #values = new Map<GraphNode, Value>();

  plan(program: Program, leaves: readonly GraphNode[]): Plan {
    for (const leaf of leaves) this.#lower(leaf);
    const nodes = programNodes(program);
    const outputs = Object.entries(program.outputs);
    const groups = groupNodes(nodes);
    const groupOf = new Map<GraphNode, Group>(
      groups.flatMap((group) =>
        group.kind === "loop" ? group.nodes.map((node) => [node, group]) : []
      ),
    );
    const needed = new Set<GraphNode>(outputs.map(([, node]) => node));
    for (const node of nodes) {
      for (const input of node.inputs) {
        const group = groupOf.get(input);
        if (!group || group !== groupOf.get(node)) needed.add(input);
      }
    }
    for (const group of groups) {
      if (group.kind === "loop") {
        lowerGroup(
          group.nodes,
          this.#values,
          (node) => needed.has(node),
          this,
        );
      } else this.#values.set(group.node, this.#lower(group.node));
    }
    const answered = outputs.map(([name, node]) => ({
      name,
      value: this.#output(node),
    }));
    return {
      steps: this.#steps,
      regions: this.#regions,
      constants: this.#constants,
      feeds: this.#feeds,
      draws: this.#draws,
      variables: this.#variables,
      outputs: answered,
      assignments: this.#assignments,
    };
  }

  temporary(typed: Typed): Value {
    return this.#value("temporary", typed);
  }

  constant(data: Data, shape: Shape, dtype: DType): Value {
    const value = this.#value("constant", { shape, dtype });
    this.#constants.push({ data, value });
    const [first] = data;
    const isUniform = data.length > 0 && data.every((x) => Object.is(x, first));
    return isUniform ? { ...value, constant: first! } : value;
  }

  step(step: Step): void {
    this.#steps.push(step);
  }

  #lower(node: GraphNode): Value {
    const inputs = node.inputs.map((input) => this.#values.get(input)!);
    switch (node.kind) {
      case "constant":
        return this.constant(node.attributes.data, node.shape, node.dtype);
      case "placeholder":
        return this.#feed(node);
      case "variable":
        return this.#variable(node);
      case "randomUniform":
      case "randomNormal":
        return this.#draw(node);
      case "assign":
        return this.#assign(inputs[0]!.region, inputs[1]!);
      default:
        return lowerNode(node as Parameters<typeof lowerNode>[0], inputs, this);
    }
  }

  /** Another variable's value is copied first, as that one may be assigned too. */
  #assign(variable: Region, value: Value): Value {
    const { kind } = value.region;
    const stored = kind === "variable" ? this.#copy(value) : value;
    this.#assignments.push({ variable, value: stored });
    return value;
  }

  /** The value as it is now, which outlasts an assignment. */
  #copy(value: Value): Value {
    const { shape, dtype } = value;
    const copy = this.temporary({ shape, dtype });
    const operations = [
      { kind: "stopGradient", dtype, operands: [0] },
    ] as const;
    appendLoop({ inputs: [value], operations, results: [[0, copy]] }, this);
    return copy;
  }

  #output(node: GraphNode): Value {
    const value = this.#values.get(node)!;
    const isAssigned = this.#assignments.some(({ variable }) =>
      variable === value.region
    );
    return isAssigned ? this.#copy(value) : value;
  }

  #feed(node: NodeOf<"placeholder">): Value {
    const { name } = node;
    if (this.#feeds.some((feed) => feed.name === name)) {
      throw new RangeError(
        `Cannot compile a program as its placeholders must have different names: current name of two is "${name}"`,
      );
    }
    const value = this.#value("feed", node);
    this.#feeds.push({ name, value });
    return value;
  }

  #variable(node: NodeOf<"variable">): Value {
    const value = this.#value("variable", node);
    this.#variables.push({ node, region: value.region });
    return value;
  }

  #draw(node: NodeOf<"randomUniform"> | NodeOf<"randomNormal">): Value {
    const value = this.#value("draw", node);
    const { kind, attributes: { seed } } = node;
    this.#draws.push({ kind, seed, value });
    return value;
  }

  #value(kind: RegionKind, { shape, dtype }: Typed): Value {
    const bytes = bytesOf({ shape, dtype });
    const region: Region = { id: this.#regions.length, kind, bytes };
    this.#regions.push(region);
    return { region, shape, dtype };
  }
}
