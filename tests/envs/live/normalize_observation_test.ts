import fc from "fast-check";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { checkEnv } from "../../../envs/check_env.ts";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { normalizeObservation } from "../../../envs/live/normalize_observation.ts";
import { RunningMoments } from "../../../envs/live/running_moments.ts";
import { make, makeVector } from "../../../envs/make.ts";
import { type Box, box } from "../../../envs/spaces/box.ts";
import { discrete } from "../../../envs/spaces/discrete.ts";
import { AUTORESETS } from "../../../envs/vector_options.ts";
import { timeLimit } from "../../../envs/wrappers/time_limit.ts";
import recorded from "../../fixtures/envs/wrappers.json" with { type: "json" };
import { film } from "../wrappers/film.ts";
import { anyBox, anySpace, toyWith } from "../wrappers/toys.ts";
import { liveLaws } from "./live_laws.ts";
import type { Environment } from "../../../envs/environment.ts";
import type { EnvironmentVector } from "../../../envs/live/environment_vector.ts";
import type { Space } from "../../../envs/spaces/space.ts";

liveLaws(
  "normalizeObservation()",
  {
    one: (env) => normalizeObservation(env as Environment<Space, Box>),
    many: (envs) => normalizeObservation(envs as EnvironmentVector<Space, Box>),
  },
  toyWith(anySpace, anyBox),
);

const { numbers, rewards, normalizeObservation: played } = recorded;

Deno.test("normalizeObservation() shows what Gymnasium shows", () => {
  const inner = film(box(numbers), { frames: numbers.frames, rewards });
  using env = normalizeObservation(make(inner));
  const near = (seen: Float32Array, expected: readonly number[]) =>
    // Gymnasium keeps these statistics in float32.
    seen.forEach((x, i) => assertAlmostEquals(x, expected[i]!, 2e-4));
  const [first, ...others] = played.observations;
  near(env.reset().observation, first!);
  for (const expected of others) near(env.step(0).observation, expected);
});

const actionsOf = (seed: number) => RandomStream.from(seed).split("actions");

Deno.test("normalizeObservation() moves and scales by all that was seen so far", () => {
  const limited = timeLimit(cartPole(), 4);
  using env = normalizeObservation(make(limited));
  using hand = make(limited);
  const history: number[][] = [];
  const see = (seen: Float32Array, raw: Float32Array) => {
    history.push([...raw]);
    seen.forEach((x, i) => {
      const values = history.map((each) => each[i]!);
      const mean = values.reduce((a, b) => a + b) / (values.length + 1e-4);
      const variance = (1e-4 * (1 + mean ** 2) + values.reduce((sum, v) =>
        sum + (v - mean) ** 2, 0)) /
        (values.length + 1e-4);
      assertAlmostEquals(
        x,
        (raw[i]! - mean) / Math.sqrt(variance + 1e-8),
        1e-4,
      );
    });
  };
  const actions = actionsOf(1);
  see(env.reset({ seed: 5 }).observation, hand.reset({ seed: 5 }).observation);
  for (let i = 0; i < 12; i++) {
    const action = actions.integer(0, 2);
    const step = env.step(action);
    see(step.observation, hand.step(action).observation);
    if (step.truncated) see(env.reset().observation, hand.reset().observation);
  }
  assertEquals(history.length, 16);
});

Deno.test("normalizeObservation() of a vector takes in the same as of single ones", () => {
  for (const autoreset of AUTORESETS) {
    const limited = timeLimit(cartPole(), 3);
    const count = 2;
    using envs = normalizeObservation(
      makeVector(limited, count, { autoreset, seed: 7 }),
    );
    const expected = new RunningMoments(4);
    const singles = Array.from(
      { length: count },
      (_, i) => make(limited, { seed: 7 + i }),
    );
    envs.reset();
    for (const single of singles) expected.add(single.reset().observation);
    const actions = actionsOf(2);
    const over = singles.map(() => false);
    for (let step = 0; step < 10; step++) {
      if (autoreset === "disabled" && over.includes(true)) {
        envs.reset({ mask: over.map(Number) });
        singles.forEach((single, i) => {
          if (over[i]) expected.add(single.reset().observation);
          over[i] = false;
        });
      }
      singles.forEach((_, i) => void (envs.actions[i] = actions.integer(0, 2)));
      const taken = [...envs.actions];
      envs.step(envs.actions);
      singles.forEach((single, i) => {
        if (over[i]) {
          expected.add(single.reset().observation);
          over[i] = false;
          return;
        }
        const { observation, truncated } = single.step(taken[i]!);
        expected.add(observation);
        over[i] = truncated;
        if (truncated && autoreset === "same-step") {
          expected.add(single.reset().observation);
          over[i] = false;
        }
      });
      assertAlmostEquals(envs.moments.count, expected.count, 1e-9);
      for (let i = 0; i < 4; i++) {
        assertAlmostEquals(envs.moments.mean[i]!, expected.mean[i]!, 1e-12);
        assertAlmostEquals(
          envs.moments.variance(i),
          expected.variance(i),
          1e-12,
        );
      }
    }
  }
});

Deno.test("normalizeObservation() of a vector takes in what a reset shows, where there is one", () => {
  using envs = normalizeObservation(makeVector(cartPole(), 3));
  envs.reset();
  assertAlmostEquals(envs.moments.count, 3, 1e-3);
  envs.reset({ mask: [1, 0, 0] });
  assertAlmostEquals(envs.moments.count, 4, 1e-3);
});

Deno.test("normalizeObservation() of a vector moves and scales all rows alike, before and after ends", () => {
  const inner = makeVector(timeLimit(cartPole(), 2), 3);
  using envs = normalizeObservation(inner);
  const check = () => {
    for (
      const [shown, raw] of [
        [envs.observations, inner.observations],
        [envs.nextObservations, inner.nextObservations],
      ] as const
    ) {
      shown.forEach((x, at) => {
        const i = at % 4;
        const scale = Math.sqrt(envs.moments.variance(i) + 1e-8);
        assertEquals(
          x,
          Math.fround((raw[at]! - envs.moments.mean[i]!) / scale),
        );
      });
    }
  };
  const observations = envs.reset();
  assert(observations === envs.observations);
  check();
  for (let step = 0; step < 5; step++) {
    envs.step(envs.actions);
    check();
  }
  assert(envs.started.includes(1) || envs.episodeLengths[0] === 1);
});

Deno.test("normalizeObservation() without update changes no statistics, and is an environment like any other", () => {
  const moments = new RunningMoments(4);
  for (let i = 0; i < 9; i++) moments.add([i, 1, -i, 2 * i]);
  const before = moments.snapshot();
  const options = { moments, update: false };
  const env = normalizeObservation(make(cartPole()), options);
  checkEnv(env, { steps: 40 });
  using other = make(env);
  assertEquals(env.reset({ seed: 3 }), other.reset({ seed: 3 }));
  for (let i = 0; i < 8; i++) assertEquals(env.step(1), other.step(1));
  using envs = normalizeObservation(makeVector(cartPole(), 2), options);
  envs.reset();
  envs.step(envs.actions);
  assertEquals(moments.snapshot(), before);
});

Deno.test("the description of what is normalized shows it by the statistics of the moment", () => {
  using env = normalizeObservation(make(cartPole()));
  assertEquals(env.observationSpace, env.description.observationSpace);
  assertEquals(
    env.observationSpace,
    box({ low: -Infinity, high: Infinity, shape: [4] }),
  );
  assertEquals(env.description.wrappers, [{
    name: "normalizeObservation",
    options: null,
  }]);
  env.reset({ seed: 1 });
  for (let i = 0; i < 5; i++) env.step(1);
  const count = env.moments.count;
  using other = make(env);
  const { observation } = other.reset({ seed: 9 });
  const raw = make(cartPole()).reset({ seed: 9 }).observation;
  observation.forEach((x, i) => {
    const scale = Math.sqrt(env.moments.variance(i) + 1e-8);
    assertEquals(x, Math.fround((raw[i]! - env.moments.mean[i]!) / scale));
  });
  assertEquals(env.moments.count, count);
});

Deno.test("normalizeObservation() goes on from a snapshot exactly, its statistics included", () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(9), (seed, steps) => {
      const limited = timeLimit(cartPole(), 5);
      const go = (
        env: ReturnType<typeof one>,
        actions: RandomStream,
        n: number,
      ) =>
        Array.from(
          { length: n },
          () =>
            env.snapshot().phase === "running"
              ? env.step(actions.integer(0, 2))
              : env.reset(),
        );
      const one = () => normalizeObservation(make(limited));
      const env = one();
      env.reset({ seed });
      const actions = actionsOf(seed);
      go(env, actions, steps);
      const saved = JSON.parse(JSON.stringify(env.snapshot()));
      const chance = actions.state();
      const expected = go(env, actions, 9);
      const other = one();
      other.restore(saved);
      assertEquals(go(other, RandomStream.restore(chance), 9), expected);
      assertEquals(other.snapshot(), env.snapshot());
    }),
    { numRuns: 30 },
  );
});

Deno.test("normalizeObservation() of a vector goes on from a snapshot exactly", () => {
  const limited = timeLimit(cartPole(), 4);
  const many = () => normalizeObservation(makeVector(limited, 3));
  const envs = many();
  envs.reset({ seed: 4 });
  for (let i = 0; i < 7; i++) envs.step(envs.actions.fill(i % 2));
  const other = many();
  other.restore(JSON.parse(JSON.stringify(envs.snapshot())));
  assertEquals(other.observations, envs.observations);
  for (let i = 0; i < 7; i++) {
    for (const each of [envs, other]) each.step(each.actions.fill(i % 2));
    assertEquals(other.observations, envs.observations);
    assertEquals(other.nextObservations, envs.nextObservations);
  }
  assertEquals(other.snapshot(), envs.snapshot());
});

Deno.test("normalizeObservation() refuses snapshots without its statistics, and stays as it is", () => {
  const env = normalizeObservation(make(cartPole()));
  env.reset({ seed: 1 });
  const before = JSON.stringify(env.snapshot());
  const plain = make(cartPole()).snapshot();
  const damaged = {
    ...env.snapshot(),
    memories: [{ name: "normalizeObservation", memory: {} }],
  };
  const other = {
    ...env.snapshot(),
    memories: [{ name: "another", memory: new RunningMoments(4).snapshot() }],
  };
  for (const wrong of [plain, damaged, other, null]) {
    assertThrows(
      () => env.restore(wrong as typeof plain),
      SyntaxError,
      "Cannot restore what normalizeObservation() is around as the snapshot must hold what normalizeObservation() remembers",
    );
    assertEquals(JSON.stringify(env.snapshot()), before);
  }
  const later = normalizeObservation(make(cartPole()));
  for (let i = 0; i < 3; i++) later.reset();
  const damagedEpisode = { ...later.snapshot(), state: [1] };
  assertThrows(
    () => env.restore(damagedEpisode),
    RangeError,
    "the state must be 4 numbers",
  );
  assertEquals(JSON.stringify(env.snapshot()), before);
});

Deno.test("normalizeObservation() refuses what it cannot keep statistics of", () => {
  const choice = make(
    { ...cartPole(), observationSpace: discrete(2) } as never,
  );
  assertThrows(
    () => normalizeObservation(choice as never),
    RangeError,
    "Cannot normalize the observations of CartPole as 'observationSpace' must be a box: current value is discrete(2)",
  );
  for (
    const [options, message] of [
      [
        { epsilon: 0 },
        "'epsilon' must be a finite number above 0: current value is 0",
      ],
      [{ update: 1 }, "'update' must be true or false: current value is 1"],
      [
        { moments: {} },
        "'moments' must be RunningMoments: current value is an object",
      ],
      [
        { moments: new RunningMoments(3) },
        "'moments' must be of 4 numbers: current size is 3",
      ],
      [
        { speed: 1 },
        `the option must be one of "epsilon", "update", "moments"`,
      ],
    ] as const
  ) {
    assertThrows(
      () => normalizeObservation(make(cartPole()), options as never),
      Error,
      message,
    );
  }
});
