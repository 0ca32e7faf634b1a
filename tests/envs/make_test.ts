import {
  assert,
  assertEquals,
  assertNotEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import { cartPole } from "../../envs/classic_control/cart_pole.ts";
import { describe } from "../../envs/describe.ts";
import type { EnvironmentDescription } from "../../envs/description.ts";
import { make, makeVector } from "../../envs/make.ts";
import type { Box } from "../../envs/spaces/box.ts";
import type { Discrete } from "../../envs/spaces/discrete.ts";
import type { Space } from "../../envs/spaces/space.ts";

Deno.test("make() takes an id, a description, or another environment", () => {
  const env = make("CartPole-v1", { seed: 3 });
  const first = env.reset().observation;
  assertEquals(make(env.description, { seed: 3 }).reset().observation, first);
  assertEquals(make(env, { seed: 3 }).reset().observation, first);
  assertEquals(make(cartPole(), { seed: 3 }).reset().observation, first);
  assertEquals(makeVector(env, 1, { seed: 3 }).reset(), first);
  assertEquals(make("CartPole-v1").reset({ seed: 3 }).observation, first);
  assertNotEquals(make("CartPole-v1").reset().observation, first);
  assertEquals(
    make("CartPole-v1").reset().observation,
    make("CartPole-v1").reset({ seed: 0 }).observation,
  );
});

Deno.test("describe() knows how long and how well an id is played", () => {
  const v0 = describe("CartPole-v0");
  assertEquals([v0.id, v0.maxEpisodeSteps, v0.rewardThreshold], [
    "CartPole-v0",
    200,
    195,
  ]);
  const v1 = describe("CartPole-v1");
  assertEquals([v1.id, v1.maxEpisodeSteps, v1.rewardThreshold], [
    "CartPole-v1",
    500,
    475,
  ]);
  const own = cartPole();
  assertEquals([own.id, own.maxEpisodeSteps, own.rewardThreshold], [
    "CartPole",
    null,
    null,
  ]);
  assertStrictEquals(describe(own), own);
});

Deno.test("describe() changes the time limit of anything", () => {
  assertEquals(
    describe("CartPole-v1", { maxEpisodeSteps: 9 }).maxEpisodeSteps,
    9,
  );
  assertEquals(
    describe("CartPole-v1", { maxEpisodeSteps: null }).maxEpisodeSteps,
    null,
  );
  assertEquals(describe(cartPole(), { maxEpisodeSteps: 9 }).maxEpisodeSteps, 9);
  assertEquals(
    make("CartPole-v0", { maxEpisodeSteps: 9 }).description.maxEpisodeSteps,
    9,
  );
  assertThrows(
    () => describe("CartPole-v1", { maxEpisodeSteps: 0 }),
    RangeError,
    "'maxEpisodeSteps' must be a positive integer",
  );
});

Deno.test("an unknown id lists the nearest, and an unknown option too", () => {
  assertThrows(
    () => make("CartPoll-v1"),
    RangeError,
    'the nearest "CartPole-v1", "CartPole-v0", ',
  );
  for (const id of ["toString", "__proto__", ""]) {
    assertThrows(() => describe(id), RangeError, "the id must be one of");
  }
  for (const nothing of [null, undefined, 7, {}, { description: null }]) {
    assertThrows(
      () => make(nothing as unknown as string),
      TypeError,
      "it must be an id, a description or an environment",
    );
  }
  const id: string = "CartPole-v1";
  assertThrows(() => make(id, { gravitas: 1 }), RangeError, '"gravity"');
  assertThrows(() => make(id, { sead: 1 }), RangeError, '"seed"');
  assertThrows(
    () => makeVector(id, 2, { autoresett: 1 }),
    RangeError,
    '"autoreset"',
  );
  assertThrows(
    () => make(cartPole(), { gravity: 1 } as { maxEpisodeSteps?: number }),
    RangeError,
    'Cannot make CartPole as the option must be one of "maxEpisodeSteps", "seed"',
  );
});

Deno.test("make() and describe() know the types behind an id", () => {
  const env = make("CartPole-v1");
  const spaces: [Discrete, Box<"float32">] = [
    env.actionSpace,
    env.observationSpace,
  ];
  assertEquals(spaces[0].n, 2);
  const { observation } = env.reset();
  const numbers: Float32Array = observation;
  assertEquals(numbers.length, 4);
  // @ts-expect-error An action of CartPole is a number.
  assertThrows(() => env.step("left"), RangeError);
  // @ts-expect-error There is no such option.
  assertThrows(() => make("CartPole-v1", { gravitas: 1 }), RangeError);
  // @ts-expect-error The option is a number.
  assertThrows(() => describe("CartPole-v1", { gravity: "9.8" }), TypeError);
  const anyOne: EnvironmentDescription<Space, Space> = env.description;
  assert(anyOne.stateSize === 4);
  const unknown: string = "CartPole-v1";
  const space: Space = make(unknown).actionSpace;
  assertEquals(space.kind, "discrete");
  const actions: Int32Array = makeVector("CartPole-v1", 2).actions;
  assertEquals(actions.length, 2);
});
