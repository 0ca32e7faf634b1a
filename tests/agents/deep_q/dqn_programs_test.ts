import { assertAlmostEquals, assertEquals } from "@std/assert";
import { dqn } from "../../../agents/deep_q/dqn.ts";
import {
  copyProgram,
  onlineProgram,
  updateProgram,
} from "../../../agents/deep_q/dqn_programs.ts";
import { startProgram } from "../../../agents/run_program.ts";
import { openBackend } from "../../../dsl/backends/open_backend.ts";
import { input } from "../../../dsl/input.ts";

/** Q(s, a) = wₐ s, without biases. */
const model = input([1]).dense(2, { useBias: false });
const ONLINE = Float32Array.of(1, 2);
const TARGET = Float32Array.of(5, 3);
const values = { "dense_1/kernel": ONLINE };
const kernel = { shape: [1, 2], dtype: "float32" } as const;

const batch = {
  observations: Float32Array.of(1, 1),
  actions: Int32Array.of(0, 1),
  rewards: Float32Array.of(0.5, 0.25),
  nextObservations: Float32Array.of(2, 3),
  continues: Float32Array.of(1, 0),
};

Deno.test("an update's loss values what came next by the target network", async () => {
  for (const double of [false, true]) {
    const agent = dqn({ batchSize: 2, discount: 0.5, double });
    using backend = await openBackend("wasm");
    using memory = backend.createMemory();
    const { program, scalars } = updateProgram(model, agent, values);
    using update = startProgram(program, backend, memory);
    memory.write("target/dense_1/kernel", kernel, TARGET);
    const { loss } = await update.run({ ...batch, ...scalars(0) });
    // Q(s′, ·; target) = (10, 6), and the online network (2, 4) prefers the second.
    const next = double ? 6 : 10;
    const errors = [0.5 + 0.5 * next - 1, 0.25 - 2];
    const huber = errors.map((e) => Math.abs(e) - 0.5);
    assertAlmostEquals(loss![0]!, (huber[0]! + huber[1]!) / 2, 1e-5);
    // The online network moved, the target network did not.
    const online = await memory.read("online/dense_1/kernel");
    assertAlmostEquals(online[0]!, 1 + agent.learningRate, 1e-5);
    assertAlmostEquals(online[1]!, 2 - agent.learningRate, 1e-5);
    const target = await memory.read("target/dense_1/kernel");
    assertEquals([...target], [...TARGET]);
  }
});

Deno.test("copying makes the target network like the online one, and only then", async () => {
  using backend = await openBackend("wasm");
  using memory = backend.createMemory();
  using copy = startProgram(copyProgram(model, values), backend, memory);
  using online = startProgram(onlineProgram(model, 1, values), backend, memory);
  memory.write("target/dense_1/kernel", kernel, TARGET);
  await copy.run({});
  const copied = await memory.read("target/dense_1/kernel");
  assertEquals([...copied], [1, 2]);
  memory.write("online/dense_1/kernel", kernel, Float32Array.of(7, 8));
  assertEquals([...await memory.read("target/dense_1/kernel")], [1, 2]);
  const { values: q } = await online.run({ observations: Float32Array.of(2) });
  assertEquals([...q!], [14, 16]);
});
