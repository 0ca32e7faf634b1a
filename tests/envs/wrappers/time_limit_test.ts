import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { describe } from "../../../envs/describe.ts";
import { make, makeVector } from "../../../envs/make.ts";
import { sample, type Space } from "../../../envs/spaces/space.ts";
import { bufferRows, writeValue } from "../../../envs/spaces/space_buffer.ts";
import { timeLimit } from "../../../envs/wrappers/time_limit.ts";
import limits from "../../fixtures/envs/cart_pole_limits.json" with {
  type: "json",
};
import { toy } from "../toy_environment.ts";

for (const { label, env: id, maxEpisodeSteps, ...episode } of limits.episodes) {
  Deno.test(`an episode that ${label} ends as in Gymnasium`, () => {
    const options = maxEpisodeSteps === null ? {} : { maxEpisodeSteps };
    using env = make(id, options);
    env.reset();
    env.restore({ ...env.snapshot(), state: episode.initialState });
    const actions = [...episode.actions].map(Number);
    const last = actions.pop()!;
    for (const action of actions) {
      const { terminated, truncated } = env.step(action);
      assertEquals([terminated, truncated], [false, false]);
    }
    const { terminated, truncated } = env.step(last);
    assertEquals([terminated, truncated], [
      episode.terminated,
      episode.truncated,
    ]);
  });
}

Deno.test("timeLimit() takes the place of another limit, and leaves the first as it was", () => {
  const description = describe("CartPole-v1");
  assertEquals(timeLimit(description, 9).maxEpisodeSteps, 9);
  assertEquals(timeLimit(timeLimit(description, 9), 50).maxEpisodeSteps, 50);
  assertEquals(
    timeLimit(timeLimit(description, 9), null).maxEpisodeSteps,
    null,
  );
  assertEquals(timeLimit(description, 9).options.maxEpisodeSteps, 9);
  assertEquals(description.maxEpisodeSteps, 500);
  assert(Object.isFrozen(timeLimit(description, 9)));
});

Deno.test("timeLimit() of n truncates every n-th step of an endless task", () => {
  const endless = toy.map((each) => ({ ...each, terminated: () => false }));
  fc.assert(fc.property(endless, fc.integer({ min: 1, max: 9 }), (task, n) => {
    const envs = makeVector(timeLimit(task, n), 2);
    envs.reset();
    const action = sample(task.actionSpace, RandomStream.from(1));
    for (const row of bufferRows<Space>(task.actionSpace, envs.actions)) {
      writeValue<Space>(task.actionSpace, action, row);
    }
    for (let step = 1; step <= 20; step++) {
      envs.step(envs.actions);
      assertEquals([...envs.truncated], Array(2).fill(step % n === 0 ? 1 : 0));
      assertEquals(envs.episodeLengths[0], (step - 1) % n + 1);
    }
  }));
});
