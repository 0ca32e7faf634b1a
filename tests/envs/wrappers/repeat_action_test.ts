import fc from "fast-check";
import { assertEquals, assertThrows } from "@std/assert";
import { make } from "../../../envs/make.ts";
import { box } from "../../../envs/spaces/box.ts";
import { maxAndSkip } from "../../../envs/wrappers/max_and_skip.ts";
import { repeatAction } from "../../../envs/wrappers/repeat_action.ts";
import { timeLimit } from "../../../envs/wrappers/time_limit.ts";
import { againstHand } from "./by_hand.ts";
import { film } from "./film.ts";
import { anySpace, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

const counts = fc.integer({ min: 1, max: 4 });
const byte = box({ low: 0, high: 9, dtype: "uint8" });

wrapperLaws(
  "repeatAction()",
  toyWith(anySpace, anySpace),
  counts,
  repeatAction,
);

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
  const shown = film(byte, { frames: [[0], [1]] });
  assertEquals(repeatAction(shown, 4).rendering!.framesPerSecond, 15);
  assertEquals(repeatAction({ ...shown, rendering: null }, 4).rendering, null);
});

Deno.test("repeatAction() refuses numbers that are none", () => {
  for (const count of [0, 1.5, -1, NaN]) {
    assertThrows(
      () => repeatAction(film(byte, { frames: [[0], [1]] }), count),
      RangeError,
      "Cannot repeat actions of Film-v0 as 'numRepeats' must be a positive integer",
    );
  }
});
