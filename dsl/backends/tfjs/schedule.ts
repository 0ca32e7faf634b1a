import type { TensorInfo } from "../../../core/deps/tfjs_core.ts";
import {
  type Data,
  type DType,
  type GraphNode,
  type NodeOf,
  sizeOf,
} from "../../graph/node.ts";
import { type Program, programNodes } from "../../graph/program.ts";
import type { RandomKind } from "../../graph/random_values.ts";
import { fillEmpty, lostLeaves } from "../../passes/fill_empty.ts";
import type { Call } from "./kernels.ts";
import type { Layout, Value } from "./lowering.ts";
import { lowerNode } from "./lowerings.ts";
import type { Machine } from "./machine.ts";
import type { Cell, TfjsMemory } from "./memory.ts";

/** A call of a kernel, with the slots it takes and fills. */
export interface Instruction {
  /** The node it belongs to, for errors. */
  readonly node: GraphNode;
  /** The kernel. */
  readonly call: Call;
  /** Slots of its operands. */
  readonly inputs: readonly number[];
  /** Room for its operands. */
  readonly operands: TensorInfo[];
  /** Slot of its result. */
  readonly output: number;
  /** Slots that nothing needs after it. */
  readonly release: number[];
}

/** A placeholder. */
export interface Feed {
  /** Its full name. */
  readonly name: string;
  /** Its slot. */
  readonly slot: number;
  /** Type of its elements. */
  readonly dtype: DType;
  /** Number of its elements. */
  readonly size: number;
  /** Whether it is stored or answered, so that the caller's own array must not be. */
  escapes: boolean;
}

/** A random node. */
export interface Draw {
  /** Its slot. */
  readonly slot: number;
  /** Its distribution. */
  readonly kind: RandomKind;
  /** Its stream. */
  readonly seed: number;
  /** Number of its elements. */
  readonly size: number;
}

/** A program as a flat list of calls. */
export interface Schedule {
  /** Number of slots. */
  readonly slots: number;
  /** Values uploaded once. */
  readonly constants: readonly {
    readonly slot: number;
    readonly value: TensorInfo;
  }[];
  /** What every run is fed. */
  readonly feeds: readonly Feed[];
  /** What every run draws. */
  readonly draws: readonly Draw[];
  /** Variables read. */
  readonly variables: readonly { readonly slot: number; readonly cell: Cell }[];
  /** Calls, in order. */
  readonly instructions: readonly Instruction[];
  /** What is answered, by name. */
  readonly outputs: readonly { readonly name: string; readonly slot: number }[];
  /** What is stored when a run ends. */
  readonly assignments: readonly {
    readonly slot: number;
    readonly cell: Cell;
  }[];
  /** Slots to release when a run ends, besides those that instructions release. */
  readonly release: readonly number[];
}

/**
 * Lays out a program.
 *
 * @throws {RangeError} If two placeholders have one name, or the memory holds a
 *   variable of another shape or type.
 */
export function schedule(
  program: Program,
  machine: Machine,
  memory: TfjsMemory,
): Schedule {
  const parts = new Parts(machine, memory);
  try {
    return memory.attempt(() => parts.finish(program));
  } catch (error) {
    parts.releaseConstants();
    throw error;
  }
}

class Parts implements Layout {
  readonly kernels: Machine["kernels"];
  readonly #machine: Machine;
  readonly #memory: TfjsMemory;
  readonly #constants: { slot: number; value: TensorInfo }[] = [];
  readonly #feeds: Feed[] = [];
  readonly #draws: Draw[] = [];
  readonly #variables: { slot: number; cell: Cell }[] = [];
  readonly #instructions: Instruction[] = [];
  readonly #assignments: { slot: number; cell: Cell }[] = [];
  #slots = 0;
  #node: GraphNode | undefined;

  constructor(machine: Machine, memory: TfjsMemory) {
    this.kernels = machine.kernels;
    this.#machine = machine;
    this.#memory = memory;
  }

  finish(program: Program): Schedule {
    const values = new Map<GraphNode, Value>();
    const filled = fillEmpty(program);
    for (const leaf of lostLeaves(program, filled)) lowerNode(leaf, [], this);
    for (const node of programNodes(filled)) {
      this.#node = node;
      const inputs = node.inputs.map((input) => values.get(input)!);
      values.set(node, lowerNode(node, inputs, this));
    }
    const outputs = Object.entries(filled.outputs).map(([name, node]) => ({
      name,
      slot: values.get(node)!.slot,
    }));
    const assignments = this.#assignments;
    const kept = new Set([...outputs, ...assignments].map(({ slot }) => slot));
    for (const feed of this.#feeds) feed.escapes = kept.has(feed.slot);
    return {
      slots: this.#slots,
      constants: this.#constants,
      feeds: this.#feeds,
      draws: this.#draws,
      variables: this.#variables,
      instructions: this.#instructions,
      outputs,
      assignments,
      release: this.#planReleases(kept),
    };
  }

  releaseConstants(): void {
    for (const { value } of this.#constants) this.#machine.release(value);
  }

  call(
    run: Call,
    inputs: readonly Value[],
    result: Value | Omit<Value, "slot">,
  ): Value {
    const { shape, dtype } = result;
    const output = this.#slots++;
    this.#instructions.push({
      node: this.#node!,
      call: run,
      inputs: inputs.map(({ slot }) => slot),
      operands: [],
      output,
      release: [],
    });
    return { slot: output, shape, dtype };
  }

  constant(data: Data, shape: Value["shape"], dtype: DType): Value {
    const slot = this.#slots++;
    this.#constants.push({ slot, value: this.#machine.upload(data, dtype) });
    return { slot, shape, dtype };
  }

  feed(node: NodeOf<"placeholder">): Value {
    const { name, shape, dtype } = node;
    if (this.#feeds.some((feed) => feed.name === name)) {
      throw new RangeError(
        `Cannot compile a program as its placeholders must have different names: current name of two is "${name}"`,
      );
    }
    const slot = this.#slots++;
    const size = sizeOf(shape);
    this.#feeds.push({ name, slot, dtype, size, escapes: false });
    return { slot, shape, dtype };
  }

  variable(node: NodeOf<"variable">): Value {
    const { name, shape, dtype, attributes: { initial } } = node;
    const slot = this.#slots++;
    const cell = this.#memory.claim(name, { shape, dtype }, initial);
    this.#variables.push({ slot, cell });
    return { slot, shape, dtype };
  }

  random(node: NodeOf<"randomUniform"> | NodeOf<"randomNormal">): Value {
    const { kind, shape, dtype, attributes: { seed } } = node;
    const slot = this.#slots++;
    this.#draws.push({ slot, kind, seed, size: sizeOf(shape) });
    return { slot, shape, dtype };
  }

  assign(node: NodeOf<"assign">, { slot }: Value): void {
    const cell = this.#memory.cell(node.inputs[0]!.name);
    this.#assignments.push({ slot, cell });
  }

  /** Puts each temporary value's release after its last use; answers those that last to the end. */
  #planReleases(kept: ReadonlySet<number>): number[] {
    const constants = new Set(this.#constants.map(({ slot }) => slot));
    const variables = new Set(this.#variables.map(({ slot }) => slot));
    const lastUse = new Map<number, Instruction>();
    for (const instruction of this.#instructions) {
      lastUse.set(instruction.output, instruction);
      for (const slot of instruction.inputs) lastUse.set(slot, instruction);
    }
    const atEnd: number[] = [];
    for (let slot = 0; slot < this.#slots; slot++) {
      if (constants.has(slot) || variables.has(slot)) continue;
      const last = lastUse.get(slot);
      if (kept.has(slot) || !last) atEnd.push(slot);
      else last.release.push(slot);
    }
    return atEnd;
  }
}
