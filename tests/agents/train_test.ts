import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { dqn } from "../../agents/deep_q/dqn.ts";
import { reinforce } from "../../agents/policy_gradient/reinforce.ts";
import {
  resumeTraining,
  train,
  type TrainOptions,
} from "../../agents/train.ts";
import { openBackend } from "../../dsl/backends/open_backend.ts";
import { describe } from "../../envs/describe.ts";
import { environment } from "../../envs/description.ts";
import { box } from "../../envs/spaces/box.ts";
import { discrete } from "../../envs/spaces/discrete.ts";
import { frameStack } from "../../envs/wrappers/frame_stack.ts";
import { repeatAction } from "../../envs/wrappers/repeat_action.ts";
import { input } from "../../dsl/input.ts";
import { finish, lastCheckpoint, SMALL_AGENTS } from "./small_agents.ts";

const wasm = { backend: "wasm" } as const;
const agent = SMALL_AGENTS.reinforce;

/** One step, which earns what it is told to. */
function paying(reward: number) {
  return environment({
    id: "Paying-v0",
    stateSize: 1,
    actionSpace: discrete(2),
    observationSpace: box({ low: 0, high: 1, shape: [1] }),
    initialize: (state) => void state.fill(0),
    step(state, action) {
      state[0] = 1;
      return reward * action;
    },
    terminated: (state) => state[0] === 1,
    observe: (state, out) => void (out[0] = state[0]!),
  });
}

Deno.test("train() names agent and environment where they do not suit each other", () => {
  const torque = environment({
    id: "Torque-v0",
    stateSize: 1,
    actionSpace: box({ low: -1, high: 1 }),
    observationSpace: box({ low: 0, high: 1, shape: [1] }),
    initialize: () => {},
    step: () => 0,
    terminated: () => false,
    observe: () => {},
  });
  for (const each of Object.values(SMALL_AGENTS)) {
    const error = assertThrows(() => train(each, torque), RangeError);
    assertStringIncludes(
      error.message,
      `train a ${each.kind} agent on Torque-v0`,
    );
    assertStringIncludes(error.message, "its actions must be discrete");
    assertStringIncludes(error.message, "box([1], float32)");
  }
  assertThrows(() => train(agent, "CartPole-v9"), RangeError, "CartPole-v1");
});

Deno.test("train() refuses budgets and seeds that are none", () => {
  const on = (options: object) => () => train(agent, "CartPole-v1", options);
  assertThrows(on({ steps: 0 }), RangeError, "'steps'");
  assertThrows(on({ updates: 1.5 }), RangeError, "'updates'");
  assertThrows(on({ seed: -1 }), RangeError, "'seed'");
});

Deno.test("train() says what it runs on, and why", async () => {
  const chosen = async (options: TrainOptions) => {
    await using run = train(agent, "CartPole-v1", options);
    return await run.backend();
  };
  // 4 inputs, 6 units of elu, 1 output: 127 operations; 64 runs to act in 8 games, one to learn from 512 actions.
  assertEquals(await chosen({}), {
    kind: "wasm",
    reason:
      "wasm, as a run of 0.004 million operations ends before a GPU would answer",
  });
  assertEquals(await chosen({ backend: "wasm" }), {
    kind: "wasm",
    reason: "wasm, as asked for",
  });
  assertEquals(await chosen({ deterministic: true }), {
    kind: "wasm",
    reason: "wasm, as results must be the same bits on every machine",
  });
});

Deno.test("train() takes a backend that is open, and leaves it so", async () => {
  using opened = await openBackend("wasm");
  let closed = 0;
  const backend = { ...opened, [Symbol.dispose]: () => void closed++ };
  const own = await lastCheckpoint(
    train(agent, "CartPole-v1", { ...wasm, updates: 2 }),
  );
  const lent = train(agent, "CartPole-v1", { backend, updates: 2 });
  assertEquals(await lastCheckpoint(lent), own);
  assertEquals(backend.bufferCount(), 0);
  const more = { backend, updates: 3 };
  assertEquals(
    await lastCheckpoint(resumeTraining(own, more)),
    await lastCheckpoint(train(agent, "CartPole-v1", { ...wasm, updates: 3 })),
  );
  assertEquals([backend.bufferCount(), closed], [0, 0]);
});

Deno.test("train() refuses backends that there are not, or cannot be", async () => {
  using backend = await openBackend("wasm");
  const on = (options: object) => () => train(agent, "CartPole-v1", options);
  assertThrows(on({ backend: "gpu" }), RangeError, '"webgpu", "wasm", "cpu"');
  assertThrows(on({ threads: 0 }), RangeError, "'threads'");
  assertThrows(
    on({ backend: "cpu", deterministic: true }),
    RangeError,
    "only wasm answers the same bits",
  );
  assertThrows(
    on({ backend, threads: 2 }),
    TypeError,
    "Cannot train a reinforce agent as 'threads' is for a backend that is yet to be opened: current backend is open",
  );
});

Deno.test("train() stops after so many updates, or steps, whichever is first", async () => {
  await using some = train(agent, "CartPole-v1", { ...wasm, updates: 3 });
  await finish(some);
  assertEquals(some.progress.updates, 3);
  await using few = train(agent, "CartPole-v1", {
    ...wasm,
    updates: 3,
    steps: 1,
  });
  await finish(few);
  assertEquals(few.progress.updates, 1);
  const options = { ...wasm, steps: 777 };
  await using exact = train(SMALL_AGENTS.dqn, "CartPole-v1", options);
  await finish(exact);
  assertEquals(exact.progress.steps, 777);
});

Deno.test("train() ends with an error that names the step when the loss is not finite", async () => {
  const diverging = dqn({ hidden: [2], learningStarts: 8, trainEvery: 8 });
  await using run = train(diverging, paying(Infinity), { ...wasm, steps: 99 });
  const error = await assertRejects(() => finish(run), RangeError);
  assertStringIncludes(error.message, "the loss must be finite");
  assertStringIncludes(error.message, "(step ");
  // There is nothing left worth saving or going on with.
  await assertRejects(() => run.checkpoint(), RangeError, "finite");
  await assertRejects(() => finish(run), RangeError, "finite");
});

Deno.test("train() stops when its signal says so, and can be saved then", async () => {
  const controller = new AbortController();
  const { signal } = controller;
  await using run = train(agent, "CartPole-v1", { ...wasm, signal });
  let rounds = 0;
  const going = async () => {
    for await (const _ of run) {
      if (++rounds === 2) controller.abort(new Error("enough"));
    }
  };
  await assertRejects(going, Error, "enough");
  assertEquals(rounds, 2);
  assertEquals(run.progress.updates, 2);
  const saved = await run.checkpoint();
  const two = train(agent, "CartPole-v1", { ...wasm, updates: 2 });
  assertEquals(saved, await lastCheckpoint(two));
});

Deno.test("train() lets timers have their turn, so that one can stop it", async () => {
  const controller = new AbortController();
  const options = { ...wasm, signal: controller.signal, updates: 1e6 };
  await using run = train(agent, "CartPole-v1", options);
  const going = async () => {
    for await (const { metrics } of run) {
      if (metrics.updates === 1) setTimeout(() => controller.abort(), 20);
    }
  };
  await assertRejects(going, DOMException);
});

Deno.test("train() runs one loop at a time, and none after it was disposed of", async () => {
  const run = train(agent, "CartPole-v1", { ...wasm, updates: 2 });
  const [one, two] = await Promise.allSettled([finish(run), finish(run)]);
  assert([one, two].some(({ status }) => status === "rejected"));
  await run[Symbol.asyncDispose]();
  await run[Symbol.asyncDispose]();
  await assertRejects(() => run.checkpoint(), TypeError, "disposed");
});

Deno.test("a checkpoint asked for during a round waits for its end", async () => {
  await using run = train(agent, "CartPole-v1", { ...wasm, updates: 1 });
  await run.backend();
  const going = finish(run);
  await new Promise((resolve) => setTimeout(resolve, 1));
  const saved = await run.checkpoint();
  await going;
  assert([0, 1].includes(resumeTraining(saved).progress.updates));
});

Deno.test("a checkpoint that nobody waits for is of one moment", async () => {
  const budget = { ...wasm, updates: 6 };
  await using run = train(agent, "CartPole-v1", budget);
  const saving: Promise<Uint8Array>[] = [];
  for await (const _ of run) saving.push(run.checkpoint());
  const last = await run.checkpoint();
  for (const saved of await Promise.all(saving)) {
    await using resumed = resumeTraining(saved, budget);
    for await (const _ of resumed);
    assertEquals(await resumed.checkpoint(), last);
  }
});

Deno.test("train() with a model of one's own, which a checkpoint keeps", async () => {
  const custom = reinforce({
    games: 4,
    model: ([size], actions) => input([size!]).dense(5).tanh().dense(actions),
  });
  const half = await lastCheckpoint(
    train(custom, "CartPole-v1", { ...wasm, updates: 2 }),
  );
  const whole = await lastCheckpoint(
    train(custom, "CartPole-v1", { ...wasm, updates: 4 }),
  );
  const resumed = resumeTraining(half, { ...wasm, updates: 4 });
  assertEquals(await lastCheckpoint(resumed), whole);
});

Deno.test("train() refuses a model that does not fit", () => {
  const on = (model: Parameters<typeof reinforce>[0] & object) => () =>
    train(reinforce(model), "CartPole-v1");
  const wrongInput = on({ model: () => input([3]).dense(2) });
  assertThrows(wrongInput, RangeError, "must turn [4] into [1] or [2]");
  const wrongOutput = on({ model: () => input([4]).dense(3) });
  assertThrows(wrongOutput, RangeError, "[4] into [3]");
  const moody = on({ model: () => input([4]).dropout(0.5).dense(2) });
  assertThrows(moody, RangeError, "current layer is dropout");
});

Deno.test("train() refuses the checkpoint of another run", async () => {
  const options = { ...wasm, updates: 1, seed: 4 };
  const saved = await lastCheckpoint(train(agent, "CartPole-v1", options));
  const resume = { resume: saved };
  const heavy = describe("CartPole-v1", { poleMass: 0.3 });
  const other = reinforce({ games: 3 });
  const refused = [
    [() => train(other, "CartPole-v1", resume), "the same agent"],
    [() => train(agent, "CartPole-v0", resume), "the same environment"],
    [() => train(agent, heavy, resume), "the same environment"],
    [
      () => train(agent, "CartPole-v1", { ...resume, seed: 5 }),
      "the same seed",
    ],
  ] as const;
  for (const [call, wish] of refused) assertThrows(call, RangeError, wish);
  train(agent, "CartPole-v1", resume); // Without a seed it takes the saved one.
});

Deno.test("an environment with options is described in the checkpoint", async () => {
  const light = describe("CartPole-v1", { poleMass: 0.01 });
  const options = { ...wasm, updates: 1 };
  const saved = await lastCheckpoint(train(agent, light, options));
  const more = { ...wasm, updates: 2 };
  assertEquals(
    await lastCheckpoint(resumeTraining(saved, more)),
    await lastCheckpoint(train(agent, light, more)),
  );
});

Deno.test("what is laid around an environment is there again after a checkpoint", async () => {
  const wrapped = frameStack(repeatAction(describe("CartPole-v1"), 2), 3);
  const bytes = await lastCheckpoint(
    train(agent, wrapped, { ...wasm, updates: 1 }),
  );
  await using later = resumeTraining(bytes, { ...wasm, updates: 2 });
  await using other = train(agent, wrapped, { ...wasm, updates: 2 });
  assertEquals(await lastCheckpoint(later), await lastCheckpoint(other));
  assertThrows(
    () => train(agent, "CartPole-v1", { ...wasm, resume: bytes }),
    RangeError,
    "of the same environment",
  );
});
