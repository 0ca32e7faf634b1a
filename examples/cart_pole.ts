/**
 * An agent that learns to balance a pole, by REINFORCE with the policy of the
 * book's chapter 16, a little wider: solved after some forty updates.
 *
 * deno run examples/cart_pole.ts
 */
import { defaultAgent, evaluate, train } from "../mod.ts";

await using training = train(defaultAgent(), "CartPole-v1", {
  updates: 200,
  seed: 1,
});
for await (const { step, metrics } of training) {
  if (metrics.updates! % 5 !== 0) continue;
  const { mean } = await evaluate(training.policy, "CartPole-v1", {
    episodes: 100,
  });
  // deno-lint-ignore no-console
  console.log(`after ${step} steps: mean return ${mean}`);
  if (mean >= 475) break;
}
