import fc from "fast-check";
import { assertEquals, assertThrows } from "@std/assert";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { describe } from "../../../envs/describe.ts";
import type { EnvironmentDescription } from "../../../envs/description.ts";
import { make } from "../../../envs/make.ts";
import { box } from "../../../envs/spaces/box.ts";
import { dict } from "../../../envs/spaces/dict.ts";
import {
  flattenSpace,
  flattenValue,
} from "../../../envs/spaces/flatten_value.ts";
import {
  type AnyValue,
  sample,
  type Space,
} from "../../../envs/spaces/space.ts";
import { tuple } from "../../../envs/spaces/tuple.ts";
import { RandomStream } from "../../../core/random.ts";
import { timeAwareObservation } from "../../../envs/wrappers/time_aware_observation.ts";
import { timeLimit } from "../../../envs/wrappers/time_limit.ts";
import { anySpace, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

const limited = toyWith(anySpace, anySpace, fc.constantFrom(1, 2, 7));
const options = fc.record({
  flatten: fc.boolean(),
  normalizeTime: fc.boolean(),
});

function withTime(
  inner: EnvironmentDescription,
  { flatten, normalizeTime }: { flatten: boolean; normalizeTime: boolean },
): EnvironmentDescription {
  const dictTimeKey = "the time";
  return flatten
    ? timeAwareObservation(inner, { normalizeTime, dictTimeKey })
    : timeAwareObservation(inner, { flatten, normalizeTime, dictTimeKey });
}

wrapperLaws("timeAwareObservation()", limited, options, withTime);

/** What is to be seen, by plain lists and records. */
function expected(inner: Space, seen: AnyValue, time: AnyValue): AnyValue {
  if (inner.kind === "tuple") return [...seen as AnyValue[], time];
  if (inner.kind !== "dict") return { obs: seen, time };
  return { ...seen as Record<string, AnyValue>, ["the time"]: time };
}

Deno.test("timeAwareObservation() shows the steps taken besides what is seen, in every form", () => {
  fc.assert(fc.property(limited, options, fc.nat(), (toy, options, seed) => {
    const limit = toy.maxEpisodeSteps!;
    const space = toy.observationSpace;
    const time = options.normalizeTime
      ? box({ low: 0, high: 1 })
      : box({ low: 0, high: limit, dtype: "int32" });
    const outer = space.kind === "tuple"
      ? tuple([...space.spaces, time])
      : dict(
        space.kind === "dict"
          ? { ...space.spaces, ["the time"]: time }
          : { obs: space, time },
      );
    const wrapped = withTime(toy, options);
    const form: Space = options.flatten ? flattenSpace(outer) : outer;
    assertEquals(wrapped.observationSpace, form);
    using env = make(wrapped);
    using hand = make(toy);
    const choices = RandomStream.from(seed);
    const see = (seen: AnyValue, whole: AnyValue, steps: number) => {
      const now = options.normalizeTime
        ? Float32Array.of(steps / limit)
        : Int32Array.of(steps);
      const value = expected(space, whole, now);
      assertEquals(
        seen,
        options.flatten ? flattenValue<Space>(outer, value as never) : value,
      );
    };
    see(env.reset({ seed }).observation, hand.reset({ seed }).observation, 0);
    let steps = 0;
    for (let i = 0; i < 9; i++) {
      const action = sample(toy.actionSpace, choices);
      const step = env.step(action);
      see(step.observation, hand.step(action).observation, ++steps);
      if (!step.terminated && !step.truncated) continue;
      see(env.reset().observation, hand.reset().observation, steps = 0);
    }
  }));
});

Deno.test("timeAwareObservation() stays within its space where another limit takes the place of its own", () => {
  const longer = timeLimit(timeAwareObservation(timeLimit(cartPole(), 2)), 9);
  using env = make(longer);
  env.reset();
  const times = [1, 2, 3].map(() => env.step(0).observation[4]);
  assertEquals(times, [1, 2, 2]);
});

Deno.test("timeAwareObservation() needs a limit, and a name of its own", () => {
  assertThrows(
    () => timeAwareObservation(cartPole()),
    RangeError,
    "Cannot show the time of CartPole as there must be a time limit: current limit is null",
  );
  const named = timeAwareObservation(describe("CartPole-v1"), {
    flatten: false,
  });
  assertThrows(
    () => timeAwareObservation(named),
    RangeError,
    `'dictTimeKey' must not be the name of something else: current value is "time"`,
  );
  const twice = timeAwareObservation(named, {
    flatten: false,
    dictTimeKey: "again",
  });
  assertEquals(Object.keys(make(twice).reset().observation), [
    "again",
    "obs",
    "time",
  ]);
  for (
    const wrong of [{ flatten: 1 }, { normalizeTime: null }, { dictTimeKey: 3 }]
  ) {
    assertThrows(
      () => timeAwareObservation(describe("CartPole-v1"), wrong as never),
      TypeError,
      "must be",
    );
  }
});
