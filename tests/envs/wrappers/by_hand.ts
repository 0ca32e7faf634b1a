import { assertAlmostEquals, assertEquals } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import type { EnvironmentDescription } from "../../../envs/description.ts";
import { make } from "../../../envs/make.ts";
import { sample } from "../../../envs/spaces/space.ts";

/** A few wrapped steps, and the same by hand: action after action in the inner environment. */
export function againstHand(
  inner: EnvironmentDescription,
  wrapped: EnvironmentDescription,
  count: number,
  seed: number,
  show: (frames: readonly unknown[], over: boolean) => unknown,
): void {
  using env = make(wrapped);
  using hand = make(inner);
  const choices = RandomStream.from(seed);
  const begin = (request = {}) =>
    assertEquals(env.reset(request), hand.reset(request));
  begin({ seed });
  for (let i = 0; i < 12; i++) {
    const action = sample(env.actionSpace, choices);
    const frames: unknown[] = [];
    let last = hand.step(action);
    let sum = last.reward;
    frames.push(last.observation);
    for (let k = 1; k < count && !last.terminated && !last.truncated; k++) {
      last = hand.step(action);
      sum += last.reward;
      frames.push(last.observation);
    }
    const step = env.step(action);
    assertAlmostEquals(step.reward, sum, 1e-9);
    assertEquals(step.terminated, last.terminated);
    // The last step that the limit leaves room for is truncated, even if the task ends within.
    const { elapsed } = env.snapshot();
    const isLast = elapsed === wrapped.maxEpisodeSteps;
    assertEquals(step.truncated, last.truncated || last.terminated && isLast);
    assertEquals(step.info, last.info);
    const early = last.terminated && !last.truncated && frames.length < count;
    assertEquals(step.observation, show(frames, early));
    if (last.terminated || last.truncated) begin();
  }
}
