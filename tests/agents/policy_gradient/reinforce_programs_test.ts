import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { buildNetwork } from "../../../agents/dense_network.ts";
import { reinforce } from "../../../agents/policy_gradient/reinforce.ts";
import {
  applyProgram,
  gradientProgram,
  policyProgram,
} from "../../../agents/policy_gradient/reinforce_programs.ts";
import { startProgram } from "../../../agents/run_program.ts";
import { RandomStream } from "../../../core/random.ts";
import { openBackend } from "../../../dsl/backends/open_backend.ts";
import { countParameters } from "../../../dsl/passes/count_parameters.ts";
import { initialize } from "../../../dsl/passes/initialize.ts";

const model = buildNetwork("test", reinforce().network, [4], [1, 2]);
const values = initialize(model, RandomStream.from(1));
const STEPS = 12;
const random = RandomStream.from(2);
const observations = random.fillNormal(new Float32Array(4 * STEPS));
const actions = Int32Array.from({ length: STEPS }, () => random.integer(0, 2));
const weights = random.fillNormal(new Float32Array(STEPS));

/** The gradients of the loss, added up in blocks, and the loss. */
async function addUp(block: number): Promise<Record<string, number[]>> {
  using backend = await openBackend("wasm");
  using memory = backend.createMemory();
  using add = startProgram(
    gradientProgram(model, block, values),
    backend,
    memory,
  );
  let loss = 0;
  for (let i = 0; i < STEPS; i += block) {
    const answered = await add.run({
      observations: observations.slice(4 * i, 4 * (i + block)),
      actions: actions.slice(i, i + block),
      weights: weights.slice(i, i + block),
    });
    loss += answered.loss![0]!;
  }
  const sums: Record<string, number[]> = { loss: [loss] };
  for (const name of memory.slots.keys()) {
    if (name.startsWith("gradient/")) sums[name] = [...await memory.read(name)];
  }
  return sums;
}

Deno.test("the book's network has 25 parameters and one logit", () => {
  assertEquals(countParameters(model).trainable, 25);
  assertEquals(model.shape, [1]);
});

Deno.test("gradients added up in blocks are those of all steps together", async () => {
  const whole = await addUp(STEPS);
  assertEquals(Object.keys(whole).length, 5);
  for (const block of [1, 3, 6]) {
    const parts = await addUp(block);
    for (const [name, sum] of Object.entries(whole)) {
      sum.forEach((x, i) => assertAlmostEquals(parts[name]![i]!, x, 1e-5));
    }
  }
  assert(whole["gradient/policy/dense_1/kernel"]!.some((x) => x !== 0));
});

Deno.test("applying gradients is a step of Adam, and they begin at 0 again", async () => {
  using backend = await openBackend("wasm");
  using memory = backend.createMemory();
  const { program, scalars } = applyProgram(model, 0.01, values);
  using apply = startProgram(program, backend, memory);
  const name = "gradient/policy/dense_1/kernel";
  const slot = memory.slots.get(name)!;
  memory.write(name, slot, Float32Array.from({ length: 16 }, (_, i) => i - 8));
  const before = [...await memory.read("policy/dense_1/kernel")];
  await apply.run(scalars(0));
  const after = [...await memory.read("policy/dense_1/kernel")];
  // The first step of Adam is the learning rate, against the sign of the gradient.
  before.forEach((x, i) => {
    assertAlmostEquals(after[i]! - x, -0.01 * Math.sign(i - 8), 1e-5);
  });
  assertEquals([...await memory.read(name)], new Array(16).fill(0));
});

Deno.test("the policy's logits do not depend on how many games are played", async () => {
  using backend = await openBackend("wasm");
  using memory = backend.createMemory();
  const logitsOf = async (games: number) => {
    using policy = startProgram(
      policyProgram(model, games, values),
      backend,
      memory,
    );
    const some = observations.slice(0, 4 * games);
    return [...(await policy.run({ observations: some })).logits!];
  };
  const all = await logitsOf(STEPS);
  for (const games of [1, 5]) {
    assertEquals(await logitsOf(games), all.slice(0, games));
  }
});
