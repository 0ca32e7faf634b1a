import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import { checkEnv } from "../../envs/check_env.ts";
import { describe } from "../../envs/describe.ts";
import { ENVIRONMENT_IDS } from "../../envs/registry.ts";
import { envLaws, vectorEqualsSingles } from "./env_laws.ts";
import { AUTORESETS } from "../../envs/vector_options.ts";
import { toy } from "./toy_environment.ts";

for (const id of ENVIRONMENT_IDS) envLaws(describe(id));

Deno.test("checkEnv() passes environments of every shape", () => {
  fc.assert(
    fc.property(toy, fc.nat(), (toy, seed) => {
      checkEnv(toy, { seed, steps: 30 });
    }),
    { numRuns: 60 },
  );
});

Deno.test("each of a vector is a single one, whatever the environment", () => {
  fc.assert(fc.property(
    toy,
    fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
    fc.nat(30),
    fc.constantFrom(...AUTORESETS),
    (toy, seeds, steps, autoreset) =>
      vectorEqualsSingles(toy, { seeds, steps, autoreset }),
  ));
});

Deno.test("the environments drawn end in every way", () => {
  const reports = fc.sample(toy, { numRuns: 100, seed: 1 }).map((each) =>
    checkEnv(each, { steps: 30 })
  );
  const ways = new Set(
    reports.map((r) => `${r.terminated > 0} ${r.truncated > 0}`),
  );
  assertEquals(ways.size, 4);
  assert(reports.every((report) => report.laws.length === 20));
});
