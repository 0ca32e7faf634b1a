import fc from "fast-check";
import { assertEquals, assertThrows } from "@std/assert";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { delayObservation } from "../../../envs/wrappers/delay_observation.ts";
import { withHistory } from "./history.ts";
import { anyBox, anySpace, toyWith } from "./toys.ts";
import { seenIn, wrapperLaws } from "./wrapper_laws.ts";

wrapperLaws(
  "delayObservation()",
  toyWith(anySpace, anyBox),
  fc.nat(4),
  delayObservation,
);

Deno.test("delayObservation() shows what was seen so many steps ago", () => {
  fc.assert(
    fc.property(
      toyWith(anySpace, anyBox),
      fc.nat(4),
      fc.nat(),
      (toy, delay, seed) => {
        const { low, high } = toy.observationSpace;
        withHistory(
          toy,
          delayObservation(toy, delay),
          seed,
          (seen, history) => {
            const then = history.at(-1 - delay);
            if (then !== undefined) return assertEquals(seen, then);
            seen.forEach((number, i) => {
              const least = typeof low === "number" ? low : low[i]!;
              const most = typeof high === "number" ? high : high[i]!;
              assertEquals(number, least > 0 ? least : most < 0 ? most : 0);
            });
          },
        );
      },
    ),
  );
});

Deno.test("delayObservation() of 0 changes nothing", () => {
  fc.assert(fc.property(toyWith(anySpace, anyBox), fc.nat(), (toy, seed) => {
    assertEquals(
      seenIn(delayObservation(toy, 0), seed, 9),
      seenIn(toy, seed, 9),
    );
  }));
});

Deno.test("delayObservation() refuses delays that are none", () => {
  for (const delay of [-1, 0.5, NaN]) {
    assertThrows(
      () => delayObservation(cartPole(), delay),
      RangeError,
      "Cannot delay the observations of CartPole as 'delay' must be an integer of at least 0",
    );
  }
});
