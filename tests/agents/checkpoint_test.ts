import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { decodeCheckpoint, encodeCheckpoint } from "../../agents/checkpoint.ts";
import { resumeTraining, train } from "../../agents/train.ts";
import { lastCheckpoint, SMALL_AGENTS } from "./small_agents.ts";

const wasm = { backend: "wasm" } as const;

function aCheckpoint(kind: "dqn" | "reinforce"): Promise<Uint8Array> {
  const options = { ...wasm, steps: 60 };
  return lastCheckpoint(train(SMALL_AGENTS[kind], "CartPole-v1", options));
}

Deno.test("decodeCheckpoint() reads what encodeCheckpoint() wrote, byte for byte", async () => {
  for (const kind of ["dqn", "reinforce"] as const) {
    const bytes = await aCheckpoint(kind);
    const checkpoint = decodeCheckpoint(bytes);
    assertEquals(checkpoint.agent.kind, kind);
    assertEquals(checkpoint.environment, {
      id: "CartPole-v1",
      options: checkpoint.environment.options,
    });
    assertEquals(encodeCheckpoint(checkpoint), bytes);
  }
});

Deno.test("a truncated checkpoint is refused, wherever it ends", async () => {
  const bytes = await aCheckpoint("dqn");
  const cut = fc.nat(bytes.length - 1);
  fc.assert(fc.property(cut, (length) => {
    assertThrows(
      () => decodeCheckpoint(bytes.subarray(0, length)),
      SyntaxError,
    );
  }));
});

Deno.test("a checkpoint with a changed byte is refused, or says the same", async () => {
  const bytes = await aCheckpoint("dqn");
  const change = fc.record({
    at: fc.oneof(fc.nat(2500), fc.nat(bytes.length - 1)),
    to: fc.nat(255),
  }, { noNullPrototype: true });
  let refused = 0;
  fc.assert(
    fc.property(change, ({ at, to }) => {
      const changed = bytes.slice();
      changed[at] = to;
      try {
        assertEquals(encodeCheckpoint(decodeCheckpoint(changed)), bytes);
      } catch (error) {
        assert(
          error instanceof SyntaxError && error.message.startsWith("Cannot "),
          `${error}`,
        );
        refused++;
      }
    }),
    { numRuns: 300 },
  );
  assert(refused > 250, `${refused} of 300 refused`);
});

Deno.test("a checkpoint whose parts do not fit each other is refused", async () => {
  const checkpoint = decodeCheckpoint(await aCheckpoint("dqn"));
  const resume = async (change: object) => {
    const bytes = encodeCheckpoint({ ...checkpoint, ...change });
    await using run = resumeTraining(bytes, { ...wasm, steps: 1 });
    await run.backend();
  };
  const { tensors, learner, agent } = checkpoint;
  const name = "memory/online/dense_1/kernel";
  const { [name]: kernel, ...without } = tensors;
  const { "learner/replay/rewards": rewards, ...noRewards } = tensors;
  const wide = { shape: [32, 1], data: new Float32Array(32) };
  const wrong = [
    [{ tensors: without }, `"online/dense_1/kernel" must be F32 [4, 8]`],
    [{ tensors: { ...tensors, [name]: wide } }, "current value is F32 [32, 1]"],
    [{ tensors: { ...tensors, "memory/x": wide } }, `"x" must be not there`],
    [{ tensors: noRewards }, `"replay/rewards" must be F32`],
    [{ learner: {} }, "its state must be that of a dqn agent"],
    [{ learner: { ...learner as object, next: 7 } }, "next place 7"],
    [{ learner: { ...learner as object, exploration: 1 } }, "random stream"],
    [{ learner: { ...learner as object, game: { id: "x" } } }, "CartPole-v1"],
    [{ agent: { ...agent, kind: "ppo" } }, '"reinforce", "dqn"'],
    [{ agent: { ...agent, gamma: 1 } }, "the option"],
    [{ agent: { ...agent, discount: 2 } }, "'discount'"],
    [{ agent: { ...agent, network: { model: 3 } } }, "model"],
    [{ environment: { id: "CartPole-v9", options: {} } }, "CartPole-v0"],
    [{ seed: -1 }, "agent, environment, seed and progress"],
  ] as const;
  for (const [change, wish] of wrong) {
    const message = await resume(change).then(
      () => "accepted",
      (error) => String(error.message),
    );
    assert(message.includes(wish), `${message}\ndoes not say ${wish}`);
  }
  assert(kernel && rewards);
});

Deno.test("other safetensors files are no checkpoints", () => {
  assertThrows(() => decodeCheckpoint(new Uint8Array(0)), SyntaxError);
  const text = new TextEncoder().encode("hello, this is not a checkpoint");
  assertThrows(() => decodeCheckpoint(text), SyntaxError);
});
