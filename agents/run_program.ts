import type {
  Backend,
  Executable,
  Memory,
  SyncExecutable,
  Values,
} from "../dsl/backends/backend.ts";
import type { Program } from "../dsl/graph/program.ts";
import { optimize } from "../dsl/passes/optimize.ts";

/** A compiled program that answers at once where its backend can. */
export interface RunningProgram extends Disposable {
  /** Takes a value for each placeholder, answers the outputs. */
  run(feeds: Values): Values | Promise<Values>;
}

/** Optimizes and compiles a program. */
export function startProgram(
  program: Program,
  backend: Backend,
  memory: Memory,
): RunningProgram {
  const executable = backend.compile(optimize(program), memory);
  const run = isSync(executable)
    ? (feeds: Values) => executable.runSync(feeds)
    : (feeds: Values) => executable.run(feeds);
  return { run, [Symbol.dispose]: () => executable[Symbol.dispose]() };
}

function isSync(executable: Executable): executable is SyncExecutable {
  return "runSync" in executable;
}
