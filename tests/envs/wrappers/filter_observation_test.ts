import fc from "fast-check";
import { assertEquals, assertThrows } from "@std/assert";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import type { EnvironmentDescription } from "../../../envs/description.ts";
import { make } from "../../../envs/make.ts";
import { type Box, box } from "../../../envs/spaces/box.ts";
import { type Dict, dict } from "../../../envs/spaces/dict.ts";
import { discrete } from "../../../envs/spaces/discrete.ts";
import type { AnyValue, Space } from "../../../envs/spaces/space.ts";
import type { Tuple } from "../../../envs/spaces/tuple.ts";
import { filterObservation } from "../../../envs/wrappers/filter_observation.ts";
import { film } from "./film.ts";
import { anyBox, anySpace, compound, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

/** Some of the parts there are, in some order; never none. */
function some(space: Space, seed: number): (string | number)[] {
  const all: (string | number)[] = space.kind === "dict"
    ? Object.keys(space.spaces)
    : Array.from(
      {
        length: space.kind === "tuple"
          ? space.spaces.length
          : (space as Box).shape[0]!,
      },
      (_, i) => i,
    );
  const turned = all.map((_, i) => all[(i + seed) % all.length]!);
  if (seed % 2 === 1) turned.reverse();
  return turned.slice(0, 1 + seed % all.length);
}

function filtered(inner: EnvironmentDescription, keys: (string | number)[]) {
  return filterObservation(
    inner as EnvironmentDescription<Space, Dict>,
    keys as string[],
  );
}

const withParts = fc.oneof(
  compound,
  anyBox.filter(({ shape }) => shape.length > 0),
);

wrapperLaws(
  "filterObservation()",
  toyWith(anySpace, withParts),
  fc.nat(99),
  (inner, seed) => filtered(inner, some(inner.observationSpace, seed)),
);

Deno.test("filterObservation() shows the parts that are named, in their order", () => {
  fc.assert(
    fc.property(
      toyWith(anySpace, withParts),
      fc.nat(99),
      fc.nat(),
      (toy, n, seed) => {
        const keys = some(toy.observationSpace, n);
        const { observation: whole } = make(toy).reset({ seed });
        const wrapped: EnvironmentDescription = filtered(toy, keys);
        const { observation } = make(wrapped).reset({ seed });
        assertEquals(wrapped.observationSpace.kind, toy.observationSpace.kind);
        if (toy.observationSpace.kind === "dict") {
          const record = whole as Record<string, AnyValue>;
          const expected = keys.map((key) => [key, record[key]]);
          assertEquals(observation, Object.fromEntries(expected));
        } else if (toy.observationSpace.kind === "tuple") {
          const list = whole as AnyValue[];
          assertEquals(observation, keys.map((key) => list[key as number]!));
        } else {
          const numbers = whole as Float32Array;
          const size = numbers.length / (toy.observationSpace as Box).shape[0]!;
          const expected = keys.flatMap((
            key,
          ) => [
            ...numbers.slice(key as number * size, (key as number + 1) * size),
          ]);
          assertEquals([...observation as Float32Array], expected);
        }
      },
    ),
  );
});

Deno.test("filterObservation() keeps the bounds of what it shows", () => {
  const { low, high } = cartPole().observationSpace as Box & {
    low: number[];
    high: number[];
  };
  const positions = filterObservation(cartPole(), [2, 0]);
  const expected = box({ low: [low[2]!, low[0]!], high: [high[2]!, high[0]!] });
  assertEquals(positions.observationSpace, expected);
});

Deno.test("filterObservation() knows the names that there are", () => {
  const inner = film(box({ low: 0, high: 9, shape: [2] }), {
    frames: [[1, 2]],
  });
  const car: EnvironmentDescription<
    Space,
    Dict<{ gear: ReturnType<typeof discrete>; x: Box<"float32"> }>
  > = {
    ...inner,
    observationSpace: dict({ gear: discrete(3), x: box({ low: 0, high: 9 }) }),
  } as never;
  assertEquals(
    filterObservation(car, ["x"]).observationSpace,
    dict({ x: box({ low: 0, high: 9 }) }),
  );
  assertThrows(
    // @ts-expect-error There is no such name.
    () => filterObservation(car, ["y"]),
    RangeError,
    `every one of 'filterKeys' must be a part of dict`,
  );
});

Deno.test("filterObservation() refuses parts that are not there, or twice", () => {
  const cases: [unknown, string][] = [
    [
      [4],
      "every one of 'filterKeys' must be a part of box([4], float32): current value is 4",
    ],
    [[-1], "current value is -1"],
    [["0"], `current value is "0"`],
    [
      [0, 0],
      "every one of 'filterKeys' must be there once: current value is [0, 0]",
    ],
    [[], "'filterKeys' must be a list with something in it"],
    [null, "'filterKeys' must be a list"],
  ];
  for (const [keys, message] of cases) {
    assertThrows(
      () => filterObservation(cartPole(), keys as number[]),
      Error,
      message,
    );
  }
  const choice: EnvironmentDescription<Space, Tuple> = {
    ...cartPole(),
    observationSpace: discrete(4),
  } as never;
  assertThrows(
    () => filterObservation(choice, [0]),
    RangeError,
    "Cannot filter the observations of CartPole as 'observationSpace' must have parts: current value is discrete(4)",
  );
});
