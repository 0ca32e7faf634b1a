/**
 * Compiles the small network's update in a process that has compiled nothing yet, and again when all is warm;
 * prints {@linkcode CompileTimes} as JSON: `deno run bench/silica/compile_once.ts cpu`.
 */
import { openBackend, optimize, type SyncBackend } from "../../dsl/mod.ts";
import { median } from "../time_calls.ts";
import { SMALL_STEP } from "../works.ts";
import { trainingStep } from "./training_step.ts";

/** Milliseconds. */
export interface CompileTimes {
  /** Passes and code, for the first time. */
  readonly cold: number;
  /** The first run thereafter. */
  readonly firstRun: number;
  /** Passes and code once more, the median of many times. */
  readonly warm: number;
}

const TIMES = 30;

const kind = Deno.args[0] as SyncBackend["kind"];
using backend = await openBackend(kind);

function compile(): Omit<CompileTimes, "warm"> {
  const { program, feeds } = trainingStep(SMALL_STEP);
  using memory = backend.createMemory();
  const start = performance.now();
  using executable = backend.compile(optimize(program), memory);
  const compiled = performance.now();
  executable.runSync(feeds(0));
  const run = performance.now();
  return { cold: compiled - start, firstRun: run - compiled };
}

const first = compile();
const warm = median(Array.from({ length: TIMES }, () => compile().cold));
// deno-lint-ignore no-console
console.log(JSON.stringify({ ...first, warm } satisfies CompileTimes));
