import fc from "fast-check";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
} from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { drawTerrain } from "../../../envs/box2d/_terrain.ts";
import {
  GROUND_HEIGHT,
  GROUND_POINTS,
  GROUND_SPACING,
  MOST_BLOCKS,
  START_POINTS,
  WALKER,
  WALKER_STATE_SIZE,
} from "../../../envs/box2d/_walker_state.ts";

/** A terrain: its heights, and the edges of its blocks. */
function draw(random: RandomStream, hardcore: boolean) {
  const state = new Float64Array(WALKER_STATE_SIZE);
  drawTerrain(state, random, hardcore);
  const heights = [...state.subarray(WALKER.ground, WALKER.blocks)];
  const numbers = [...state.subarray(WALKER.blocks)];
  const blocks = Array.from(
    { length: MOST_BLOCKS },
    (_, i) =>
      numbers.slice(4 * i, 4 * i + 4) as [number, number, number, number],
  );
  const count = blocks.findIndex(([, , right]) => right === 0);
  return { heights, blocks: blocks.slice(0, count < 0 ? MOST_BLOCKS : count) };
}

Deno.test("drawTerrain() lays grass that begins level and stays smooth", () => {
  fc.assert(fc.property(fc.nat(), (seed) => {
    const { heights, blocks } = draw(RandomStream.from(seed), false);
    assertEquals(heights.length, GROUND_POINTS);
    assertEquals(blocks, []);
    const start = heights.slice(0, START_POINTS + 1);
    assert(start.every((y) => y === GROUND_HEIGHT));
    // slopeᵢ = 0.8 slopeᵢ₋₁ ± 0.01 + u / 30 or, where a stretch begins, none.
    const slopes = heights.map((y, i) => i === 0 ? 0 : y - heights[i - 1]!);
    const kept = [0];
    slopes.slice(1).forEach((slope, i) => {
      if (slope === 0 && i >= START_POINTS) return;
      const change = slope - 0.8 * kept.at(-1)!;
      assertLess(Math.abs(change), 0.01 + 1 / 30 + 1e-12);
      kept.push(slope);
    });
  }));
});

Deno.test("drawTerrain() leads back to where it began", () => {
  const ends = Array.from(
    { length: 300 },
    (_, seed) => draw(RandomStream.from(seed), false).heights.at(-1)!,
  );
  const mean = ends.reduce((a, b) => a + b) / ends.length;
  assertAlmostEquals(mean, GROUND_HEIGHT, 0.1);
  const far = ends.map((y) => Math.abs(y - GROUND_HEIGHT));
  // Without a way back the slopes' sum would wander about 1.1 metres far.
  assertLess(far.reduce((a, b) => a + b) / far.length, 0.6);
});

/** What a block is, by its size in places of the ground. */
function kindOf([left, bottom, right, top]: number[]): string {
  const [width, height] = [right! - left!, top! - bottom!].map((x) =>
    Math.round(x / GROUND_SPACING)
  );
  return `${width} × ${height}`;
}

Deno.test("drawTerrain() puts stumps, stairs and pits after stretches of grass", () => {
  const kinds = new Set<string>();
  for (let seed = 0; seed < 50; seed++) {
    const { heights, blocks } = draw(RandomStream.from(seed), true);
    assertGreater(blocks.length, 8);
    const surface = (x: number) => heights[Math.round(x / GROUND_SPACING)];
    for (const block of blocks) {
      const [left, bottom, right, top] = block;
      assertGreater(left, START_POINTS * GROUND_SPACING - 1e-9);
      assert(right > left && top > bottom);
      kinds.add(kindOf(block));
      const [begins, ends] = [surface(left), surface(right)];
      if (begins === undefined || ends === undefined) continue;
      // A stump stands on the ground; the edges of a pit reach up to it.
      if (kindOf(block) === "1 × 4") {
        assertAlmostEquals(top, Math.max(begins, ends), 1e-9);
        assertAlmostEquals(bottom, top - 4 * GROUND_SPACING, 1e-9);
      }
      if (/^(1 × 1|2 × 2)$/.test(kindOf(block))) {
        assertAlmostEquals(bottom, begins, 1e-9);
      }
    }
  }
  assertEquals([...kinds].sort(), ["1 × 1", "1 × 4", "2 × 2", "4 × 1"]);
});

Deno.test("drawTerrain() never has more blocks than there is room for", () => {
  for (const kind of [0, 1, 2]) {
    for (const long of [false, true]) {
      const random = {
        uniform: () => 0.75,
        // Grass as short as can be, and one kind of obstacle.
        integer: (low: number, high: number) =>
          low === 0 ? kind : low === 5 || !long ? low : high - 1,
      } as unknown as RandomStream;
      const { blocks } = draw(random, true);
      assertGreater(blocks.length, 15);
      assertLess(blocks.length, MOST_BLOCKS);
    }
  }
});
