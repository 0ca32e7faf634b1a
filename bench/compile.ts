import type { SyncBackend } from "../dsl/mod.ts";
import type { CompileTimes } from "./silica/compile_once.ts";
import { median } from "./time_calls.ts";
import { SMALL_STEP } from "./works.ts";

/** How many processes are started. */
const PROCESSES = 5;

async function compileOnce(kind: SyncBackend["kind"]): Promise<CompileTimes> {
  const script = new URL("silica/compile_once.ts", import.meta.url).pathname;
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", script, kind],
  }).output();
  const decoder = new TextDecoder();
  if (success) return JSON.parse(decoder.decode(stdout));
  throw new Error(decoder.decode(stderr));
}

/** Milliseconds that passes and code take, in new processes and in warm ones. */
export async function* benchCompile(
  backends: readonly SyncBackend["kind"][],
): AsyncGenerator<string> {
  for (const kind of backends) {
    const found: CompileTimes[] = [];
    for (let i = 0; i < PROCESSES; i++) found.push(await compileOnce(kind));
    const middle = (time: keyof CompileTimes) =>
      `${median(found.map((times) => times[time])).toFixed(1)} ms`;
    yield [
      `compile: ${SMALL_STEP.name}`.padEnd(52),
      kind.padEnd(16),
      middle("cold").padStart(10),
      `  first run ${middle("firstRun")}`,
      `  compiled again ${middle("warm")}`,
    ].join("");
  }
}
