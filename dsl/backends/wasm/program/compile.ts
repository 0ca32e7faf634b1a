import { sizeOf } from "../../../graph/node.ts";
import type { Program } from "../../../graph/program.ts";
import { fillEmpty, lostLeaves } from "../../../passes/fill_empty.ts";
import type { Wanted } from "../../require_data.ts";
import { chainSteps } from "./chain.ts";
import { writeElements } from "../memory/elements.ts";
import { explain } from "./explain.ts";
import { generateModule } from "./generate.ts";
import type { Block } from "../memory/heap.ts";
import { HOST } from "../library.ts";
import type { WasmMemory } from "../memory/memory.ts";
import { type Placement, placeRegions } from "./place.ts";
import { type Draw, type Plan, planProgram } from "./plan.ts";
import type { Target } from "../target.ts";
import type { Region, Value } from "../value.ts";

/** A value with an address. */
export interface Placed extends Wanted {
  /** Name of the placeholder or output. */
  readonly name: string;
  /** Where it stands, in bytes. */
  readonly address: number;
}

/** A random node's value with an address. */
export type PlacedDraw = Draw & Pick<Placed, "address" | "size">;

/** A program as a module over a memory. */
export interface Compiled {
  /** What it holds of the memory's heap, besides variables. */
  readonly block: Block;
  /** Its code. */
  readonly module: WebAssembly.Module;
  /** The calling thread's instance. */
  readonly instance: WebAssembly.Instance;
  /** Whether threads could divide the work. */
  readonly isParallel: boolean;
  /** What every run is fed. */
  readonly feeds: readonly Placed[];
  /** What every run draws. */
  readonly draws: readonly PlacedDraw[];
  /** What every run answers. */
  readonly outputs: readonly Placed[];
  /** The plan as text. */
  readonly explanation: string;
}

/**
 * Compiles a program against a memory, to which variables that it lacks are added.
 *
 * @throws {RangeError} If it does not fit in the memory, or its variables do not fit those that are there.
 */
export function compile(
  program: Program,
  memory: WasmMemory,
  target: Target,
): Compiled {
  const filled = fillEmpty(program);
  const plan = planProgram(filled, lostLeaves(program, filled));
  const chains = chainSteps(plan.steps, target);
  const placement = placeRegions(plan, chains);
  const { heap } = memory;
  const block = heap.allocate("compile a program", placement.bytes);
  try {
    const addressOf = claimPlaces(plan, placement, block, memory);
    const placed = { chains, addressOf, copies: placement.copies };
    const bytes = generateModule(placed, target, heap.limits);
    const module = new WebAssembly.Module(bytes);
    const instance = new WebAssembly.Instance(module, {
      env: { memory: heap.memory, ...HOST },
    });
    for (const { data, value } of plan.constants) {
      if (!placement.offsets.has(value.region)) continue;
      writeElements(heap, addressOf(value.region), data, value.dtype);
    }
    const place = ({ region, shape, dtype }: Value) => ({
      dtype,
      size: sizeOf(shape),
      address: addressOf(region),
    });
    return {
      block,
      module,
      instance,
      isParallel: chains.some((chain) => chain.isParallel),
      feeds: plan.feeds.map(({ name, value }) => ({ name, ...place(value) })),
      draws: plan.draws.map((draw) => ({ ...draw, ...place(draw.value) })),
      outputs: plan.outputs.map(({ name, value }) => ({
        name,
        ...place(value),
      })),
      explanation: explain({
        plan,
        chains,
        placement,
        codeBytes: bytes.length,
      }),
    };
  } catch (error) {
    heap.release(block);
    throw error;
  }
}

/** Addresses of all regions: in the memory for variables, in the block for others. */
function claimPlaces(
  { variables }: Plan,
  { root, offsets }: Placement,
  block: Block,
  memory: WasmMemory,
): (region: Region) => number {
  const claimed = new Map<Region, number>();
  for (const { node, region } of variables) {
    const { name, shape, dtype, attributes: { initial } } = node;
    claimed.set(region, memory.claim(name, { shape, dtype }, initial));
  }
  return (region) =>
    claimed.get(root(region)) ?? block.address + offsets.get(root(region))!;
}
