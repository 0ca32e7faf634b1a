import fc from "fast-check";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { make } from "../../../envs/make.ts";
import { box } from "../../../envs/spaces/box.ts";
import { discrete } from "../../../envs/spaces/discrete.ts";
import { sample } from "../../../envs/spaces/space.ts";
import { stickyAction } from "../../../envs/wrappers/sticky_action.ts";
import { echo } from "./film.ts";
import { anySpace, toyWith } from "./toys.ts";
import { seenIn, wrapperLaws } from "./wrapper_laws.ts";

const durations = fc.oneof(
  fc.integer({ min: 1, max: 3 }),
  fc.constantFrom([1, 3] as const, [2, 2] as const),
);

wrapperLaws(
  "stickyAction()",
  toyWith(anySpace, anySpace),
  durations,
  (inner, repeatActionDuration) =>
    stickyAction(inner, 0.4, { repeatActionDuration }),
);

/** How long each run of the same action is where every action given is another. */
function runs(
  probability: number,
  duration: number | readonly [number, number],
) {
  const wrapped = stickyAction(echo(discrete(100_000)), probability, {
    repeatActionDuration: duration,
  });
  using env = make(wrapped);
  env.reset({ seed: 3 });
  const lengths: number[] = [];
  let last = -1;
  for (let i = 0; i < 20_000; i++) {
    const taken = env.step(i).observation[0]!;
    if (taken === last) lengths[lengths.length - 1]!++;
    else {
      assertEquals(taken, i); // What does not stick is what was given.
      lengths.push(1);
    }
    last = taken;
  }
  return lengths;
}

Deno.test("stickyAction() sticks as often as it should, one step at a time", () => {
  const lengths = runs(0.25, 1);
  // Each step but the first sticks with 1/4: a run of n has the chance 3/4 · (1/4)ⁿ⁻¹.
  for (const [n, chance] of [[1, 0.75], [2, 0.1875], [3, 0.046875]] as const) {
    const share = lengths.filter((length) => length === n).length /
      lengths.length;
    // Five standard deviations of a share of some 15000 runs.
    assert(Math.abs(share - chance) < 5 * Math.sqrt(chance / lengths.length));
  }
});

Deno.test("stickyAction() sticks for whole durations", () => {
  assert(runs(0.2, 3).every((length) => length % 3 === 1));
  const lengths = new Set(runs(0.01, [2, 3]));
  assert(lengths.has(3) && lengths.has(4) && !lengths.has(2));
});

Deno.test("stickyAction() of 0 changes nothing, and the first action never sticks", () => {
  fc.assert(
    fc.property(toyWith(anySpace, anySpace), fc.nat(), (toy, seed) => {
      const sticky = seenIn(
        { ...stickyAction(toy, 0), inform: toy.inform! },
        seed,
        9,
      );
      // The chance that is not drawn for the first step is drawn for the others.
      assertEquals(sticky.slice(0, 2), seenIn(toy, seed, 9).slice(0, 2));
    }),
  );
  using env = make(stickyAction(echo(discrete(9)), 0.999));
  for (let seed = 0; seed < 20; seed++) {
    env.reset({ seed });
    assertEquals(env.step(7).observation[0], 7);
  }
});

Deno.test("stickyAction() repeats actions of any space to the last bit", () => {
  const action = [0.1, 1 / 3];
  using env = make(
    stickyAction(echo(box({ low: 0, high: 1, shape: [2] })), 0.999),
  );
  env.reset({ seed: 1 });
  assertEquals([...env.step(action).observation], action);
  assertEquals([...env.step([0, 0]).observation], action);
  fc.assert(fc.property(anySpace, fc.nat(), (space, seed) => {
    const random = RandomStream.from(seed);
    using env = make(stickyAction(echo(space), 0.999));
    env.reset({ seed: 1 });
    const first = env.step(sample(space, random)).observation;
    assertEquals(env.step(sample(space, random)).observation, first);
  }));
});

Deno.test("stickyAction() refuses chances and durations that are none", () => {
  const inner = echo(discrete(2));
  for (const probability of [-0.1, 1, NaN]) {
    assertThrows(
      () => stickyAction(inner, probability),
      RangeError,
      "'probability' must be a finite number within [0, 1)",
    );
  }
  for (const duration of [0, 1.5, [0, 2], [3, 2], [1], null, "2"]) {
    const options = { repeatActionDuration: duration as number };
    assertThrows(() => stickyAction(inner, 0.1, options), Error, "Cannot let");
  }
});
