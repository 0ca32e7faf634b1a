/**
 * Measures the library beside its peers, in one run: `deno task bench`.
 *
 * Words after it choose works by their names: `deno task bench CNN DQN`. `PYTHON`
 * names the Python that has the peers; those that are missing are skipped by name.
 */
import type { SyncBackend } from "../dsl/mod.ts";
import { benchCompile } from "./compile.ts";
import { benchEnvs } from "./envs.ts";
import { benchSpeed } from "./speed.ts";

/** Which of our backends are measured. */
const BACKENDS: readonly SyncBackend["kind"][] = ["wasm"];

// deno-lint-ignore no-console
const print = (row: string) => console.log(row);
const words = Deno.args;

for await (const row of benchSpeed(BACKENDS, words)) print(row);
for await (const row of benchEnvs(words)) print(row);
if (words.length === 0) {
  for await (const row of benchCompile(BACKENDS)) print(row);
}
