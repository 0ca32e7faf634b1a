import fc from "fast-check";
import { assertEquals } from "@std/assert";
import { make } from "../../../envs/make.ts";
import {
  flattenSpace,
  flattenValue,
} from "../../../envs/spaces/flatten_value.ts";
import { flattenObservation } from "../../../envs/wrappers/flatten_observation.ts";
import { anySpace, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

wrapperLaws(
  "flattenObservation()",
  toyWith(anySpace, anySpace),
  fc.constant(undefined),
  (inner) => flattenObservation(inner),
);

Deno.test("flattenObservation() shows what flattenValue() makes of it", () => {
  fc.assert(fc.property(toyWith(anySpace, anySpace), fc.nat(), (toy, seed) => {
    const flat = flattenObservation(toy);
    assertEquals(flat.observationSpace, flattenSpace(toy.observationSpace));
    const { observation } = make(toy).reset({ seed });
    assertEquals(
      make(flat).reset({ seed }).observation,
      flattenValue(toy.observationSpace, observation),
    );
  }));
});
