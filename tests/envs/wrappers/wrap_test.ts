import fc from "fast-check";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { describe } from "../../../envs/describe.ts";
import { make } from "../../../envs/make.ts";
import { discrete } from "../../../envs/spaces/discrete.ts";
import { wrap } from "../../../envs/wrappers/wrap.ts";
import { anySpace, toyWith } from "./toys.ts";
import { seenIn, wrapperLaws } from "./wrapper_laws.ts";

const nothing = { wrapper: { name: "nothing", options: {} } };

/** A wrapper that counts steps behind the inner state, and nothing else. */
wrapperLaws(
  "wrap()",
  toyWith(anySpace, anySpace),
  fc.nat(3),
  (inner, more) => {
    const { stateSize } = inner;
    return wrap(inner, {
      ...nothing,
      ownSize: 1 + more,
      dynamics: ({ initialize, step, inform }) => ({
        initialize(state, random, options) {
          initialize(state, random, options);
          state.fill(0, stateSize, stateSize + 1 + more);
        },
        step(state, action, random) {
          state[stateSize]!++;
          return step(state, action, random) + state[stateSize]!;
        },
        inform: (state) => ({ ...inform?.(state), steps: state[stateSize] }),
      }),
    });
  },
);

Deno.test("wrap() around nothing else changes nothing", () => {
  fc.assert(fc.property(toyWith(anySpace, anySpace), fc.nat(), (toy, seed) => {
    assertEquals(seenIn(wrap(toy, nothing), seed, 9), seenIn(toy, seed, 9));
  }));
});

Deno.test("wrap() changes what it names, and keeps what it does not", () => {
  const inner = describe("CartPole-v1");
  const outer = wrap(inner, {
    ...nothing,
    observationSpace: discrete(3),
    maxEpisodeSteps: 9,
    rewardThreshold: null,
    dynamics: () => ({ observe: (_, out) => void (out[0] = 2) }),
  });
  assertEquals(outer.observationSpace, discrete(3));
  assertEquals([outer.maxEpisodeSteps, outer.rewardThreshold], [9, null]);
  assertEquals(outer.id, inner.id);
  assertEquals(outer.options, inner.options);
  assertStrictEquals(outer.actionSpace, inner.actionSpace);
  assertStrictEquals(outer.rendering, inner.rendering);
  assertStrictEquals(outer.step, inner.step);
  assertEquals(make(outer).reset().observation, 2);
});

Deno.test("wrap() leaves no key for actions that are others, and no kernel for more state", () => {
  const controls = { idle: 0, keys: { a: 1 } };
  const kernel = { ...cartPole(), create: () => null as never };
  const inner = { ...cartPole(), controls, kernel };
  assertStrictEquals(wrap(inner, nothing).controls, controls);
  assertEquals(
    wrap(inner, { ...nothing, actionSpace: discrete(3) }).controls,
    null,
  );
  const own = { idle: null, keys: { b: 2 } };
  const other = wrap(inner, {
    ...nothing,
    actionSpace: discrete(3),
    controls: own,
  });
  assertStrictEquals(other.controls, own);
  assertStrictEquals(wrap(inner, nothing).kernel, kernel);
  assertEquals(wrap(inner, { ...nothing, ownSize: 1 }).kernel, null);
});

Deno.test("wrap() writes options down for good, as JSON keeps them", () => {
  const options = {
    list: [1, [-0, Infinity]],
    deep: { text: "a", none: null },
  };
  const { wrappers } = wrap(cartPole(), { wrapper: { name: "x", options } });
  options.list.push(7);
  const written = {
    list: [1, ["-0", "Infinity"]],
    deep: { text: "a", none: null },
  };
  assertEquals(wrappers, [{ name: "x", options: written }]);
  assertEquals(JSON.parse(JSON.stringify(wrappers)), wrappers);
  const [record] = wrappers;
  assert(Object.isFrozen(record) && Object.isFrozen(record!.options));
  assert(Object.isFrozen(record!.options!.list));
});

Deno.test("wrap() refuses what makes no environment", () => {
  assertThrows(
    () => wrap(cartPole(), { ...nothing, ownSize: -9 }),
    RangeError,
    "'stateSize'",
  );
  assertThrows(
    () => wrap(cartPole(), { ...nothing, observationSpace: 4 as never }),
    RangeError,
    "'observationSpace' must be a space",
  );
});
