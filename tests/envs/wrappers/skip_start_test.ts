import fc from "fast-check";
import { assertEquals, assertThrows } from "@std/assert";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { make } from "../../../envs/make.ts";
import { box } from "../../../envs/spaces/box.ts";
import { discrete } from "../../../envs/spaces/discrete.ts";
import { tuple } from "../../../envs/spaces/tuple.ts";
import { skipStart } from "../../../envs/wrappers/skip_start.ts";
import { echo, film } from "./film.ts";
import { anySpace, choices, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

const counts = fc.integer({ min: 1, max: 5 });

wrapperLaws("skipStart()", toyWith(choices, anySpace), counts, skipStart);

const frames = Array.from({ length: 9 }, (_, i) => [i]);
const shown = film(box({ low: 0, high: 9, dtype: "uint8" }), { frames });

Deno.test("skipStart() begins so many steps later", () => {
  fc.assert(
    fc.property(
      toyWith(choices, anySpace),
      counts,
      fc.nat(),
      (toy, n, seed) => {
        const endless = {
          ...toy,
          terminated: () => false,
          maxEpisodeSteps: null,
        };
        using later = make(skipStart(endless, n));
        using hand = make(endless);
        let seen: unknown = hand.reset({ seed });
        for (let i = 0; i < n; i++) seen = hand.step(0);
        const { observation, info } = seen as ReturnType<typeof hand.reset>;
        assertEquals(later.reset({ seed }), { observation, info });
        assertEquals(later.step(0), hand.step(0));
      },
    ),
  );
});

Deno.test("no reward, no step and no end of the start is told", () => {
  const earning = film(box({ low: 0, high: 9, dtype: "uint8" }), {
    frames,
    rewards: [100, 100, 100, 1, 1, 1, 1, 1, 1],
    maxEpisodeSteps: 3,
  });
  using env = make(skipStart(earning, 2));
  assertEquals(env.reset().observation[0], 2);
  assertEquals(env.snapshot().elapsed, 0);
  const steps = [env.step(0), env.step(0), env.step(0)];
  assertEquals(steps.map(({ reward }) => reward), [1, 1, 1]);
  assertEquals(steps.map(({ truncated }) => truncated), [false, false, true]);
});

Deno.test("where the task ends during the start, it begins anew and the rest follows", () => {
  // The film ends with frame 8: the eighth step begins it again, two more follow.
  assertEquals(make(skipStart(shown, 10)).reset().observation[0], 2);
  assertEquals(make(skipStart(shown, 8)).reset().observation[0], 0);
});

Deno.test("the start is what is asked of the episode", () => {
  const options = { low: 0.01, high: 0.01 };
  using env = make(skipStart(cartPole(), 1, { action: 1 }));
  using hand = make(cartPole());
  hand.reset({ options });
  assertEquals(env.reset({ options }).observation, hand.step(1).observation);
});

Deno.test("something else than 0 can be done meanwhile", () => {
  const action = Float64Array.of(0.5, -0.5);
  const wrapped = skipStart(echo(box({ low: -1, high: 1, shape: [2] })), 3, {
    action,
  });
  action[0] = 9; // What was given is copied.
  assertEquals([...make(wrapped).reset().observation], [0.5, -0.5]);
  assertEquals(wrapped.wrappers[0]!.options, { count: 3, action: [0.5, -0.5] });
  const pair = tuple([discrete(3), box({ low: 0, high: 1 })]);
  const both = skipStart(echo(pair), 2, { action: [2, [0.25]] });
  assertEquals([...make(both).reset().observation], [2, 0.25]);
});

Deno.test("skipStart() refuses numbers and actions that are none", () => {
  assertThrows(
    () => skipStart(shown, 1.5),
    RangeError,
    "Cannot skip the start of Film-v0 as 'count' must be a positive integer: current value is 1.5",
  );
  assertThrows(
    () => skipStart(shown, 1, { action: 2 }),
    RangeError,
    "'action' must be a value of discrete(2): current value is 2",
  );
});
