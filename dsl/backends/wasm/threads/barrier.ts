import { i32, unreachable } from "../../../../core/assembler/instructions.ts";
import {
  type FunctionHandle,
  type ModuleBuilder,
  run,
} from "../../../../core/assembler/module_builder.ts";
import { writeSignals } from "./signal.ts";

/** Addresses of the barrier's words in every memory, each in a cache line of its own. */
export const BARRIER = {
  /** How many have come. */
  arrived: 0,
  /** Signal, raised when all have come. */
  open: 64,
  /** Whether somebody will never come. */
  broken: 128,
} as const;

/** How often a thread turns before it sleeps: some 100 µs, longer than waking it takes. */
const TURNS = 100_000;

/**
 * Writes a barrier into a module: a function of the number of threads, which
 * nobody leaves before all have called it. It may be called again and again.
 *
 * The module also exports `breakBarrier`, after which all who wait or come find
 * an error instead of waiting for ever, and `mendBarrier`, to be called when all
 * have left.
 */
export function writeBarrier(
  module: ModuleBuilder,
  turns: number = TURNS,
): FunctionHandle<"void"> {
  const signals = writeSignals(module);
  const arrived = i32.const(BARRIER.arrived);
  const open = i32.const(BARRIER.open);
  const broken = i32.const(BARRIER.broken);
  const nothing = { parameters: [], result: "void" } as const;
  module.export(
    "breakBarrier",
    module.function(nothing, (f) => {
      f.do(i32.atomic.store(broken, i32.const(1)));
      f.do(run(signals.raise, open));
    }),
  );
  module.export(
    "mendBarrier",
    module.function(nothing, (f) => {
      f.do(i32.atomic.store(arrived, i32.const(0)));
      f.do(i32.atomic.store(broken, i32.const(0)));
    }),
  );
  return module.function(
    { parameters: ["i32"], result: "void" },
    (f, [threads]) => {
      f.if(i32.leS(threads, i32.const(1)), () => f.return());
      const before = f.let(i32.atomic.load(open));
      const requireWhole = () =>
        f.if(i32.atomic.load(broken), () => f.do(unreachable));
      // Looked at after `open`: if the barrier breaks later, `open` is raised later.
      requireWhole();
      const others = i32.atomic.add(arrived, i32.const(1));
      f.if(
        i32.eq(i32.add(others, i32.const(1)), threads),
        () => {
          f.do(i32.atomic.store(arrived, i32.const(0)));
          f.do(run(signals.raise, open));
        },
        () => {
          f.do(run(signals.await, open, before, i32.const(turns)));
          requireWhole();
        },
      );
    },
  );
}
