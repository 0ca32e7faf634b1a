import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { normalizeReward } from "../../../envs/live/normalize_reward.ts";
import { recordEpisodeStatistics } from "../../../envs/live/record_episode_statistics.ts";
import { make, makeVector } from "../../../envs/make.ts";
import { box } from "../../../envs/spaces/box.ts";
import { AUTORESETS } from "../../../envs/vector_options.ts";
import { timeLimit } from "../../../envs/wrappers/time_limit.ts";
import recorded from "../../fixtures/envs/wrappers.json" with { type: "json" };
import { film } from "../wrappers/film.ts";
import { toy } from "../toy_environment.ts";
import { liveLaws } from "./live_laws.ts";

liveLaws("recordEpisodeStatistics()", {
  one: (env) => recordEpisodeStatistics(env),
  many: (envs) => recordEpisodeStatistics(envs),
});

const { numbers, rewards } = recorded;
const inner = film(box(numbers), { frames: numbers.frames, rewards });

Deno.test("recordEpisodeStatistics() counts what Gymnasium counts", () => {
  using env = recordEpisodeStatistics(make(inner), { bufferLength: 2 });
  const { episodes, returnQueue, lengthQueue, episodeCount } =
    recorded.recordEpisodeStatistics;
  for (const [sum, length] of episodes) {
    env.reset();
    let step = env.step(0);
    while (!step.terminated) {
      assertEquals("episode" in step.info, false);
      step = env.step(0);
    }
    const { episode } = step.info as {
      episode: { return: number; length: number };
    };
    assertAlmostEquals(episode.return, sum!, 1e-12);
    assertEquals(episode.length, length);
  }
  const kept = env.statistics.episodes;
  assertEquals(kept.map(({ length }) => length), lengthQueue);
  kept.forEach((each, i) =>
    assertAlmostEquals(each.return, returnQueue[i]!, 1e-12)
  );
  assertEquals(env.statistics.episodeCount, episodeCount);
});

Deno.test("recordEpisodeStatistics() measures time with the clock that it is given", () => {
  let time = 5000;
  const now = () => time;
  using env = recordEpisodeStatistics(make(timeLimit(cartPole(), 2)), { now });
  env.reset();
  time += 250;
  env.step(0);
  time += 1000;
  const { info } = env.step(1);
  assertEquals(info.episode, { return: 2, length: 2, time: 1.25 });
  time += 9000; // Between episodes nothing is measured.
  env.reset();
  time += 500;
  env.step(0);
  env.step(0);
  assertEquals(env.statistics.episodes.map((each) => each.time), [1.25, 0.5]);
  assert(Object.isFrozen(env.statistics.episodes[0]));
});

Deno.test("recordEpisodeStatistics() forgets an episode that was broken off", () => {
  using env = recordEpisodeStatistics(make(timeLimit(cartPole(), 3)));
  env.reset();
  env.step(0);
  env.reset();
  for (let i = 0; i < 3; i++) env.step(0);
  assertEquals(env.statistics.episodes, [{ return: 3, length: 3, time: null }]);
});

Deno.test("recordEpisodeStatistics() of a vector counts what the vector counts, whatever follows an end", () => {
  fc.assert(
    fc.property(
      toy,
      fc.constantFrom(...AUTORESETS),
      fc.nat(),
      (toy, autoreset, seed) => {
        const count = 3;
        using envs = recordEpisodeStatistics(
          makeVector(
            {
              ...toy,
              step: (...all) => {
                toy.step(...all);
                return 1 / 8;
              },
            },
            count,
            { autoreset, seed },
          ),
        );
        if (toy.actionSpace.kind === "discrete") {
          envs.actions.fill(
            toy.actionSpace.start,
          );
        } else if (toy.actionSpace.kind !== "box") return;
        envs.reset();
        const expected: { return: number; length: number; time: null }[] = [];
        for (let step = 0; step < 12; step++) {
          const over = envs.terminated.map((end, i) =>
            end | envs.truncated[i]!
          );
          if (autoreset === "disabled" && over.includes(1)) {
            envs.reset({
              mask: over,
            });
          }
          envs.step(envs.actions);
          for (let i = 0; i < count; i++) {
            const ended = envs.terminated[i] || envs.truncated[i];
            const { episode, ...others } = envs.inform(i);
            assertEquals(Object.keys(others), ["die"]);
            if (!ended) {
              assertEquals(episode, undefined);
              continue;
            }
            const each = {
              return: envs.episodeReturns[i]!,
              length: envs.episodeLengths[i]!,
              time: null,
            };
            assertEquals(episode, each);
            expected.push(each);
          }
        }
        assertEquals(envs.statistics.episodes, expected);
        assertEquals(envs.statistics.episodeCount, expected.length);
      },
    ),
  );
});

Deno.test("recordEpisodeStatistics() of a vector tells of an episode until the next begins", () => {
  const autoreset = "disabled";
  using envs = recordEpisodeStatistics(
    makeVector(timeLimit(cartPole(), 1), 2, { autoreset }),
  );
  envs.reset();
  envs.step(envs.actions);
  const episode = { return: 1, length: 1, time: null };
  assertEquals([envs.inform(0), envs.inform(1)], [{ episode }, { episode }]);
  envs.reset({ mask: [1, 0] });
  assertEquals([envs.inform(0), envs.inform(1)], [{}, { episode }]);
});

Deno.test("recordEpisodeStatistics() of a vector measures each episode from its own beginning", () => {
  let time = 0;
  const short = timeLimit(cartPole(), 2);
  for (const autoreset of ["same-step", "next-step"] as const) {
    time = 0;
    using envs = recordEpisodeStatistics(makeVector(short, 1, { autoreset }), {
      now: () => time,
    });
    envs.reset();
    for (let step = 0; step < 5; step++) {
      time += 1000;
      envs.step(envs.actions);
    }
    assertEquals(envs.statistics.episodes.map((each) => each.time), [2, 2]);
  }
});

Deno.test("recordEpisodeStatistics() adds up the rewards of what it is around", () => {
  const short = timeLimit(cartPole(), 2);
  using raw = recordEpisodeStatistics(make(short));
  using env = recordEpisodeStatistics(normalizeReward(raw));
  env.reset();
  const sum = env.step(0).reward + env.step(0).reward;
  assertEquals(env.statistics.episodes[0]!.return, sum);
  assertEquals(raw.statistics.episodes[0]!.return, 2);
});

Deno.test("recordEpisodeStatistics() keeps infinite returns through JSON", () => {
  const endless = film(box(numbers), {
    frames: numbers.frames.slice(0, 2),
    rewards: [0, 1],
  });
  const greedy = {
    ...endless,
    step: (state: Float64Array) => ++state[0]! && Infinity,
  };
  const env = recordEpisodeStatistics(make(greedy));
  env.reset();
  env.step(0);
  const other = recordEpisodeStatistics(make(greedy));
  other.restore(JSON.parse(JSON.stringify(env.snapshot())));
  assertEquals(other.statistics.episodes, [{
    return: Infinity,
    length: 1,
    time: null,
  }]);
});

Deno.test("recordEpisodeStatistics() refuses a buffer without room", () => {
  assertThrows(
    () => recordEpisodeStatistics(make(cartPole()), { bufferLength: 0 }),
    RangeError,
    "Cannot record episodes of CartPole as 'bufferLength' must be a positive integer: current value is 0",
  );
});
