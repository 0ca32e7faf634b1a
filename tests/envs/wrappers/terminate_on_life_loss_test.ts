import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { make } from "../../../envs/make.ts";
import { box } from "../../../envs/spaces/box.ts";
import { terminateOnLifeLoss } from "../../../envs/wrappers/terminate_on_life_loss.ts";
import { film } from "./film.ts";
import { anySpace, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

wrapperLaws(
  "terminateOnLifeLoss()",
  toyWith(anySpace, anySpace).map((toy) => ({
    ...toy,
    inform: (state: Float64Array) => ({ lives: Math.round(3 * state[0]!) }),
  })),
  fc.constant(undefined),
  (inner) => terminateOnLifeLoss(inner),
);

const byte = box({ low: 0, high: 9, dtype: "uint8" });
const frames = Array.from({ length: 9 }, (_, i) => [i]);

Deno.test("terminateOnLifeLoss() ends with the first step that takes a life", () => {
  const lives = fc.array(fc.nat(3), { minLength: 9, maxLength: 9 });
  const never = Array(9).fill(3);
  fc.assert(fc.property(fc.oneof(lives, fc.constant(never)), (lives) => {
    const lost = lives.findIndex((count, i) => i > 0 && count < lives[i - 1]!);
    using env = make(terminateOnLifeLoss(film(byte, { frames, lives })));
    for (let episode = 0; episode < 2; episode++) {
      assertEquals(env.reset().observation[0], 0); // A whole new game.
      let steps = 0;
      let over = false;
      while (!over) {
        over = env.step(0).terminated;
        steps++;
      }
      assertEquals(steps, lost < 0 ? 8 : lost);
    }
  }));
});

Deno.test("terminateOnLifeLoss() needs to be told how many lives there are", () => {
  assertThrows(
    () => terminateOnLifeLoss(cartPole()),
    RangeError,
    "Cannot end CartPole with a life lost as its info must hold 'lives', a number: current lives is undefined",
  );
  using env = make(terminateOnLifeLoss(film(byte, { frames })));
  assertThrows(() => env.reset(), RangeError, "current lives is undefined");
});
