import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { environment } from "../../envs/description.ts";
import type { ResetRequest } from "../../envs/environment.ts";
import { toJsonNumber } from "../../envs/json_number.ts";
import { make } from "../../envs/make.ts";
import { box } from "../../envs/spaces/box.ts";

const torque = environment({
  id: "Torque-v0",
  stateSize: 1,
  actionSpace: box({ low: -1, high: 1, shape: [2] }),
  observationSpace: box({ low: -1, high: 1, dtype: "float64" }),
  initialize: (state) => void state.fill(-0),
  step: (state, action) => state[0] = Math.max(-1, Math.min(1, action[0]!)),
  terminated: () => false,
  observe: (state, out) => void (out[0] = state[0]!),
  inform: (state) => ({ turns: state[0] }),
});

Deno.test("an environment is stepped only between reset and the end", () => {
  const env = make("CartPole-v1", { maxEpisodeSteps: 1 });
  assertThrows(
    () => env.step(0),
    RangeError,
    "Cannot step CartPole-v1 as reset() must have begun an episode: current episode is unstarted",
  );
  env.reset();
  env.step(0);
  assertThrows(() => env.step(0), RangeError, "current episode is ended");
  env.reset();
  env.step(0);
  env.close();
  for (
    const use of [
      () => env.step(0),
      () => env.reset(),
      () => env.render(),
      () => env.snapshot(),
    ]
  ) {
    assertThrows(
      use,
      RangeError,
      "as it must not be closed: current episode is closed",
    );
  }
});

Deno.test("using closes an environment", () => {
  const kept = (() => {
    using env = make("CartPole-v1");
    env.reset();
    return env;
  })();
  assertThrows(() => kept.step(0), RangeError, "it must not be closed");
});

Deno.test("a wrong action is named with its space", () => {
  const env = make("CartPole-v1");
  env.reset();
  for (const action of [2, -1, 0.5, NaN]) {
    assertThrows(
      () => env.step(action),
      RangeError,
      `Cannot step CartPole-v1 as an action must be a value of discrete(2): current action is ${action}`,
    );
  }
  const other = make(torque);
  other.reset();
  assertThrows(
    () => other.step(Float32Array.of(0)),
    RangeError,
    "box([2], float32) within [-1, 1]",
  );
  assertThrows(() => other.step(Float32Array.of(0, NaN)), RangeError);
  assertEquals(other.step(Float32Array.of(5, 0)).reward, 1);
});

Deno.test("reset goes on with the stream, or begins it again", () => {
  const env = make("CartPole-v1");
  const first = env.reset({ seed: 1 }).observation;
  const second = env.reset().observation;
  assertNotEquals(second, first);
  assertEquals(env.reset({ seed: 1 }).observation, first);
  assertEquals(env.reset().observation, second);
  assertThrows(() => env.reset({ seed: -1 }), RangeError, "seed");
});

Deno.test("info is what the environment tells, or nothing", () => {
  assertEquals(make("CartPole-v1").reset().info, {});
  const env = make(torque);
  env.reset();
  assertEquals(env.step(Float32Array.of(0.5, 0)).info, { turns: 0.5 });
});

Deno.test("a snapshot is plain JSON, to the sign of zero", () => {
  const env = make(torque);
  env.reset({ seed: 1 });
  const { random: _, ...rest } = env.snapshot();
  assertEquals(rest, {
    id: "Torque-v0",
    phase: "running",
    elapsed: 0,
    earned: 0,
    state: ["-0"],
  });
  const saved = JSON.parse(JSON.stringify(env.snapshot()));
  env.step(Float32Array.of(1, 1));
  env.restore(saved);
  assertEquals(env.snapshot(), saved);
});

Deno.test("restore refuses what is no snapshot of it, and stays as it is", () => {
  const env = make("CartPole-v1");
  env.reset({ seed: 1 });
  const saved = env.snapshot();
  const cases: [unknown, ErrorConstructor, string][] = [
    [
      make(torque).snapshot(),
      RangeError,
      'of the same environment: current value is "Torque-v0"',
    ],
    [
      { ...saved, state: [1, 2, 3] },
      RangeError,
      "the state must be 4 numbers: current length is 3",
    ],
    [
      { ...saved, phase: "over" },
      SyntaxError,
      "must be what snapshot() answered",
    ],
    [
      { ...saved, elapsed: -1 },
      SyntaxError,
      "must be what snapshot() answered",
    ],
    [
      { ...saved, state: [1, 2, 3, "4"] },
      SyntaxError,
      "must be what snapshot() answered",
    ],
    [
      { ...saved, random: { key: [1] } },
      SyntaxError,
      "restore a random stream",
    ],
    [null, RangeError, "of the same environment"],
  ];
  for (const [snapshot, kind, message] of cases) {
    assertThrows(() => env.restore(snapshot as typeof saved), kind, message);
    assertEquals(env.snapshot(), saved);
  }
});

Deno.test("environment() refuses what agents could not use", () => {
  const good = { ...torque };
  assertThrows(
    () => environment({ ...good, id: "" }),
    RangeError,
    "'id' must be a name",
  );
  assertThrows(
    () => environment({ ...good, stateSize: -1 }),
    RangeError,
    "'stateSize'",
  );
  assertThrows(
    () => environment({ ...good, maxEpisodeSteps: 0.5 }),
    RangeError,
    "'maxEpisodeSteps'",
  );
  assertThrows(
    () => environment({ ...good, rewardThreshold: NaN }),
    RangeError,
    "'rewardThreshold'",
  );
  assertThrows(
    () =>
      environment({
        ...good,
        actionSpace: { n: 2 } as unknown as typeof good.actionSpace,
      }),
    RangeError,
    "'actionSpace' must be a space",
  );
  const { step: _, ...stepless } = good;
  assertThrows(
    () => environment(stepless as typeof good),
    TypeError,
    "'step' must be a function",
  );
});

Deno.test("a reset that is refused leaves an environment as it was", () => {
  for (
    const id of ["CartPole-v1", "Taxi-v4", "LunarLander-v3", "Pong-v0"] as const
  ) {
    const env = make(id);
    env.reset();
    env.step(1);
    const before = JSON.stringify(env.snapshot());
    for (
      const request of [
        { options: { nowhere: 1 } },
        { seed: 5, options: { nowhere: 1 } },
        { seed: -1 },
        { sede: 5 },
        5,
        null,
      ]
    ) {
      assertThrows(() => env.reset(request as ResetRequest), Error, "Cannot ");
      assertEquals(JSON.stringify(env.snapshot()), before, id);
    }
  }
});

Deno.test("options that are refused halfway through a beginning undo it", () => {
  const env = make(environment({
    ...torque,
    initialize(state, random, options) {
      state[0] = random.uniform(-1, 1);
      if (options !== undefined) throw new RangeError("no");
    },
  }));
  env.reset();
  const before = JSON.stringify(env.snapshot());
  assertThrows(() => env.reset({ options: {} }), RangeError, "no");
  assertEquals(JSON.stringify(env.snapshot()), before);
});

Deno.test("restore refuses an episode that would have been cut off", () => {
  const env = make("CartPole-v1", { maxEpisodeSteps: 3 });
  env.reset();
  const snapshot = env.snapshot();
  env.restore({ ...snapshot, elapsed: 2 });
  assertEquals(env.step(0).truncated, true);
  assertThrows(
    () => env.restore({ ...snapshot, elapsed: 3 }),
    RangeError,
    "a running episode must have less than 3 steps: current count is 3",
  );
  const endless = make("CliffWalking-v1");
  endless.reset();
  assertThrows(
    () => endless.restore({ ...endless.snapshot(), elapsed: 2 ** 31 }),
    SyntaxError,
  );
});

Deno.test("a snapshot with numbers that are no state is refused, and changes nothing", () => {
  const damaged: [string, number, number[]][] = [
    ["FrozenLake-v1", 0, [99, -1, 0.5, NaN]],
    ["Blackjack-v1", 0, [1e300, 1, 2.5, NaN]],
    ["Blackjack-v1", 2, [0, 11, 1.5]],
    ["Pong-v0", 3, [1e300, NaN, -Infinity]],
  ];
  for (const [id, place, numbers] of damaged) {
    using env = make(id, { seed: 1 });
    env.reset();
    const snapshot = env.snapshot();
    for (const number of numbers) {
      const state = snapshot.state.with(place, toJsonNumber(number));
      assertThrows(
        () => env.restore({ ...snapshot, state }),
        RangeError,
        `Cannot restore ${id} as the numbers must be a state`,
      );
      assertEquals(env.snapshot(), snapshot);
    }
    env.restore(snapshot);
  }
});
