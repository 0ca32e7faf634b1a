import type { Local } from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { i32, memory } from "../../../../core/assembler/instructions.ts";
import { lesser } from "../../../../core/assembler/lesser.ts";
import {
  type FunctionHandle,
  type MemoryLimits,
  ModuleBuilder,
  run,
} from "../../../../core/assembler/module_builder.ts";
import type { Chain } from "./chain.ts";
import type { Kernel } from "../kernel.ts";
import { Library } from "../library.ts";
import type { Target } from "../target.ts";
import { writeBarrier } from "../threads/barrier.ts";
import type { Region } from "../value.ts";

/** A program whose regions have addresses. */
export interface PlacedProgram {
  /** What it computes. */
  readonly chains: readonly Chain[];
  /** The address of a region. */
  addressOf(region: Region): number;
  /** What is copied when a run ends. */
  readonly copies: readonly { readonly from: Region; readonly to: Region }[];
}

/**
 * Writes a program as a module that exports `run(thread, threads)`.
 *
 * Every thread calls `run` with its number; what they compute together does not
 * depend on how many they are.
 */
export function generateModule(
  program: PlacedProgram,
  target: Target,
  limits: MemoryLimits,
): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder(limits);
  const library = new Library(module, target);
  const kernels = new Map<string, FunctionHandle<"void">>();
  for (const { steps } of program.chains) {
    for (const { kernel, reads, writes } of steps) {
      if (kernels.has(kernel.key)) continue;
      const count = reads.length + writes.length;
      kernels.set(kernel.key, writeKernel(kernel, count, module, library));
    }
  }
  const barrier = target.shared ? writeBarrier(module) : undefined;
  const handle = module.function(
    { parameters: ["i32", "i32"], result: "void" },
    (f, [thread, threads]) => {
      const writer = { f, thread, threads, kernels, barrier };
      writeRun(program, writer);
    },
  );
  module.export("run", handle);
  return module.finish();
}

function writeKernel(
  kernel: Kernel,
  pointerCount: number,
  module: ModuleBuilder,
  library: Library,
): FunctionHandle<"void"> {
  const parameters = Array.from(
    { length: pointerCount + 2 },
    () => "i32" as const,
  );
  return module.function({ parameters, result: "void" }, (f, locals) => {
    const pointers = locals.slice(0, pointerCount);
    const [begin, end] = locals.slice(pointerCount);
    kernel.write(f, { pointers, begin: begin!, end: end! }, library);
  });
}

/** What the writer of `run` needs. */
interface RunWriter {
  readonly f: FunctionBuilder;
  readonly thread: Local<"i32">;
  readonly threads: Local<"i32">;
  readonly kernels: ReadonlyMap<string, FunctionHandle<"void">>;
  readonly barrier: FunctionHandle<"void"> | undefined;
}

function writeRun(
  { chains, addressOf, copies }: PlacedProgram,
  writer: RunWriter,
): void {
  const { f, thread, threads, barrier } = writer;
  const alone = (body: () => void) =>
    barrier ? f.if(i32.eqz(thread), body) : body();
  let wasParallel = false;
  for (const [i, chain] of chains.entries()) {
    const isParallel = chain.isParallel && barrier !== undefined;
    if (barrier && i > 0 && (wasParallel || isParallel)) {
      f.do(run(barrier, threads));
    }
    wasParallel = isParallel;
    if (isParallel) {
      f.scope(() => {
        // rows · turn / threads might not fit into 32 bits on its way.
        const rows = i32.const(chain.rows);
        const each = f.let(i32.divU(rows, threads));
        const left = f.let(i32.remU(rows, threads));
        const share = (turn: Local<"i32">) =>
          i32.add(
            i32.mul(each, turn),
            lesser(turn, left),
          );
        const next = f.let(i32.add(thread, i32.const(1)));
        const [begin, end] = [f.let(share(thread)), f.let(share(next))];
        f.if(
          i32.ltU(begin, end),
          () => writeBlocks(chain, begin, end, addressOf, writer),
        );
      });
    } else {
      alone(() => {
        const [begin, end] = [
          f.let(i32.const(0)),
          f.let(i32.const(chain.rows)),
        ];
        writeBlocks(chain, begin, end, addressOf, writer);
      });
    }
  }
  if (barrier && wasParallel && copies.length > 0) f.do(run(barrier, threads));
  if (copies.length > 0) {
    alone(() => {
      for (const { from, to } of copies) {
        f.do(memory.copy(
          i32.const(addressOf(to)),
          i32.const(addressOf(from)),
          i32.const(from.bytes),
        ));
      }
    });
  }
}

function writeBlocks(
  { steps, rows, blockRows }: Chain,
  begin: Local<"i32">,
  end: Local<"i32">,
  addressOf: PlacedProgram["addressOf"],
  { f, kernels }: RunWriter,
): void {
  const callAll = (from: Local<"i32">, to: Local<"i32">) => {
    for (const { kernel, reads, writes, scale = 1 } of steps) {
      const values = [...reads.map(({ value }) => value), ...writes];
      const addresses = values.map(({ region }) =>
        i32.const(addressOf(region))
      );
      const range = [from, to].map((row) =>
        scale === 1 ? row : i32.mul(row, i32.const(scale))
      );
      f.do(run(kernels.get(kernel.key)!, ...addresses, ...range));
    }
  };
  if (blockRows >= rows) return callAll(begin, end);
  f.for({ from: begin, to: end, step: blockRows }, (from) => {
    const next = f.let(i32.add(from, i32.const(blockRows)));
    const to = f.let(lesser(next, end));
    callAll(from, to);
  });
}
