import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import { RandomStream } from "../../core/random.ts";
import { checkEnv } from "../../envs/check_env.ts";
import { chooseIn } from "../../envs/checking/choose.ts";
import { describe } from "../../envs/describe.ts";
import type { EnvironmentDescription } from "../../envs/description.ts";
import { make, makeVector } from "../../envs/make.ts";
import type { BufferOf, Space } from "../../envs/spaces/space.ts";
import {
  bufferRows,
  readValue,
  writeValue,
} from "../../envs/spaces/space_buffer.ts";
import type { Autoreset } from "../../envs/vector_options.ts";

/** Everything that holds for every environment, tried on one. */
export function envLaws(description: EnvironmentDescription): void {
  const { id } = description;
  const seed = fc.nat();

  Deno.test(`${id} passes checkEnv() for any seed`, () => {
    fc.assert(
      fc.property(seed, (seed) => {
        const report = checkEnv(description, { seed, steps: 60 });
        assertEquals(report.id, id);
      }),
      { numRuns: 5 },
    );
  });

  Deno.test(`${id} is frozen, and its id and options lead back to it`, () => {
    assert(
      Object.isFrozen(description) && Object.isFrozen(description.options),
    );
    const saved = JSON.parse(JSON.stringify(description));
    const again = describe(saved.id, saved.options);
    assertEquals(JSON.stringify(again), JSON.stringify(description));
  });

  Deno.test(`${id} goes on from a snapshot taken anywhere, in any order of play`, () => {
    fc.assert(
      fc.property(seed, fc.nat(30), fc.nat(30), (seed, before, after) => {
        const env = make(description);
        const trace = play(env, seed, before);
        const saved = JSON.parse(JSON.stringify(env.snapshot()));
        const expected = play(env, undefined, after, trace.actions);
        const other = make(description, { seed: 99 });
        play(other, 7, 3);
        other.restore(saved);
        const found = play(other, undefined, after, trace.actions);
        assertEquals(found.seen, expected.seen);
      }),
      { numRuns: 20 },
    );
  });

  for (const autoreset of ["same-step", "next-step", "disabled"] as const) {
    Deno.test(`${id}: each of a vector is a single one, autoreset ${autoreset}`, () => {
      const seeds = fc.array(fc.nat(), { minLength: 1, maxLength: 4 });
      fc.assert(
        fc.property(
          seeds,
          fc.nat(60),
          (seeds, steps) =>
            vectorEqualsSingles(description, { seeds, steps, autoreset }),
        ),
        { numRuns: 15 },
      );
    });
  }

  if (description.rendering !== null) {
    Deno.test(`${id} can be looked at without a display`, () => {
      using env = make(description);
      env.reset({ seed: 1 });
      const [height, width, colors] = env.render().shape;
      assertEquals(env.render().data.length, height * width * colors);
      assert(new Set(env.render().data).size > 1, "a picture of nothing");
      assert(/^<svg [^]*<\/svg>\n$/.test(env.render("svg")));
      assert(env.render("text").trim() !== "");
    });
  }
}

/** Plays at random, from a seed or from where it stands. */
function play(
  env: ReturnType<typeof make>,
  seed: number | undefined,
  steps: number,
  actions = RandomStream.from(seed ?? 0).split("actions").state(),
) {
  const choices = RandomStream.restore(actions);
  const seen: unknown[] = [];
  if (seed !== undefined) seen.push(env.reset({ seed }));
  for (let step = 0; step < steps; step++) {
    if (env.snapshot().phase !== "running") seen.push(env.reset());
    seen.push(env.step(chooseIn(env, choices)));
  }
  return { seen, actions: choices.state() };
}

/** Steps a vector, and single environments beside it with the same actions, and compares everything. */
export function vectorEqualsSingles(
  description: EnvironmentDescription,
  { seeds, steps, autoreset }: {
    seeds: readonly number[];
    steps: number;
    autoreset: Autoreset;
  },
): void {
  const count = seeds.length;
  const { actionSpace, observationSpace } = description;
  using envs = makeVector(description, count, { autoreset });
  const observations = bufferRows<Space>(observationSpace, envs.observations);
  const nextOnes = bufferRows<Space>(observationSpace, envs.nextObservations);
  const actions = bufferRows<Space>(actionSpace, envs.actions);
  const choices = RandomStream.from(seeds[0]!).split("actions");
  const singles = seeds.map((seed) => make(description, { seed }));
  const seen = (row: BufferOf<Space> | undefined) =>
    readValue<Space>(observationSpace, row!);

  envs.reset({ seed: seeds });
  const ended = singles.map(() => false);
  singles.forEach((single, i) => {
    const { observation } = single.reset();
    assertEquals(seen(observations[i]), observation);
    assertEquals(envs.started[i], 1);
  });
  for (let step = 0; step < steps; step++) {
    if (autoreset === "disabled" && ended.includes(true)) {
      envs.reset({ mask: ended.map(Number) });
      singles.forEach((single, i) => {
        if (!ended[i]) return;
        ended[i] = false;
        const { observation } = single.reset();
        assertEquals(seen(observations[i]), observation);
        assertEquals(envs.started[i], 1);
      });
    }
    const chosen = singles.map((single) => chooseIn(single, choices));
    chosen.forEach((action, i) =>
      writeValue<Space>(actionSpace, action, actions[i]!)
    );
    envs.step(envs.actions);
    singles.forEach((single, i) => {
      if (ended[i] && autoreset === "next-step") {
        ended[i] = false;
        const { observation } = single.reset();
        assertEquals(seen(observations[i]), observation);
        assertEquals([envs.rewards[i], envs.started[i]], [0, 1]);
        return;
      }
      const result = single.step(chosen[i]!);
      assertEquals(seen(nextOnes[i]), result.observation);
      assertEquals(envs.rewards[i], result.reward);
      assertEquals(envs.terminated[i] === 1, result.terminated);
      assertEquals(envs.truncated[i] === 1, result.truncated);
      assertEquals(envs.episodeLengths[i], single.snapshot().elapsed);
      assertEquals(envs.episodeReturns[i], Number(single.snapshot().earned));
      ended[i] = result.terminated || result.truncated;
      const begins = ended[i]! && autoreset === "same-step";
      if (begins) ended[i] = false;
      const now = begins ? single.reset().observation : result.observation;
      assertEquals(seen(observations[i]), now);
      assertEquals(envs.started[i] === 1, begins);
      assertEquals(envs.inform(i), description.inform?.(stateOf(single)) ?? {});
    });
  }
}

function stateOf(env: ReturnType<typeof make>): Float64Array {
  return Float64Array.from(env.snapshot().state, Number);
}
