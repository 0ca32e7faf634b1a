import fc from "fast-check";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
  assertThrows,
} from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import {
  musicRadio,
  type MusicRadioOptions,
} from "../../../envs/book/music_radio.ts";
import { checkEnv } from "../../../envs/check_env.ts";
import { make } from "../../../envs/make.ts";
import { meanReturn } from "./play_book.ts";

Deno.test("musicRadio(): ads drive everybody away", () => {
  using env = make(musicRadio({ patience: 4 }));
  env.reset({ seed: 1 });
  const first = env.step(8); // Heard out by someone who is content.
  assertEquals([first.reward, first.terminated], [3, false]);
  assertEquals(first.info.patience, 2);
  assertEquals(first.observation[16], 0.5);
  const second = env.step(8);
  assertEquals([second.reward, second.terminated], [-50, true]);
});

const worlds = fc.record({
  songs: fc.integer({ min: 1, max: 4 }),
  patience: fc.integer({ min: 1, max: 12 }),
}, { noNullPrototype: true });
const choices = fc.array(fc.nat(), { minLength: 1, maxLength: 40 });

Deno.test("musicRadio() keeps its books, and patience is what was given and taken", () => {
  fc.assert(fc.property(worlds, choices, fc.nat(), (world, choices, seed) => {
    const { songs } = world;
    using env = make(musicRadio(world));
    const { info } = env.reset({ seed });
    const { liking } = info as { liking: number[] };
    assert(liking.length === songs && liking.every((x) => x >= 0 && x < 1));
    let { patience } = world;
    const recency = Array<number>(songs + 1).fill(0);
    const [plays, heard] = [1, 2].map(() => Array<number>(songs).fill(0));
    for (const each of choices) {
      const choice = each % (songs + 1);
      const { observation, reward, terminated, info } = env.step(choice);
      const out = observation[2 * songs + 1];
      recency.forEach((recent, i) =>
        recency[i] = recent / 2 + (i === choice ? 0.5 : 0)
      );
      if (choice === songs) patience -= 2;
      else {
        plays![choice]!++;
        heard![choice]! += out!;
        if (out) patience = Math.min(world.patience, patience + 1);
      }
      if (!out) patience--;
      const shares = plays!.map((n, i) => (heard![i]! + 1) / (n + 2));
      const expected = [...recency.slice(0, songs), ...shares, recency[songs]!];
      assertEquals([...observation], [...Float32Array.of(...expected, out!)]);
      assertEquals(info, { patience, liking });
      assertEquals(terminated, patience <= 0);
      assertEquals(
        reward,
        terminated ? -50 : out === 0 ? -1 : choice === songs ? 3 : 1,
      );
      if (terminated) return;
    }
  }));
});

Deno.test("the radios drawn are left, and listened to", () => {
  const drawn = fc.sample(fc.tuple(worlds, choices), { numRuns: 100, seed: 1 });
  const left = drawn.filter(([world, choices]) => {
    using env = make(musicRadio(world));
    env.reset({ seed: 1 });
    return choices.some((each) => {
      if (env.snapshot().phase !== "running") return true;
      return env.step(each % (world.songs + 1)).terminated;
    });
  }).length;
  assert(left > 20 && left < 90, `${left}`);
});

Deno.test("musicRadio(): as much is heard out as is said", () => {
  const sums = { song: [0, 0], ad: [0, 0] };
  const world = musicRadio({ patience: 40, songs: 5 });
  const random = RandomStream.from(1);
  using env = make(world);
  for (let seed = 0; seed < 200; seed++) {
    let { observation, info } = env.reset({ seed });
    for (let i = 0; i < 40; i++) {
      const choice = random.uniform() < 0.2 ? 5 : random.integer(0, 5);
      const liking = info.liking as number[];
      const chance = choice === 5
        ? info.patience as number / 40
        : liking[choice]! * (1 - observation[choice]!);
      const step = env.step(choice);
      const sum = sums[choice === 5 ? "ad" : "song"];
      sum[0]! += step.observation[11]! - chance;
      sum[1]! += chance * (1 - chance);
      ({ observation, info } = step);
      if (step.terminated) break;
    }
  }
  for (const [off, variance] of Object.values(sums)) {
    assertGreater(variance!, 60);
    assertAlmostEquals(off!, 0, 4 * Math.sqrt(variance!));
  }
});

/** The song that is known to be liked and was not just played; now and then an ad, after it went well. */
function dj(ads: boolean) {
  const songs = 8;
  return (seen: Float32Array) => {
    const worth = Array.from(
      { length: songs },
      (_, i) => seen[songs + i]! * (1 - seen[i]!),
    );
    const best = Math.max(...worth);
    const fresh = seen[2 * songs]! < 0.05 && seen[2 * songs + 1] === 1;
    return ads && fresh && best > 0.6 ? songs : worth.indexOf(best);
  };
}

Deno.test("musicRadio(): who learns the taste, and now and then plays an ad, earns most", () => {
  const length = { steps: 200, episodes: 60 };
  const clever = meanReturn(musicRadio(), dj(true), length);
  const kind = meanReturn(musicRadio(), dj(false), length);
  const any = meanReturn(
    musicRadio(),
    (_, random) => random.integer(0, 9),
    length,
  );
  // About 55, 38, −44.
  assertGreater(clever, kind + 5);
  assertGreater(kind, 25);
  assertLess(any, -30);
});

Deno.test("musicRadio() keeps the laws, and has leave < skip < 0 < song < ad", () => {
  checkEnv(musicRadio({ songs: 3, patience: 3 }));
  const refused = (options: MusicRadioOptions, wish: string) =>
    assertThrows(() => musicRadio(options), RangeError, wish);
  refused({ songs: 0 }, "'songs' must be a positive integer");
  refused({ patience: 0.5 }, "'patience' must be a positive integer");
  refused(
    { leaveReward: -1 },
    "'leaveReward' must be below 'skipReward', which is -1",
  );
  refused({ skipReward: 0 }, "'skipReward' must be a finite number below 0");
  refused({ songReward: 0 }, "'songReward' must be a finite number above 0");
  refused({ adReward: 1 }, "'adReward' must be a finite number above 1");
  assertEquals(musicRadio({ songs: 12 }).controls!.keys.a, 12);
});
