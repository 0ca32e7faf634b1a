import { assert, assertEquals } from "@std/assert";
import { i32 } from "../../../../core/assembler/instructions.ts";
import { ModuleBuilder } from "../../../../core/assembler/module_builder.ts";
import type { Step } from "../../../../dsl/backends/wasm/kernel.ts";
import type { Layout, Lowering } from "../../../../dsl/backends/wasm/layout.ts";
import { HOST, Library } from "../../../../dsl/backends/wasm/library.ts";
import type { Target } from "../../../../dsl/backends/wasm/target.ts";
import {
  bytesOf,
  type Region,
  type RegionKind,
  type Typed,
  type Value,
} from "../../../../dsl/backends/wasm/value.ts";
import type {
  Data,
  DType,
  NodeOf,
  OperationKind,
} from "../../../../dsl/graph/node.ts";

/** How the rows of steps are divided, and in which order the parts are run. */
export interface Division {
  /** The module's target. @default {plain SIMD, one thread} */
  readonly target?: Pick<Target, "relaxed" | "shared">;
  /** Rows of each call; the last may be shorter. @default {all} */
  readonly rowsAtOnce?: number;
  /** Whether the last rows come first. @default {false} */
  readonly backwards?: boolean;
  /** Whether what rows say they do not need is NaN while they are computed. @default {false} */
  readonly spoilsOthers?: boolean;
  /** The number of the value, in the order of making, that ends where the memory does: reading on traps. @default {none} */
  readonly atEnd?: number;
}

const GUARD = 64;
/** What stands where nothing was written: a NaN, so that nobody reads it unnoticed, and no mask. */
const GUARD_WORD = 0x7fc5a5a5;
const PAGE = 65536;

/** Collects steps, and gives every region its place, with guards between them. */
class Collected implements Layout {
  readonly steps: Step[] = [];
  readonly regions: Region[] = [];
  readonly addresses = new Map<Region, number>();
  readonly constants: { region: Region; data: Data; dtype: DType }[] = [];
  end = GUARD;

  value(kind: RegionKind, { shape, dtype }: Typed): Value {
    const bytes = bytesOf({ shape, dtype });
    const region = { id: this.regions.length, kind, bytes };
    this.regions.push(region);
    this.addresses.set(region, this.end);
    this.end += Math.ceil(bytes / 64) * 64 + GUARD;
    return { region, shape, dtype };
  }

  temporary(typed: Typed): Value {
    return this.value("temporary", typed);
  }

  constant(data: Data, shape: Value["shape"], dtype: DType): Value {
    const made = this.value("constant", { shape, dtype });
    this.constants.push({ region: made.region, data, dtype });
    return made;
  }

  step(step: Step): void {
    this.steps.push(step);
  }

  /** Moves a region to the memory's end, if any; answers the memory's pages. */
  placeAtEnd(region: Region | undefined): number {
    const pages = Math.ceil((this.end + (region?.bytes ?? 0)) / PAGE);
    if (region) this.addresses.set(region, pages * PAGE - region.bytes);
    return pages;
  }
}

/** The elements as words: masks for bools. */
function wordsOf(data: Data, dtype: DType): Int32Array {
  if (dtype === "bool") return Int32Array.from(data, (x) => x === 0 ? 0 : -1);
  return new Int32Array(data.slice().buffer);
}

/**
 * Runs the steps of one lowered node on its own, without a planner.
 *
 * @returns The elements of its result.
 */
export function runLowering<K extends OperationKind>(
  lowering: Lowering<K>,
  node: NodeOf<K>,
  inputs: readonly Data[],
  {
    target = { relaxed: false, shared: false },
    rowsAtOnce,
    backwards = false,
    spoilsOthers = false,
    atEnd,
  }: Division = {},
): Data {
  const to = new Collected();
  const values = node.inputs.map((input) => to.value("variable", input));
  const result = lowering(node, values, to);
  const pages = to.placeAtEnd(to.regions[atEnd ?? -1]);
  const module = new ModuleBuilder({ initial: 0, shared: false });
  const library = new Library(module, target);
  for (const [i, { kernel, reads, writes }] of to.steps.entries()) {
    const pointers = [...reads.map(({ value }) => value), ...writes];
    const addresses = pointers.map(({ region }) => to.addresses.get(region)!);
    const handle = module.function(
      { parameters: ["i32", "i32"], result: "void" },
      (f, [begin, end]) => {
        const locals = addresses.map((address) => f.let(i32.const(address)));
        kernel.write(f, { pointers: locals, begin, end }, library);
      },
    );
    module.export(`step${i}`, handle);
  }
  const bytes = module.finish();
  assert(WebAssembly.validate(bytes), "the module validates");
  const memory = new WebAssembly.Memory({ initial: pages });
  const all = new Int32Array(memory.buffer).fill(GUARD_WORD);
  const put = (region: Region, data: Data, dtype: DType) =>
    new Int32Array(memory.buffer, to.addresses.get(region)!, data.length)
      .set(wordsOf(data, dtype));
  node.inputs.forEach((input, i) =>
    put(values[i]!.region, inputs[i]!, input.dtype)
  );
  for (const { region, data, dtype } of to.constants) put(region, data, dtype);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
    env: { memory, ...HOST },
  });
  for (const [i, step] of to.steps.entries()) {
    const { rows, scale = 1 } = step;
    const run = exports[`step${i}`] as (begin: number, end: number) => void;
    const parts: [number, number][] = [];
    const size = rowsAtOnce ?? rows;
    for (let begin = 0; begin < rows; begin += size) {
      parts.push([begin, Math.min(begin + size, rows)]);
    }
    for (const [begin, end] of backwards ? parts.reverse() : parts) {
      const restore = spoilsOthers
        ? spoilOthers(to, all, step, [begin, end])
        : undefined;
      run(begin * scale, end * scale);
      restore?.();
    }
  }
  requireGuards(to, all);
  const count = result.region.bytes / 4;
  const words = new Int32Array(
    memory.buffer.slice(to.addresses.get(result.region)!),
    0,
    count,
  );
  switch (node.dtype) {
    case "float32":
      return new Float32Array(words.buffer, 0, count);
    case "int32":
      return words;
    case "bool":
      return Uint8Array.from(words, (word) => {
        assert(word === 0 || word === -1, "a bool is a mask");
        return -word;
      });
  }
}

/** Overwrites all of its own parts that some rows of a step should not need; answers how to undo it. */
function spoilOthers(
  to: Collected,
  all: Int32Array,
  { reads, rows }: Step,
  [begin, end]: readonly [number, number],
): () => void {
  const own = reads.filter(({ value: { region } }) =>
    reads.every((read) => read.value.region !== region || read.rows === "own")
  );
  const undone = own.map(({ value: { region } }) => {
    const first = to.addresses.get(region)! / 4;
    const words = all.subarray(first, first + region.bytes / 4);
    const saved = words.slice();
    const part = words.length / rows;
    assert(Number.isInteger(part), "the parts of rows are equal");
    words.fill(GUARD_WORD, 0, begin * part);
    words.fill(GUARD_WORD, end * part);
    return () => words.set(saved);
  });
  return () => undone.reverse().forEach((undo) => undo());
}

/** No step wrote between the regions. */
function requireGuards(to: Collected, all: Int32Array): void {
  for (const region of to.regions) {
    const begin = (to.addresses.get(region)! + region.bytes) / 4;
    const guard = all.subarray(begin, begin + GUARD / 4);
    assertEquals(guard, new Int32Array(guard.length).fill(GUARD_WORD));
  }
}
