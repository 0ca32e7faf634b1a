import type { Program } from "../../graph/program.ts";
import type {
  Backend,
  Executable,
  Memory,
  SyncBackend,
  SyncExecutable,
} from "../backend.ts";
import { TfjsExecutable, TfjsSyncExecutable } from "./executable.ts";
import type { Machine, SyncMachine } from "./machine.ts";
import { TfjsMemory } from "./memory.ts";

/** A backend over a tfjs machine that is read later. */
export function tfjsBackend(machine: Machine, reason: string): Backend {
  return {
    kind: machine.kind,
    reason,
    createMemory: (): Memory => new TfjsMemory(machine),
    compile: (program: Program, memory: Memory): Executable =>
      new TfjsExecutable(program, machine, memoryOf(machine, memory)),
    bufferCount: () => machine.bufferCount(),
    [Symbol.dispose]: () => machine[Symbol.dispose](),
  };
}

/** A backend over a tfjs machine that can be read at once. */
export function tfjsSyncBackend(
  machine: SyncMachine,
  reason: string,
): SyncBackend {
  return {
    ...tfjsBackend(machine, reason),
    kind: machine.kind,
    compile: (program: Program, memory: Memory): SyncExecutable =>
      new TfjsSyncExecutable(program, machine, memoryOf(machine, memory)),
  };
}

/** The memory, if it is this machine's and alive. */
function memoryOf(machine: Machine, memory: Memory): TfjsMemory {
  const action = "compile a program";
  machine.requireSound(action);
  if (!(memory instanceof TfjsMemory) || !memory.isOn(machine)) {
    throw new TypeError(
      `Cannot ${action} as its memory must be of the same backend: current memory is of another`,
    );
  }
  memory.requireAlive(action);
  return memory;
}
