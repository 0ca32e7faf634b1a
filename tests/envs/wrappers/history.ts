import { RandomStream } from "../../../core/random.ts";
import type { EnvironmentDescription } from "../../../envs/description.ts";
import { make } from "../../../envs/make.ts";
import { sample } from "../../../envs/spaces/space.ts";

/**
 * Plays an environment and what is laid around it side by side, and hands each
 * observation of the outer one over with all that the inner one has shown in the
 * episode so far, the newest last.
 */
export function withHistory(
  inner: EnvironmentDescription,
  outer: EnvironmentDescription,
  seed: number,
  see: (seen: readonly number[], history: readonly number[][]) => void,
): void {
  using env = make(outer);
  using hand = make(inner);
  const choices = RandomStream.from(seed);
  const numbers = (seen: unknown) => Array.from(seen as ArrayLike<number>);
  let history: number[][] = [];
  const begin = (request = {}) => {
    const seen = numbers(env.reset(request).observation);
    history = [numbers(hand.reset(request).observation)];
    see(seen, history);
  };
  begin({ seed });
  for (let i = 0; i < 12; i++) {
    const action = sample(inner.actionSpace, choices);
    const { observation, terminated, truncated } = env.step(action);
    history.push(numbers(hand.step(action).observation));
    see(numbers(observation), history);
    if (terminated || truncated) begin();
  }
}
