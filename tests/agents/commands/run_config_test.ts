import fc from "fast-check";
import { assertEquals, assertThrows } from "@std/assert";
import type { RunCompute } from "../../../agents/commands/run_compute.ts";
import {
  formatRunConfig,
  parseRunConfig,
  type RunConfig,
} from "../../../agents/commands/run_config.ts";
import { BACKEND_CHOICES } from "../../../dsl/backends/require_choice.ts";

const CONFIG: RunConfig = {
  agent: { kind: "reinforce", network: { hidden: [4] } },
  environment: { id: "CartPole-v1", options: {} },
  seed: 3,
  settings: {
    budget: { updates: 5 },
    untilSolved: false,
    compute: { backend: "wasm", deterministic: true, threads: 2 },
  },
};

const count = fc.integer({ min: 1 });

const computes: fc.Arbitrary<RunCompute> = fc.record({
  backend: fc.constantFrom(...BACKEND_CHOICES),
  deterministic: fc.boolean(),
  threads: count,
}, { noNullPrototype: true, requiredKeys: ["backend"] });

const configs: fc.Arbitrary<RunConfig> = fc.record({
  budget: fc.record({ steps: count, updates: count }, {
    noNullPrototype: true,
    requiredKeys: [],
  }),
  untilSolved: fc.boolean(),
  compute: computes,
}, { noNullPrototype: true }).map((settings) => ({ ...CONFIG, settings }));

Deno.test("parseRunConfig() reads what formatRunConfig() wrote", () => {
  fc.assert(fc.property(configs, (config) => {
    assertEquals(parseRunConfig(formatRunConfig(config), "x"), config);
  }));
});

Deno.test("formatRunConfig() says plainly what a run runs on", () => {
  const { settings } = JSON.parse(formatRunConfig(CONFIG));
  assertEquals(settings, {
    budget: { updates: 5 },
    untilSolved: false,
    backend: "wasm",
    deterministic: true,
    threads: 2,
  });
});

Deno.test("parseRunConfig() refuses what is no configuration, by the name of its file", () => {
  const json = JSON.parse(formatRunConfig(CONFIG));
  const wrong: readonly object[] = [
    { backend: "tpu" },
    { backend: 1 },
    { deterministic: "yes" },
    { threads: 0 },
    { threads: 1.5 },
    { budget: { steps: -1 } },
  ];
  for (const settings of wrong) {
    const bent = { ...json, settings: { ...json.settings, ...settings } };
    assertThrows(
      () => parseRunConfig(JSON.stringify(bent), "runs/a/config.json"),
      SyntaxError,
      'Cannot read "runs/a/config.json" as it must be the configuration of a run',
    );
  }
});
