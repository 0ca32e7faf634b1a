import fc from "fast-check";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import { cartPole } from "../../envs/classic_control/cart_pole.ts";
import { environment } from "../../envs/description.ts";
import { makeVector } from "../../envs/make.ts";
import { discrete } from "../../envs/spaces/discrete.ts";
import { timeLimit } from "../../envs/wrappers/time_limit.ts";
import { toy } from "./toy_environment.ts";
import { sample, type Space } from "../../envs/spaces/space.ts";
import type { VectorResetRequest } from "../../envs/vector_options.ts";
import { bufferRows, writeValue } from "../../envs/spaces/space_buffer.ts";
import { RandomStream } from "../../core/random.ts";

/** Counts up by the action, and ends at 3 or more. */
const counter = environment({
  id: "Counter-v0",
  stateSize: 1,
  actionSpace: discrete(3),
  observationSpace: discrete(9),
  initialize: (state) => void state.fill(0),
  step: (state, action) => state[0]! += action,
  terminated: (state) => state[0]! >= 3,
  observe: (state, out) => void (out[0] = state[0]!),
});

Deno.test("VectorEnvironment shows where each step led, and where to go on", () => {
  const envs = makeVector(counter, 2);
  assertStrictEquals(envs.reset(), envs.observations);
  envs.step(Int32Array.of(2, 1));
  assertEquals([...envs.observations], [2, 1]);
  envs.step(Int32Array.of(2, 1));
  assertEquals([...envs.nextObservations], [4, 2]);
  assertEquals([...envs.observations], [0, 2]);
  assertEquals([...envs.rewards], [4, 2]);
  assertEquals([...envs.terminated], [1, 0]);
  assertEquals([...envs.truncated], [0, 0]);
  assertEquals([...envs.started], [1, 0]);
  assertEquals([...envs.episodeReturns], [6, 3]);
  assertEquals([...envs.episodeLengths], [2, 2]);
  envs.step(Int32Array.of(1, 0));
  assertEquals([...envs.episodeReturns], [1, 5]);
  assertEquals([...envs.episodeLengths], [1, 3]);
  assertEquals([...envs.started], [0, 0]);
});

Deno.test('VectorEnvironment with "next-step" spends a step on the reset', () => {
  const envs = makeVector(counter, 2, { autoreset: "next-step" });
  envs.reset();
  envs.step(Int32Array.of(2, 0));
  envs.step(Int32Array.of(2, 0));
  assertEquals([...envs.observations], [4, 0]);
  assertEquals([...envs.terminated], [1, 0]);
  envs.step(Int32Array.of(99, 1)); // The action that goes nowhere is not looked at.
  assertEquals([...envs.observations], [0, 1]);
  assertEquals([...envs.nextObservations], [0, 1]);
  assertEquals([...envs.rewards], [0, 1]);
  assertEquals([...envs.terminated], [0, 0]);
  assertEquals([...envs.started], [1, 0]);
  envs.step(Int32Array.of(2, 1));
  assertEquals([...envs.observations], [2, 2]);
});

Deno.test('VectorEnvironment with "disabled" waits for reset', () => {
  const envs = makeVector(counter, 2, { autoreset: "disabled" });
  envs.reset();
  envs.step(Int32Array.of(2, 1));
  envs.step(Int32Array.of(2, 1));
  assertEquals([...envs.observations], [4, 2]);
  assertThrows(
    () => envs.step(Int32Array.of(0, 0)),
    RangeError,
    "Cannot step 2 × Counter-v0 as reset() must have begun an episode: current episode 0 is ended",
  );
  envs.reset({ mask: [1, 0] });
  assertEquals([...envs.observations], [0, 2]);
  assertEquals([...envs.terminated], [0, 0]);
  assertEquals([...envs.started], [1, 0]);
  envs.step(Int32Array.of(1, 0));
  assertEquals([...envs.observations], [1, 2]);
});

Deno.test("VectorEnvironment gives each its seed", () => {
  const one = makeVector("CartPole-v1", 3, { seed: 5 });
  const other = makeVector("CartPole-v1", 3, { seed: [5, 6, 7] });
  assertEquals(one.reset(), other.reset());
  const third = makeVector("CartPole-v1", 3);
  assertEquals(third.reset({ seed: 5 }), one.observations);
  assertEquals(
    third.reset({ seed: [7, 6, 5] }).slice(8),
    one.observations.slice(0, 4),
  );
  assertThrows(
    () => third.reset({ seed: [1, 2] }),
    RangeError,
    "there must be one seed or 3: current count is 2",
  );
  assertThrows(
    () => makeVector("CartPole-v1", 3, { seed: [-1, 2, 3] }),
    RangeError,
  );
});

Deno.test("VectorEnvironment moves none if one action is wrong", () => {
  const envs = makeVector("CartPole-v1", 3);
  assertThrows(
    () => envs.step(envs.actions),
    RangeError,
    "current episode 0 is unstarted",
  );
  envs.reset();
  const before = JSON.stringify(envs.snapshot());
  assertThrows(
    () => envs.step(Int32Array.of(0, 1, 2)),
    RangeError,
    "Cannot step CartPole-v1 as an action must be a value of discrete(2): current action 2 is 2",
  );
  // A type that rounds would hide what is no action.
  const halves = Float32Array.of(0, 0.5, 1) as unknown as Int32Array;
  assertThrows(() => envs.step(halves), RangeError, "Float32Array(3)");
  assertThrows(
    () => envs.step(Int32Array.of(0, 1)),
    RangeError,
    "the actions must be Int32Array(3): current value is Int32Array(2)",
  );
  assertThrows(
    () => envs.reset({ mask: [1] }),
    RangeError,
    "'mask' must be 3 long",
  );
  assertEquals(JSON.stringify(envs.snapshot()), before);
});

Deno.test("VectorEnvironment refuses everything once closed", () => {
  const envs = makeVector(counter, 1);
  envs.reset();
  envs.close();
  envs.close();
  const uses = [
    () => envs.reset(),
    () => envs.step(envs.actions),
    () => envs.snapshot(),
    () => envs.inform(0),
  ];
  for (const use of uses) {
    assertThrows(use, RangeError, "it must not be closed");
  }
});

Deno.test("VectorEnvironment keeps its arrays, and never lends out its state", () => {
  const envs = makeVector(timeLimit(cartPole(), 5), 4);
  const { observations, nextObservations, rewards, terminated } = envs;
  envs.reset();
  for (let step = 0; step < 20; step++) envs.step(envs.actions);
  assertStrictEquals(envs.observations, observations);
  assertStrictEquals(envs.nextObservations, nextObservations);
  assertStrictEquals(envs.rewards, rewards);
  assertStrictEquals(envs.terminated, terminated);
  const before = JSON.stringify(envs.snapshot());
  for (const array of [observations, nextObservations, rewards, terminated]) {
    array.fill(7);
  }
  const { phase, elapsed, state } = envs.snapshot().episodes[0]!;
  const same = JSON.parse(before).episodes[0];
  assertEquals({ phase, elapsed, state }, {
    phase: same.phase,
    elapsed: same.elapsed,
    state: same.state,
  });
});

Deno.test("a snapshot of a vector brings back what there was to act on", () => {
  fc.assert(
    fc.property(toy, fc.nat(), fc.nat(20), (toy, seed, steps) => {
      const random = RandomStream.from(seed);
      const envs = makeVector(toy, 3, { seed });
      const actions = bufferRows<Space>(toy.actionSpace, envs.actions);
      envs.reset();
      for (let step = 0; step < steps; step++) {
        actions.forEach((row) =>
          writeValue(toy.actionSpace, sample(toy.actionSpace, random), row)
        );
        envs.step(envs.actions);
      }
      const other = makeVector(toy, 3);
      other.restore(JSON.parse(JSON.stringify(envs.snapshot())));
      assertEquals(other.observations, envs.observations);
      assertEquals(other.started, envs.started);
      assertEquals(other.snapshot(), envs.snapshot());
    }),
    { numRuns: 50 },
  );
});

Deno.test("VectorEnvironment refuses snapshots of others", () => {
  const envs = makeVector("CartPole-v1", 2);
  const snapshot = envs.snapshot();
  const three = makeVector("CartPole-v1", 3);
  assertThrows(
    () => three.restore(snapshot),
    RangeError,
    "the snapshot must have 3 episodes",
  );
  const late = makeVector("CartPole-v1", 2, { autoreset: "disabled" });
  assertThrows(() => late.restore(snapshot), RangeError, "autoreset must be");
  const other = makeVector(counter, 2);
  assertThrows(
    () => other.restore(snapshot),
    RangeError,
    "of the same environment",
  );
  const broken = { ...snapshot, episodes: [snapshot.episodes[0]!, null!] };
  assertThrows(
    () => envs.restore(broken),
    SyntaxError,
    "must be what snapshot() answered",
  );
  assertThrows(
    () => envs.restore(null!),
    RangeError,
    "of the same environment",
  );
});

Deno.test("makeVector() refuses a count that is none, or an unknown autoreset", () => {
  for (const count of [0, -1, 1.5, NaN]) {
    assertThrows(
      () => makeVector(counter, count),
      RangeError,
      "'count' must be a positive integer",
    );
  }
  assertThrows(
    () => makeVector(counter, 1, { autoreset: "never" as "disabled" }),
    RangeError,
    `'autoreset' must be one of "same-step", "next-step", "disabled"`,
  );
});

Deno.test("VectorEnvironment draws any of its environments", () => {
  const envs = makeVector("CartPole-v1", 2);
  assertThrows(
    () => envs.render(0),
    RangeError,
    "reset() must have begun an episode",
  );
  envs.reset();
  assert(envs.render(1).data.length === 400 * 600 * 3);
  assert(envs.render(1, "svg") !== envs.render(0, "svg"));
  assertThrows(
    () => envs.render(2),
    RangeError,
    "'index' must be an integer within [0, 1]",
  );
  const blind = makeVector(counter, 1);
  blind.reset();
  assertThrows(
    () => blind.render(0),
    RangeError,
    "must say how it is looked at",
  );
});

Deno.test("VectorEnvironment refuses masks, seeds and actions that are no lists", () => {
  const envs = makeVector("LunarLander-v3", 3);
  envs.reset();
  const before = JSON.stringify(envs.snapshot());
  for (const mask of ["abc", null, 3]) {
    const request = { mask } as unknown as VectorResetRequest;
    assertThrows(
      () => envs.reset(request),
      RangeError,
      "'mask' must be 3 long",
    );
  }
  for (const seed of ["123", null, [1, , 3], [1, 2, "3"], new Uint8Array(3)]) {
    const request = { seed } as unknown as VectorResetRequest;
    assertThrows(() => envs.reset(request), Error, "Cannot ");
  }
  const unknown = { seed: [7, 8, 9], options: { nowhere: 1 } };
  assertThrows(() => envs.reset(unknown), RangeError, "nowhere");
  for (const actions of [null, undefined, [0, 0, 0]]) {
    assertThrows(
      () => envs.step(actions as unknown as Int32Array),
      RangeError,
      "the actions must be Int32Array(3)",
    );
  }
  assertEquals(JSON.stringify(envs.snapshot()), before);
});
