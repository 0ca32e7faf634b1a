import { assert, assertEquals } from "@std/assert";
import { decodeCheckpoint } from "../../../agents/checkpoint.ts";
import { dqn } from "../../../agents/deep_q/dqn.ts";
import { train } from "../../../agents/train.ts";
import { finish } from "../small_agents.ts";

/** A run after so many steps, and its networks. */
async function networksAfter(
  steps: number,
  options: Parameters<typeof dqn>[0],
): Promise<
  { updates: number; online: number[]; target: number[]; remembered: number }
> {
  const agent = dqn({ hidden: [4], batchSize: 8, ...options });
  await using run = train(agent, "CartPole-v1", { backend: "wasm", steps });
  await finish(run);
  const { tensors, progress } = decodeCheckpoint(await run.checkpoint());
  const flat = (scope: string) =>
    ["dense_1/kernel", "dense_1/bias", "dense_2/kernel", "dense_2/bias"]
      .flatMap((
        name,
      ) => [...tensors[`memory/${scope}/${name}`]!.data as Float32Array]);
  return {
    updates: progress.updates,
    online: flat("online"),
    target: flat("target"),
    remembered: tensors["learner/replay/actions"]!.data.length,
  };
}

Deno.test("dqn() begins with two networks alike, and no update before it should", async () => {
  const { updates, online, target, remembered } = await networksAfter(99, {
    learningStarts: 100,
    trainEvery: 1,
    gradientSteps: 1,
  });
  assertEquals(updates, 0);
  assertEquals(online, target);
  assertEquals(remembered, 99);
});

Deno.test("dqn() learns every so many steps, so many times", async () => {
  const options = { learningStarts: 10, trainEvery: 4, gradientSteps: 3 };
  // At steps 12, 16, 20, 24 and 28.
  assertEquals((await networksAfter(31, options)).updates, 15);
  assertEquals((await networksAfter(32, options)).updates, 18);
});

Deno.test("dqn() copies the online network after so many updates, and not in between", async () => {
  const options = {
    learningStarts: 1,
    trainEvery: 1,
    gradientSteps: 1,
    targetEvery: 7,
  };
  const at = (steps: number) => networksAfter(steps, options);
  const seven = await at(7);
  assertEquals(seven.target, seven.online);
  const eight = await at(8);
  assertEquals(eight.target, seven.target);
  assert(eight.online.join() !== eight.target.join());
  assertEquals((await at(13)).target, seven.target);
  const fourteen = await at(14);
  assertEquals(fourteen.target, fourteen.online);
});

Deno.test("dqn() forgets what there is no room for", async () => {
  assertEquals((await networksAfter(80, { capacity: 50 })).remembered, 50);
});
