import fc from "fast-check";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import type { EnvironmentDescription } from "../../../envs/description.ts";
import { make } from "../../../envs/make.ts";
import { sample } from "../../../envs/spaces/space.ts";
import { maxAndSkip } from "../../../envs/wrappers/max_and_skip.ts";
import { repeatAction } from "../../../envs/wrappers/repeat_action.ts";
import { timeLimit } from "../../../envs/wrappers/time_limit.ts";
import { box } from "../../../envs/spaces/box.ts";
import { film } from "./film.ts";
import { anyBox, anySpace, picture, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

const counts = fc.integer({ min: 1, max: 4 });

wrapperLaws(
  "repeatAction()",
  toyWith(anySpace, anySpace),
  counts,
  repeatAction,
);

wrapperLaws(
  "maxAndSkip()",
  toyWith(anySpace, anyBox),
  fc.integer({ min: 2, max: 4 }),
  maxAndSkip,
);

/** A few wrapped steps, and the same by hand: action after action in the inner environment. */
function againstHand(
  inner: EnvironmentDescription,
  wrapped: EnvironmentDescription,
  count: number,
  seed: number,
  show: (frames: readonly unknown[], over: boolean) => unknown,
): void {
  using env = make(wrapped);
  using hand = make(inner);
  const choices = RandomStream.from(seed);
  const begin = (request = {}) =>
    assertEquals(env.reset(request), hand.reset(request));
  begin({ seed });
  for (let i = 0; i < 12; i++) {
    const action = sample(env.actionSpace, choices);
    const frames: unknown[] = [];
    let last = hand.step(action);
    let sum = last.reward;
    frames.push(last.observation);
    for (let k = 1; k < count && !last.terminated && !last.truncated; k++) {
      last = hand.step(action);
      sum += last.reward;
      frames.push(last.observation);
    }
    const step = env.step(action);
    assertAlmostEquals(step.reward, sum, 1e-9);
    assertEquals(step.terminated, last.terminated);
    // The last step that the limit leaves room for is truncated, even if the task ends within.
    const { elapsed } = env.snapshot();
    const isLast = elapsed === wrapped.maxEpisodeSteps;
    assertEquals(step.truncated, last.truncated || last.terminated && isLast);
    assertEquals(step.info, last.info);
    const early = last.terminated && !last.truncated && frames.length < count;
    assertEquals(step.observation, show(frames, early));
    if (last.terminated || last.truncated) begin();
  }
}

Deno.test("repeatAction() is as many steps by hand, up to the end or the limit", () => {
  fc.assert(
    fc.property(
      toyWith(anySpace, anySpace),
      counts,
      fc.nat(),
      (inner, count, seed) =>
        againstHand(
          inner,
          repeatAction(inner, count),
          count,
          seed,
          (frames) => frames.at(-1),
        ),
    ),
  );
});

Deno.test("maxAndSkip() is as many steps by hand, and the greater of the last two frames", () => {
  const greater = (a: number[], b: number[]) =>
    a.map((number, i) => Math.max(number, b[i]!));
  fc.assert(
    fc.property(
      toyWith(anySpace, picture),
      fc.integer({ min: 2, max: 4 }),
      fc.nat(),
      (inner, skip, seed) =>
        againstHand(
          inner,
          maxAndSkip(inner, skip),
          skip,
          seed,
          (frames, early) =>
            early || frames.length === 1
              ? frames.at(-1)
              : greater(...frames.slice(-2) as [number[], number[]]),
        ),
    ),
  );
});

const byte = box({ low: 0, high: 9, dtype: "uint8" });
const frames = [[0], [5], [1], [2], [7], [3], [4], [0]];

Deno.test("maxAndSkip() looks at two frames of one step, and not of two", () => {
  using env = make(maxAndSkip(film(byte, { frames }), 3));
  assertEquals(env.reset().observation, Uint8Array.of(0));
  assertEquals(env.step(0).observation, Uint8Array.of(2)); // Of 5, 1, 2.
  assertEquals(env.step(0).observation, Uint8Array.of(4)); // Of 7, 3, 4.
  const last = env.step(0); // Of 0, which is the end.
  assertEquals(last.observation, Uint8Array.of(0));
  assertEquals(last.terminated, true);
});

Deno.test("the time limit goes on counting steps inside, however they are taken together", () => {
  const limited = film(byte, {
    frames: Array(100).fill([1]),
    rewards: Array(100).fill(1),
    maxEpisodeSteps: 7,
  });
  for (
    const wrapped of [
      repeatAction(limited, 3),
      repeatAction(repeatAction(limited, 1), 3),
      maxAndSkip(limited, 3),
    ]
  ) {
    assertEquals(wrapped.maxEpisodeSteps, 3);
    using env = make(wrapped);
    for (let episode = 0; episode < 2; episode++) {
      env.reset();
      const steps = [env.step(0), env.step(0), env.step(0)];
      assertEquals(steps.map(({ reward }) => reward), [3, 3, 1]);
      assertEquals(steps.map(({ truncated }) => truncated), [
        false,
        false,
        true,
      ]);
    }
    using free = make(timeLimit(wrapped, null));
    free.reset();
    const rewards = [1, 2, 3, 4, 5].map(() => free.step(0).reward);
    assertEquals(rewards, [3, 3, 1, 3, 3]);
  }
  const twice = repeatAction(repeatAction(limited, 2), 2);
  assertEquals(twice.maxEpisodeSteps, 2);
  using env = make(twice);
  env.reset();
  assertEquals([env.step(0).reward, env.step(0).reward], [4, 3]);
});

Deno.test("fewer steps are seen in a second where each is many", () => {
  const shown = film(byte, { frames });
  assertEquals(repeatAction(shown, 4).rendering!.framesPerSecond, 15);
  assertEquals(maxAndSkip(shown).rendering!.framesPerSecond, 15);
  assertEquals(repeatAction({ ...shown, rendering: null }, 4).rendering, null);
});

Deno.test("repeatAction() and maxAndSkip() refuse numbers that are none", () => {
  for (const count of [0, 1.5, -1, NaN]) {
    assertThrows(
      () => repeatAction(film(byte, { frames }), count),
      RangeError,
      "Cannot repeat actions of Film-v0 as 'numRepeats' must be a positive integer",
    );
  }
  assertThrows(
    () => maxAndSkip(film(byte, { frames }), 1),
    RangeError,
    "Cannot skip frames of Film-v0 as 'skip' must be an integer of at least 2: current value is 1",
  );
});
