import { assertEquals, assertThrows } from "@std/assert";
import { discreteTask } from "../../agents/discrete_task.ts";
import { describe } from "../../envs/describe.ts";
import { environment } from "../../envs/description.ts";
import { box } from "../../envs/spaces/box.ts";
import { discrete } from "../../envs/spaces/discrete.ts";
import { SHOWN_ARM } from "./small_agents.ts";

Deno.test("discreteTask() hands numbers through, and gives each choice a place of its own", () => {
  const pole = discreteTask("test", describe("CartPole-v1"));
  assertEquals([pole.actions, pole.firstAction], [2, 0]);
  assertEquals([pole.observationShape, pole.observationSize], [[4], 4]);
  const seen = new Float32Array(8);
  pole.encode(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8), seen);
  assertEquals([...seen], [1, 2, 3, 4, 5, 6, 7, 8]);

  const arms = discreteTask("test", SHOWN_ARM);
  assertEquals([arms.actions, arms.firstAction], [3, 5]);
  assertEquals([arms.observationShape, arms.bytes], [[3], true]);
  const shown = new Float32Array(6).fill(9);
  arms.encode(Int32Array.of(2, 0), shown);
  assertEquals([...shown], [0, 0, 1, 1, 0, 0]);
});

Deno.test("discreteTask() keeps the axes of pictures, and their bytes", () => {
  const screen = discreteTask(
    "test",
    environment({
      ...SHOWN_ARM,
      kernel: null,
      observationSpace: box({
        low: 0,
        high: 255,
        shape: [8, 6, 3],
        dtype: "uint8",
      }),
      observe: () => {},
    }),
  );
  assertEquals(screen.observationShape, [8, 6, 3]);
  assertEquals([screen.observationSize, screen.bytes], [144, true]);
});

Deno.test("discreteTask() refuses a choice of one", () => {
  const description = environment({
    id: "One-v0",
    stateSize: 1,
    actionSpace: discrete(1),
    observationSpace: box({ low: 0, high: 1, shape: [1] }),
    initialize: () => {},
    step: () => 1,
    terminated: () => true,
    observe: (_state, out) => out.fill(0),
  });
  assertThrows(
    () => discreteTask("train a dqn agent", description),
    RangeError,
    "there must be at least two actions to choose from: current number is 1",
  );
});
