import { make } from "../../../envs/make.ts";
import type { EnvironmentId } from "../../../envs/registry.ts";

/** What a policy answers to an observation. */
export type Policy = (observation: Float32Array) => number | number[];

/** The mean return of a policy over as many episodes as seeds. */
export function meanReturn(
  id: EnvironmentId,
  policy: Policy,
  seeds = 100,
): number {
  using env = make(id as string);
  let total = 0;
  for (let seed = 0; seed < seeds; seed++) {
    let observation = env.reset({ seed }).observation as Float32Array;
    for (let over = false; !over;) {
      const step = env.step(policy(observation));
      observation = step.observation as Float32Array;
      total += step.reward;
      over = step.terminated || step.truncated;
    }
  }
  return total / seeds;
}
