import {
  cannot,
  requirePositiveInteger,
  requireWithin,
} from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import {
  environment,
  type EnvironmentDescription,
  type ResetOptions,
} from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import { type Box, box } from "../spaces/box.ts";
import { type Discrete, discrete } from "../spaces/discrete.ts";
import { musicRadioScene } from "./_music_radio_scene.ts";

/** Options for {@linkcode musicRadio}. */
export interface MusicRadioOptions {
  /** How many songs there are. @default {8} */
  readonly songs?: number;
  /** How many bad moments a content listener bears. @default {10} */
  readonly patience?: number;
  /** What a song earns that is listened to, above 0. @default {1} */
  readonly songReward?: number;
  /** What an ad earns that is listened to, above `songReward`. @default {3} */
  readonly adReward?: number;
  /** What it earns if the listener skips, below 0. @default {-1} */
  readonly skipReward?: number;
  /** What it earns if the listener leaves, below `skipReward`. @default {-50} */
  readonly leaveReward?: number;
}

/** A description of a radio for one listener: a song or an ad to choose, and what it has written down to see. */
export type MusicRadio = EnvironmentDescription<Discrete, Box<"float32">>;

const DEFAULTS: Required<MusicRadioOptions> = Object.freeze({
  songs: 8,
  patience: 10,
  songReward: 1,
  adReward: 3,
  skipReward: -1,
  leaveReward: -50,
});

/** How much of what was just played is still remembered a step later. */
const MEMORY = 0.5;
/** How much patience an ad takes, and a skip. */
const AD_COST = 2;
const SKIP_COST = 1;

// Where things stand in a state. Three numbers of each song follow, all tastes first:
// how much it is liked, how recently it was played, how often, and how often heard out.
const PATIENCE = 0;
/** How recently ads were played. */
const ADS = 1;
/** What was played last, and whether it was heard out; −1 for nothing yet. */
const PLAYED = 2;
const HEARD_OUT = 3;
const SONGS = 4;

/**
 * Play songs and ads to somebody whose taste is not known, and who may leave.
 *
 * **What you do**: play one of the songs (0, 1, …), or an ad, which is the last choice.
 *
 * **What you see**: what a radio can write down of its listener, two numbers for each
 * song, two more, all within [0, 1]. First for every song how recently it was played;
 * then for every song which share of the time it was heard out, (heard + 1) / (played
 * + 2); how recently ads were played; whether the last thing was heard out (1) or not
 * (0). The taste and the patience of the listener are hidden.
 *
 * **What you earn**: 1 for a song that is heard out, 3 for an ad that is, −1 for
 * either that is skipped, and −50 alone in the step in which the listener leaves.
 *
 * **When it ends**: when the listener has no patience left. There is no time limit
 * here; `"MusicRadio-v0"` has 200 steps.
 *
 * After Géron, "Hands-On Machine Learning with Scikit-Learn and TensorFlow"
 * (2017), chapter 16, exercise 2. How recently something was played is halved in each
 * step, and then grows by 1/2 for what is played now. A listener begins with patience
 * P, and likes each song by an own share, uniform within [0, 1). A song is heard out
 * with probability liking × (1 − recency), before it is played; that gives patience back,
 * 1 up to P. An ad is heard out with probability patience / P, and takes 2 in any case.
 * A skip takes 1.
 *
 * @param options The songs, the listener and what counts how much.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If an option is unknown, or rewards are not in the order leave < skip < 0 < song < ad.
 *
 * @example Ads and nothing else
 * ```ts
 * import { make, musicRadio } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * using env = make(musicRadio());
 * env.reset({ seed: 1 });
 * const ad = 8;
 * assertEquals(env.step(ad).reward, 3);
 * let last = env.step(ad);
 * while (!last.terminated) last = env.step(ad);
 * assertEquals(last.reward, -50);
 * ```
 */
export function musicRadio(options: MusicRadioOptions = {}): MusicRadio {
  const action = "describe a music radio";
  const resolved = resolveOptions(action, options, DEFAULTS);
  const { songs, patience } = resolved;
  const { songReward, adReward, skipReward, leaveReward } = resolved;
  requirePositiveInteger(songs, action, "songs");
  requirePositiveInteger(patience, action, "patience");
  requireOrder(action, resolved);
  const AD = songs;
  const LIKING = SONGS;
  const RECENCY = LIKING + songs;
  const PLAYS = RECENCY + songs;
  const HEARD = PLAYS + songs;
  const stateSize = HEARD + songs;

  function initialize(
    state: Float64Array,
    random: RandomStream,
    options: ResetOptions = {},
  ): void {
    resolveOptions("reset a music radio", options, {});
    state.fill(0, 0, stateSize);
    state[PATIENCE] = patience;
    state[PLAYED] = -1;
    for (let i = 0; i < songs; i++) state[LIKING + i] = random.uniform();
  }

  function step(
    state: Float64Array,
    action: number,
    random: RandomStream,
  ): number {
    const chance = action === AD
      ? state[PATIENCE]! / patience
      : state[LIKING + action]! * (1 - state[RECENCY + action]!);
    const heard = random.uniform() < chance;
    for (let i = 0; i < songs; i++) state[RECENCY + i]! *= MEMORY;
    state[ADS]! *= MEMORY;
    if (action === AD) {
      state[ADS]! += 1 - MEMORY;
      state[PATIENCE]! -= AD_COST;
    } else {
      state[RECENCY + action]! += 1 - MEMORY;
      state[PLAYS + action]!++;
      if (heard) {
        state[HEARD + action]!++;
        state[PATIENCE] = Math.min(state[PATIENCE]! + 1, patience);
      }
    }
    if (!heard) state[PATIENCE]! -= SKIP_COST;
    state[PLAYED] = action;
    state[HEARD_OUT] = heard ? 1 : 0;

    if (terminated(state)) return leaveReward;
    if (!heard) return skipReward;
    return action === AD ? adReward : songReward;
  }

  return environment({
    id: "MusicRadio",
    options: resolved,
    stateSize,
    actionSpace: discrete(songs + 1),
    observationSpace: box({ low: 0, high: 1, shape: [2 * songs + 2] }),
    initialize,
    step,
    terminated,
    observe(state, out) {
      for (let i = 0; i < songs; i++) {
        out[i] = state[RECENCY + i]!;
        // Laplace's rule of succession
        out[songs + i] = (state[HEARD + i]! + 1) / (state[PLAYS + i]! + 2);
      }
      out[2 * songs] = state[ADS]!;
      out[2 * songs + 1] = state[HEARD_OUT]!;
    },
    inform: (state) => ({
      patience: state[PATIENCE]!,
      liking: Array.from(state.subarray(LIKING, RECENCY)),
    }),
    rendering: {
      framesPerSecond: 3,
      scene: (state) =>
        musicRadioScene({
          liking: state.subarray(LIKING, RECENCY),
          recency: state.subarray(RECENCY, PLAYS),
          patience: Math.max(0, state[PATIENCE]! / patience),
          played: state[PLAYED]!,
          heardOut: state[HEARD_OUT] === 1,
        }),
    },
    controls: {
      idle: null,
      keys: Object.fromEntries([
        ...Array.from(
          { length: Math.min(songs, 10) },
          (_, song) => [song, song],
        ),
        ["a", AD],
      ]),
    },
  });
}

function terminated(state: Float64Array): boolean {
  return state[PATIENCE]! <= 0;
}

function requireOrder(
  action: string,
  { leaveReward, skipReward, songReward, adReward }: Required<
    MusicRadioOptions
  >,
): void {
  const above = { minExclusive: true };
  requireWithin(leaveReward, action, "leaveReward");
  requireWithin(skipReward, action, "skipReward", {
    max: 0,
    maxExclusive: true,
  });
  requireWithin(songReward, action, "songReward", { min: 0, ...above });
  requireWithin(adReward, action, "adReward", { min: songReward, ...above });
  if (leaveReward < skipReward) return;
  const wish =
    `'leaveReward' must be below 'skipReward', which is ${skipReward}`;
  throw new RangeError(cannot(action, wish, leaveReward));
}
