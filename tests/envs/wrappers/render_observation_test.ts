import fc from "fast-check";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { make } from "../../../envs/make.ts";
import { box } from "../../../envs/spaces/box.ts";
import { renderObservation } from "../../../envs/wrappers/render_observation.ts";
import { anySpace, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

wrapperLaws(
  "renderObservation()",
  toyWith(anySpace, anySpace).map((toy) => ({
    ...toy,
    rendering: {
      framesPerSecond: 9,
      pixels: (state: Float64Array) => ({
        shape: [1, 2, 3] as const,
        data: new Uint8Array(6).fill(255 * state[0]!),
      }),
    },
  })),
  fc.constant(undefined),
  (inner) => renderObservation(inner),
);

Deno.test("renderObservation() shows what render() draws", () => {
  const wrapped = renderObservation(cartPole());
  const shape = [400, 600, 3];
  const picture = box({ low: 0, high: 255, shape, dtype: "uint8" });
  assertEquals(wrapped.observationSpace, picture);
  using env = make(wrapped);
  const { observation: first } = env.reset({ seed: 1 });
  assertEquals(first, env.render().data);
  for (let i = 0; i < 8; i++) env.step(1);
  const { observation } = env.step(1);
  assertEquals(observation, env.render().data);
  assert(observation.some((byte, i) => byte !== first[i]));
});

Deno.test("renderObservation() needs something to see", () => {
  assertThrows(
    () => renderObservation({ ...cartPole(), rendering: null }),
    RangeError,
    "Cannot render CartPole as its description must say how it is looked at",
  );
});
