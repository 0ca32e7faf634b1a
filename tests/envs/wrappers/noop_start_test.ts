import fc from "fast-check";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { make } from "../../../envs/make.ts";
import { environmentStream } from "../../../envs/seeds.ts";
import { box } from "../../../envs/spaces/box.ts";
import { discrete } from "../../../envs/spaces/discrete.ts";
import { tuple } from "../../../envs/spaces/tuple.ts";
import { noopStart } from "../../../envs/wrappers/noop_start.ts";
import { skipStart } from "../../../envs/wrappers/skip_start.ts";
import { echo, film } from "./film.ts";
import { anySpace, choices, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

const counts = fc.integer({ min: 1, max: 5 });

wrapperLaws("noopStart()", toyWith(choices, anySpace), counts, noopStart);
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

Deno.test("noopStart() begins any number of steps later up to the most, each as often", () => {
  using env = make(noopStart(shown, 5));
  const counts = new Int32Array(9);
  for (let i = 0; i < 5000; i++) counts[env.reset().observation[0]!]!++;
  assertEquals(counts[0], 0);
  assertEquals([...counts.slice(6)], [0, 0, 0]);
  // Five standard deviations of a share of 1/5 among 5000.
  for (const count of counts.slice(1, 6)) {
    assert(Math.abs(count - 1000) < 5 * Math.sqrt(5000 * 0.2 * 0.8));
  }
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
  const both = noopStart(echo(pair), 2, { action: [2, [0.25]] });
  assertEquals([...make(both).reset().observation], [2, 0.25]);
});

Deno.test("noopStart() draws the number of steps after the episode has begun", () => {
  using env = make(noopStart(shown, 30));
  const random = environmentStream(4);
  const n = random.integer(1, 31);
  const last = frames.length - 1;
  assertEquals(env.reset({ seed: 4 }).observation[0], n % last);
});

Deno.test("noopStart() and skipStart() refuse numbers and actions that are none", () => {
  assertThrows(
    () => noopStart(shown, 0),
    RangeError,
    "Cannot begin Film-v0 idly as 'noopMax' must be a positive integer: current value is 0",
  );
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
  assertThrows(
    () => noopStart(echo(box({ low: 0, high: 1 }))),
    RangeError,
    "'action' must be a value of box([1], float32) within [0, 1]: current value is 0",
  );
});
