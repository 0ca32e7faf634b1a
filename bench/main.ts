/**
 * Measures the library beside its peers, in one run: `deno task bench`.
 *
 * `PYTHON` names the Python that has the peers; those that are missing are skipped by name.
 */
import { benchAdamStep } from "./adam_step.ts";
import { benchEnvs } from "./envs.ts";

for (const bench of [benchEnvs, benchAdamStep]) {
  // deno-lint-ignore no-console
  for (const row of await bench()) console.log(row);
}
