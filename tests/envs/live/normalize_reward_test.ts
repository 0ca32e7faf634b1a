import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { normalizeReward } from "../../../envs/live/normalize_reward.ts";
import { RunningMoments } from "../../../envs/live/running_moments.ts";
import { make, makeVector } from "../../../envs/make.ts";
import { box } from "../../../envs/spaces/box.ts";
import { AUTORESETS } from "../../../envs/vector_options.ts";
import recorded from "../../fixtures/envs/wrappers.json" with { type: "json" };
import { film } from "../wrappers/film.ts";
import { liveLaws } from "./live_laws.ts";

liveLaws("normalizeReward()", {
  one: (env) => normalizeReward(env, { discount: 0.9 }),
  many: (envs) => normalizeReward(envs, { discount: 0.9 }),
});

const { numbers, rewards } = recorded;
const inner = film(box(numbers), { frames: numbers.frames, rewards });

Deno.test("normalizeReward() gives what Gymnasium gives, over several episodes", () => {
  using env = normalizeReward(make(inner), { discount: 0.9 });
  const earned: number[] = [];
  for (let episode = 0; episode < 3; episode++) {
    env.reset();
    for (let over = false; !over;) {
      const step = env.step(0);
      earned.push(step.reward);
      over = step.terminated;
    }
  }
  const expected = recorded.normalizeReward.rewards;
  assertEquals(earned.length, expected.length);
  earned.forEach((reward, i) =>
    assertAlmostEquals(reward, expected[i]!, 1e-6 * Math.abs(expected[i]!))
  );
});

/** The variance of discounted sums, from all of them. */
function scaleOf(sums: readonly number[]): number {
  const weight = sums.length + 1e-4;
  const mean = sums.reduce((a, b) => a + b, 0) / weight;
  const squares = 1e-4 * (1 + mean ** 2) +
    sums.reduce((all, x) => all + (x - mean) ** 2, 0);
  return Math.sqrt(squares / weight + 1e-8);
}

Deno.test("normalizeReward() divides by the spread of sums that begin anew only where the task ends", () => {
  const short = film(box(numbers), {
    frames: numbers.frames.slice(0, 4),
    rewards,
    maxEpisodeSteps: 2,
  });
  const long = { ...short, maxEpisodeSteps: null };
  for (const description of [short, long]) {
    using env = normalizeReward(make(description), { discount: 0.5 });
    using plain = make(description);
    const sums: number[] = [];
    let sum = 0;
    for (let episode = 0; episode < 3; episode++) {
      env.reset();
      plain.reset();
      for (let over = false; !over;) {
        const { reward } = env.step(0);
        const step = plain.step(0);
        sum = (step.terminated ? 0 : 0.5 * sum) + step.reward;
        sums.push(sum);
        assertAlmostEquals(reward, step.reward / scaleOf(sums), 1e-6);
        over = step.terminated || step.truncated;
      }
    }
  }
});

Deno.test("normalizeReward() of a vector shares the spread of all sums, whatever follows an end", () => {
  const toys = film(box(numbers), {
    frames: numbers.frames.slice(0, 4),
    rewards,
  });
  for (const autoreset of AUTORESETS) {
    const count = 2;
    using envs = normalizeReward(makeVector(toys, count, { autoreset }), {
      discount: 0.5,
    });
    const inner = makeVector(toys, count, { autoreset });
    const sums: number[] = [];
    const last = [0, 0];
    envs.reset();
    inner.reset();
    for (let step = 0; step < 11; step++) {
      if (autoreset === "disabled" && inner.terminated[0]) {
        envs.reset();
        inner.reset();
      }
      envs.step(envs.actions);
      inner.step(inner.actions);
      inner.rewards.forEach((reward, i) => {
        if (autoreset === "next-step" && inner.started[i]) return;
        last[i] = (inner.terminated[i] ? 0 : 0.5 * last[i]!) + reward;
        sums.push(last[i]!);
      });
      inner.rewards.forEach((reward, i) =>
        assertAlmostEquals(envs.rewards[i]!, reward / scaleOf(sums), 1e-6)
      );
      assertAlmostEquals(envs.moments.count, sums.length + 1e-4, 1e-9);
    }
    assertEquals(envs.episodeReturns, inner.episodeReturns);
  }
});

Deno.test("normalizeReward() without update changes no statistics", () => {
  const moments = new RunningMoments(1);
  moments.add([3]);
  moments.add([9]);
  const before = moments.snapshot();
  using env = normalizeReward(make(inner), { moments, update: false });
  env.reset();
  const { reward } = env.step(0);
  assertAlmostEquals(
    reward,
    rewards[1]! / Math.sqrt(moments.variance(0)),
    1e-6,
  );
  assertEquals(moments.snapshot(), before);
  assert(env.moments === moments);
});

Deno.test("the description of what is normalized has rewards of its own", () => {
  const env = make(inner);
  assert(normalizeReward(env).description === env.description);
});

Deno.test("normalizeReward() refuses options out of range", () => {
  for (
    const [options, message] of [
      [
        { discount: 1.5 },
        "Cannot normalize the rewards of Film-v0 as 'discount' must be a finite number within [0, 1]: current value is 1.5",
      ],
      [{ epsilon: -1 }, "'epsilon' must be a finite number above 0"],
      [{ update: "no" }, "'update' must be true or false"],
      [
        { moments: new RunningMoments(2) },
        "'moments' must be of 1 numbers: current size is 2",
      ],
    ] as const
  ) {
    assertThrows(
      () => normalizeReward(make(inner), options as never),
      Error,
      message,
    );
  }
});
