import { openBackend } from "../../../dsl/backends/open_backend.ts";
import type { BackendKind } from "../../../dsl/backends/backend.ts";
import type { Program } from "../../../dsl/graph/program.ts";
import { programNodes } from "../../../dsl/graph/program.ts";
import { optimize } from "../../../dsl/passes/optimize.ts";
import { interpret } from "../reference.ts";

/** Elements by name. */
export type Elements = Readonly<Record<string, ArrayLike<number>>>;

/** Something that runs one program again and again, and keeps its variables. */
export interface Machine extends Disposable {
  /** Answers the program's outputs. */
  run(feeds: Elements): Promise<Elements>;
  /** What a variable holds. */
  read(name: string): Promise<ArrayLike<number>>;
}

/** Opens a machine for a program. */
export type OpenMachine = (program: Program) => Promise<Machine>;

/** A kind of machine. */
export interface MachineKind {
  readonly name: string;
  readonly open: OpenMachine;
  /** Whether it works in double precision; constants and feeds are rounded to single even so. */
  readonly exact: boolean;
}

/** Which machines there are. */
export const MACHINES: readonly MachineKind[] = [
  { name: "the reference interpreter", open: openReference, exact: true },
  { name: "the wasm backend", open: openWasm, exact: false },
  {
    name: "the cpu backend",
    open: (program) => openOn("cpu", program),
    exact: false,
  },
];

/** One node at a time, in double precision. */
export function openReference(program: Program): Promise<Machine> {
  const variables = new Map<string, ArrayLike<number>>();
  for (const node of programNodes(program)) {
    if (node.kind !== "variable") continue;
    variables.set(node.name, node.attributes.initial);
  }
  return Promise.resolve({
    run(feeds: Elements) {
      const given = { feeds, variables: Object.fromEntries(variables) };
      const outcome = interpret(program, given);
      for (const [name, data] of Object.entries(outcome.variables)) {
        variables.set(name, data);
      }
      const outputs = Object.entries(outcome.outputs);
      return Promise.resolve(
        Object.fromEntries(outputs.map(([name, { data }]) => [name, data])),
      );
    },
    read: (name: string) => Promise.resolve(variables.get(name)!),
    [Symbol.dispose]: () => {},
  });
}

/** Optimized and compiled to WebAssembly, in single precision. */
export function openWasm(program: Program): Promise<Machine> {
  return openOn("wasm", program);
}

async function openOn(
  kind: BackendKind,
  program: Program,
): Promise<Machine> {
  const backend = await openBackend(kind);
  const memory = backend.createMemory();
  const executable = backend.compile(optimize(program), memory);
  return {
    run: (feeds: Elements) =>
      executable.run(feeds as Parameters<typeof executable.run>[0]),
    read: (name: string) => memory.read(name),
    [Symbol.dispose]: () => {
      executable[Symbol.dispose]();
      memory[Symbol.dispose]();
      backend[Symbol.dispose]();
    },
  };
}

/** The greatest distance between two lists, in units of `atol + rtol |wish|`. */
export function distance(
  actual: ArrayLike<number>,
  wish: ArrayLike<number>,
  { rtol, atol }: { readonly rtol: number; readonly atol: number },
): number {
  if (actual.length !== wish.length) return Infinity;
  return Array.from(wish).reduce((most, x, i) => {
    const far = Math.abs(actual[i]! - x) / (atol + rtol * Math.abs(x));
    return Number.isNaN(far) ? Infinity : Math.max(most, far);
  }, 0);
}
