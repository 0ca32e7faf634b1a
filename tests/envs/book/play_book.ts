import { RandomStream } from "../../../core/random.ts";
import type { EnvironmentDescription } from "../../../envs/description.ts";
import type { Environment } from "../../../envs/environment.ts";
import type { ActionOf, Space, ValueOf } from "../../../envs/spaces/space.ts";
import { make } from "../../../envs/make.ts";

/** What a policy answers to an observation, with chance of its own. */
export type BookPolicy<Actions extends Space, Observations extends Space> = (
  observation: ValueOf<Observations>,
  random: RandomStream,
) => ActionOf<Actions>;

/** The mean return of a policy over some episodes of the same length. */
export function meanReturn<Actions extends Space, Observations extends Space>(
  description: EnvironmentDescription<Actions, Observations>,
  policy: BookPolicy<Actions, Observations>,
  { steps, episodes }: { steps: number; episodes: number },
): number {
  // What is made from a description has its spaces.
  using env = make(description as EnvironmentDescription) as Environment<
    Actions,
    Observations
  >;
  let total = 0;
  for (let seed = 0; seed < episodes; seed++) {
    const random = RandomStream.from(seed).split("policy");
    let { observation } = env.reset({ seed });
    for (let step = 0; step < steps; step++) {
      const next = env.step(policy(observation, random));
      observation = next.observation;
      total += next.reward;
      if (next.terminated) break;
    }
  }
  return total / episodes;
}
