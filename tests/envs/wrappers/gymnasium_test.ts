import { assertAlmostEquals, assertEquals } from "@std/assert";
import type { EnvironmentDescription } from "../../../envs/description.ts";
import { make } from "../../../envs/make.ts";
import { type Box, box } from "../../../envs/spaces/box.ts";
import type { NumberType } from "../../../envs/spaces/number_array.ts";
import type { AnyAction } from "../../../envs/spaces/space.ts";
import { rewrap } from "../../../envs/wrappers/rewrap.ts";
import recorded from "../../fixtures/envs/wrappers.json" with { type: "json" };
import { echo, film } from "./film.ts";

const { pixels, numbers, rewards } = recorded;
const SPACES: Record<string, { space: Box; frames: number[][] }> = {
  pixels: {
    space: box({ low: 0, high: 255, shape: pixels.shape, dtype: "uint8" }),
    frames: pixels.frames,
  },
  numbers: { space: box(numbers), frames: numbers.frames },
};

function listOf(value: unknown): number[] {
  return typeof value === "number" ? [value] : Array.from(value as number[]);
}

function assertNear(found: unknown, expected: readonly number[]): void {
  const list = listOf(found);
  assertEquals(list.length, expected.length);
  list.forEach((number, i) => assertAlmostEquals(number, expected[i]!, 2e-6));
}

for (const { name, film: shown, options, ...played } of recorded.cases) {
  const label = `${name} ${JSON.stringify(options)} of ${shown}`;
  Deno.test(`${label} is as in Gymnasium`, () => {
    const { space, frames } = SPACES[shown]!;
    const maxEpisodeSteps = "limit" in played ? played.limit! : null;
    const inner = film(space, { frames, rewards, maxEpisodeSteps });
    const wrapped = rewrap(inner, [{ name, options }], "try");
    if (played.space) {
      const { shape, dtype, low, high } = played.space;
      const expected = box({ shape, dtype: dtype as NumberType, low, high });
      const found = wrapped.observationSpace as Box;
      assertEquals([found.shape, found.dtype], [shape, dtype]);
      assertEquals(found, expected);
    }
    using env = make(wrapped);
    assertNear(env.reset().observation, played.observations[0]!);
    played.ends.forEach(([terminated, truncated], i) => {
      const step = env.step(0);
      assertNear(step.observation, played.observations[i + 1]!);
      assertAlmostEquals(step.reward, played.rewards[i]!, 1e-12);
      // Gymnasium does not look at the time limit where the task ended.
      assertEquals(step.terminated, terminated);
      assertEquals(step.truncated, truncated);
    });
  });
}

for (const { name, options, actions, taken } of recorded.echo.cases) {
  Deno.test(`${name} ${JSON.stringify(options)} takes the actions that Gymnasium takes`, () => {
    const inner: EnvironmentDescription = echo(box(recorded.echo));
    using env = make(rewrap(inner, [{ name, options }], "try"));
    env.reset();
    for (const [i, action] of actions.entries()) {
      const { observation } = env.step(action as AnyAction);
      assertNear(observation, taken[i]!);
    }
  });
}
