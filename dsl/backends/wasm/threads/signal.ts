import { i32, memory } from "../../../../core/assembler/instructions.ts";
import type {
  FunctionHandle,
  ModuleBuilder,
} from "../../../../core/assembler/module_builder.ts";

/**
 * Functions for signals. A signal is a word that counts how often it was raised,
 * and behind it a word with the number of those who sleep until it is.
 */
export interface SignalFunctions {
  /** Waits while the signal at an address has a value: turns a number of times, then sleeps. */
  readonly await: FunctionHandle<"void">;
  /** Raises the signal at an address, and wakes all who sleep. */
  readonly raise: FunctionHandle<"void">;
}

/** Bytes from a signal to the number of its sleepers. */
const SLEEPERS = 4;

/** Writes the functions for signals into a module. */
export function writeSignals(module: ModuleBuilder): SignalFunctions {
  return {
    await: module.function(
      { parameters: ["i32", "i32", "i32"], result: "void" },
      (f, [signal, value, turns]) => {
        const isSame = () => i32.eq(i32.atomic.load(signal), value);
        f.while(
          () => i32.select(turns, i32.const(0), isSame()),
          () => f.increase(turns, -1),
        );
        f.if(isSame(), () => {
          f.drop(i32.atomic.add(signal, i32.const(1), SLEEPERS));
          f.while(isSame, () => f.drop(memory.wait(signal, value)));
          f.drop(i32.atomic.add(signal, i32.const(-1), SLEEPERS));
        });
      },
    ),
    raise: module.function(
      { parameters: ["i32"], result: "void" },
      (f, [signal]) => {
        f.drop(i32.atomic.add(signal, i32.const(1)));
        f.if(
          i32.atomic.load(signal, SLEEPERS),
          () => f.drop(memory.notify(signal, i32.const(-1))),
        );
      },
    ),
  };
}
