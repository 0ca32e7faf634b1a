import fc from "fast-check";
import { assert, assertEquals, assertGreater, assertThrows } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { frozenLake } from "../../../envs/toy_text/frozen_lake.ts";
import { generateRandomMap } from "../../../envs/toy_text/generate_random_map.ts";
import { valuesAfter } from "../finite_mdp/solve.ts";

Deno.test("generateRandomMap() always leaves a way to the goal, even where nearly all is holes", () => {
  const p = fc.constantFrom(0, 0.1, 0.5, 0.8, 1);
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 7 }),
      p,
      fc.nat(),
      (size, p, seed) => {
        const desc = generateRandomMap(size, {
          p,
          random: RandomStream.from(seed),
        });
        assertEquals(desc.length, size);
        assert(desc[0]!.startsWith("S") && desc.at(-1)!.endsWith("G"));
        assert(/^S[FH]*G$/.test(desc.join("")));
        const lake = frozenLake({ desc, isSlippery: false });
        // On ice that does not slip the way, if there is one, is taken for sure.
        assertEquals(valuesAfter(lake, size ** 2)[0], 1);
      },
    ),
    { numRuns: 30 },
  );
});

Deno.test("generateRandomMap() freezes as much as it is told", () => {
  const random = RandomStream.from(4);
  const frozen = (p: number) => {
    const letters = Array.from(
      { length: 20 },
      () => generateRandomMap(20, { p, random }).join(""),
    ).join("");
    return [...letters].filter((letter) => letter === "F").length /
      (20 * (400 - 2));
  };
  assertEquals(frozen(1), 1);
  // A way is more likely where there are fewer holes, so a little more is frozen.
  assertGreater(frozen(0.8), 0.785);
  assert(frozen(0.8) < 0.83);
});

Deno.test("generateRandomMap() depends on chance alone", () => {
  const draw = (seed: number) =>
    generateRandomMap(8, { random: RandomStream.from(seed) }).join("\n");
  assertEquals(draw(1), draw(1));
  assert(draw(1) !== draw(2));
});

Deno.test("generateRandomMap() refuses worlds without room for a start and a goal", () => {
  const random = RandomStream.from(0);
  assertThrows(
    () => generateRandomMap(1, { random }),
    RangeError,
    "'size' must be an integer of at least 2",
  );
  assertThrows(
    () => generateRandomMap(4, { p: 2, random }),
    RangeError,
    "'p' must be a finite number within [0, 1]",
  );
});
