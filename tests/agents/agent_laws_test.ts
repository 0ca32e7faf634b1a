import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { evaluate } from "../../agents/evaluate.ts";
import {
  resumeTraining,
  train,
  type TrainOptions,
} from "../../agents/train.ts";
import { assertAllNear } from "../dsl/same_meaning.ts";
import {
  AGENT_LIST,
  finish,
  lastCheckpoint,
  SHOWN_ARM,
} from "./small_agents.ts";

const wasm = { backend: "wasm" } as const;

for (const agent of AGENT_LIST) {
  const { kind } = agent;

  Deno.test(`${kind}: the same seed gives the same bits, another seed others`, async () => {
    const run = (seed: number) =>
      lastCheckpoint(
        train(agent, "CartPole-v1", { ...wasm, seed, steps: 300 }),
      );
    const first = await run(1);
    assertEquals(await run(1), first);
    assertNotEquals(await run(2), first);
  });

  Deno.test(`${kind}: the number of threads changes no bit, not even between two halves`, async () => {
    const run = (threads: number, steps: number) =>
      train(agent, "CartPole-v1", { ...wasm, threads, steps });
    const whole = await lastCheckpoint(run(1, 300));
    assertEquals(await lastCheckpoint(run(2, 300)), whole);
    const half = await lastCheckpoint(run(2, 150));
    const more = { ...wasm, threads: 1, steps: 300 };
    assertEquals(await lastCheckpoint(resumeTraining(half, more)), whole);
  });

  Deno.test(`${kind}: learns on wasm what it learns in plain JavaScript`, async () => {
    const run = async (options: TrainOptions) => {
      const losses: number[] = [];
      const lengths: number[] = [];
      await using training = train(agent, "CartPole-v1", {
        ...options,
        steps: 600,
      });
      for await (const event of training) {
        losses.push(event.metrics.loss ?? 0);
        lengths.push(...event.lengths);
      }
      return { losses, lengths };
    };
    const own = await run({ ...wasm, deterministic: true });
    const other = await run({ backend: "cpu" });
    assertEquals(own.lengths, other.lengths);
    assertAllNear(own.losses, other.losses, 1e-3, "loss");
    assert(own.losses.some((loss) => loss !== 0));
  });

  Deno.test(`${kind}: looking at a run does not change it`, async () => {
    const options = { ...wasm, seed: 3, steps: 600 };
    const undisturbed = await lastCheckpoint(
      train(agent, "CartPole-v1", options),
    );
    await using run = train(agent, "CartPole-v1", options);
    await run.checkpoint();
    let rounds = 0;
    while (run.progress.steps < 600) {
      for await (const _ of run) {
        rounds++;
        await evaluate(run.policy, "CartPole-v1", { episodes: 2 });
        await evaluate(run.exploringPolicy, "CartPole-v1", { episodes: 2 });
        await run.checkpoint();
        break; // The next loop goes on.
      }
    }
    assert(rounds > 1);
    assertEquals(await run.checkpoint(), undisturbed);
  });

  Deno.test(`${kind}: training 2N is training N, saving, and training N more`, async () => {
    for (const half of [100, 333, 512]) {
      const whole = await lastCheckpoint(
        train(agent, "CartPole-v1", { ...wasm, seed: 5, steps: 2 * half }),
      );
      const first = await lastCheckpoint(
        train(agent, "CartPole-v1", { ...wasm, seed: 5, steps: half }),
      );
      const more = { ...wasm, steps: 2 * half };
      assertEquals(await lastCheckpoint(resumeTraining(first, more)), whole);
      const again = { ...more, resume: first };
      assertEquals(
        await lastCheckpoint(train(agent, "CartPole-v1", again)),
        whole,
      );
    }
  });

  Deno.test(`${kind}: a run that is continued and at its end has not changed`, async () => {
    const options = { ...wasm, steps: 200 };
    const saved = await lastCheckpoint(train(agent, "CartPole-v1", options));
    await using run = resumeTraining(saved, options);
    const { steps } = run.progress;
    await finish(run);
    assertEquals(run.progress.steps, steps);
    assertEquals(await run.checkpoint(), saved);
  });

  Deno.test(`${kind}: learns which of three arms pays`, async () => {
    await using run = train(agent, SHOWN_ARM, {
      ...wasm,
      seed: 1,
      steps: 1200,
    });
    const before = await evaluate(run.policy, SHOWN_ARM);
    assert(before.mean < 0.8);
    await finish(run);
    const after = await evaluate(run.policy, SHOWN_ARM, { episodes: 60 });
    assertEquals(after.mean, 1);
    const explored = await evaluate(run.exploringPolicy, SHOWN_ARM);
    assert(explored.mean > 0.8 && explored.mean <= 1, `${explored.mean}`);
  });

  Deno.test(`${kind}: events count up to what progress says`, async () => {
    await using run = train(agent, "CartPole-v1", { ...wasm, steps: 700 });
    let [games, steps, last] = [0, 0, 0];
    for await (const event of run) {
      assertEquals(event.step, run.progress.steps);
      assertEquals(event.metrics.updates, run.progress.updates);
      assert(event.step > last);
      last = event.step;
      games += event.returns.length;
      // On the pole every step earns 1.
      assertEquals(event.returns, event.lengths);
      steps += event.lengths.reduce((sum, length) => sum + length, 0);
    }
    assertEquals(games, run.progress.episodes);
    assert(run.progress.steps >= 700 && steps <= run.progress.steps);
    assert(steps > run.progress.steps - 500);
    assert(run.progress.updates > 0);
  });
}
