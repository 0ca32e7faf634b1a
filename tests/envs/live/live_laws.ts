import fc from "fast-check";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import type { EnvironmentDescription } from "../../../envs/description.ts";
import type { Environment } from "../../../envs/environment.ts";
import type { EnvironmentVector } from "../../../envs/live/environment_vector.ts";
import { make, makeVector } from "../../../envs/make.ts";
import { sample, type Space } from "../../../envs/spaces/space.ts";
import { writeValue } from "../../../envs/spaces/space_buffer.ts";
import { AUTORESETS } from "../../../envs/vector_options.ts";
import { spaceSize } from "../../../envs/spaces/space.ts";
import { toy } from "../toy_environment.ts";

/** What something live is laid around one environment, or around many. */
export interface Live {
  one(env: Environment): Environment;
  many(envs: EnvironmentVector): EnvironmentVector;
}

/** Everything that holds for what is laid around live environments, whatever it does. */
export function liveLaws(
  name: string,
  live: Live,
  toys: fc.Arbitrary<EnvironmentDescription> = toy,
): void {
  Deno.test(`${name}: the episodes are those of what it is around, and so is what is told of them`, () => {
    fc.assert(
      fc.property(toys, fc.nat(), (toy, seed) => {
        using env = live.one(make(toy));
        using plain = make(toy);
        const actions = RandomStream.from(seed);
        const request = { seed };
        assertEquals(env.reset(request).info, plain.reset(request).info);
        for (let i = 0; i < 12; i++) {
          const action = sample(toy.actionSpace, actions);
          const step = env.step(action);
          const { terminated, truncated, info } = plain.step(action);
          assertEquals([step.terminated, step.truncated], [
            terminated,
            truncated,
          ]);
          const { episode: _, ...others } = step.info;
          assertEquals(others, info);
          const { memories, ...snapshot } = env.snapshot() as object as Record<
            string,
            unknown
          >;
          assert(Array.isArray(memories));
          assertEquals(snapshot, { ...plain.snapshot() });
          if (terminated || truncated) {
            env.reset();
            plain.reset();
          }
        }
        assertEquals(env.actionSpace, toy.actionSpace);
        assertThrows(() => env.step("nothing" as never), RangeError);
      }),
      { numRuns: 30 },
    );
  });

  Deno.test(`${name}: the episodes of a vector are those of what it is around`, () => {
    fc.assert(
      fc.property(
        toys,
        fc.nat(),
        fc.constantFrom(...AUTORESETS),
        (toy, seed, autoreset) => {
          const count = 2;
          using envs = live.many(makeVector(toy, count, { autoreset }));
          using plain = makeVector(toy, count, { autoreset });
          const actions = RandomStream.from(seed);
          const size = spaceSize(toy.actionSpace);
          const request = { seed };
          assert(envs.reset(request) === envs.observations);
          plain.reset(request);
          for (let step = 0; step < 12; step++) {
            const over = plain.terminated.map((end, i) =>
              end | plain.truncated[i]!
            );
            if (autoreset === "disabled" && over.includes(1)) {
              envs.reset({ mask: over });
              plain.reset({ mask: over });
            }
            for (let i = 0; i < count; i++) {
              const action = sample(toy.actionSpace, actions);
              writeValue<Space>(
                toy.actionSpace,
                action,
                plain.actions,
                i * size,
              );
            }
            envs.actions.set(plain.actions);
            envs.step(envs.actions);
            plain.step(plain.actions);
            assertEquals(envs.terminated, plain.terminated);
            assertEquals(envs.truncated, plain.truncated);
            assertEquals(envs.started, plain.started);
            assertEquals(envs.episodeReturns, plain.episodeReturns);
            assertEquals(envs.episodeLengths, plain.episodeLengths);
            for (let i = 0; i < count; i++) {
              const { episode: _, ...others } = envs.inform(i);
              assertEquals(others, plain.inform(i));
            }
            const { memories, ...snapshot } = envs
              .snapshot() as object as Record<string, unknown>;
            assert(Array.isArray(memories));
            assertEquals(snapshot, { ...plain.snapshot() });
          }
          assertEquals([envs.count, envs.autoreset], [count, autoreset]);
        },
      ),
      { numRuns: 30 },
    );
  });

  Deno.test(`${name}: it goes on from a snapshot exactly, alone and around another`, () => {
    for (
      const around of [live.one, (env: Environment) => live.one(live.one(env))]
    ) {
      fc.assert(
        fc.property(toys, fc.nat(), fc.nat(9), (toy, seed, before) => {
          const go = (env: Environment, actions: RandomStream, steps: number) =>
            Array.from({ length: steps }, () => {
              const { phase } = env.snapshot();
              return phase === "running"
                ? env.step(sample(toy.actionSpace, actions))
                : env.reset();
            });
          const env = around(make(toy));
          const actions = RandomStream.from(seed);
          env.reset({ seed });
          go(env, actions, before);
          const saved = JSON.parse(JSON.stringify(env.snapshot()));
          const chance = actions.state();
          const expected = go(env, actions, 8);
          const other = around(make(toy));
          other.restore(saved);
          assertEquals(go(other, RandomStream.restore(chance), 8), expected);
          assertEquals(other.snapshot(), env.snapshot());
        }),
        { numRuns: 20 },
      );
    }
  });

  Deno.test(`${name}: a vector goes on from a snapshot exactly`, () => {
    fc.assert(
      fc.property(toys, fc.nat(), fc.nat(9), (toy, seed, before) => {
        const size = spaceSize(toy.actionSpace);
        const go = (
          envs: EnvironmentVector,
          actions: RandomStream,
          steps: number,
        ) => {
          const seen: unknown[] = [];
          for (let step = 0; step < steps; step++) {
            for (let i = 0; i < envs.count; i++) {
              const action = sample(toy.actionSpace, actions);
              writeValue<Space>(
                toy.actionSpace,
                action,
                envs.actions,
                i * size,
              );
            }
            envs.step(envs.actions);
            const { observations, nextObservations, rewards } = envs;
            seen.push(
              structuredClone([
                observations,
                nextObservations,
                rewards,
                envs.inform(0),
              ]),
            );
          }
          return seen;
        };
        const envs = live.many(makeVector(toy, 2));
        const actions = RandomStream.from(seed);
        envs.reset({ seed });
        go(envs, actions, before);
        const saved = JSON.parse(JSON.stringify(envs.snapshot()));
        const chance = actions.state();
        const shown = [...envs.observations];
        const other = live.many(makeVector(toy, 2));
        other.restore(saved);
        assertEquals([...other.observations], shown);
        const expected = go(envs, actions, 8);
        assertEquals(go(other, RandomStream.restore(chance), 8), expected);
        assertEquals(other.snapshot(), envs.snapshot());
      }),
      { numRuns: 20 },
    );
  });

  Deno.test(`${name}: closing it closes what is inside`, () => {
    const [description] = fc.sample(toys, { numRuns: 1, seed: 1 }) as [
      EnvironmentDescription,
    ];
    const inner = make(description);
    {
      using env = live.one(inner);
      env.reset();
    }
    assertThrows(() => inner.reset(), RangeError, "closed");
    const many = makeVector(description, 2);
    {
      using envs = live.many(many);
      envs.reset();
    }
    assertThrows(() => many.reset(), RangeError, "closed");
  });

  Deno.test(`${name}: it refuses snapshots that it did not take, and stays as it is`, () => {
    const [description] = fc.sample(toys, { numRuns: 1, seed: 2 }) as [
      EnvironmentDescription,
    ];
    const env = live.one(make(description));
    env.reset();
    const envs = live.many(makeVector(description, 2));
    envs.reset();
    for (
      const [each, plain] of [
        [env, make(description).snapshot()],
        [envs, makeVector(description, 2).snapshot()],
      ] as const
    ) {
      const before = JSON.stringify(each.snapshot());
      const { memories } = JSON.parse(before);
      each.reset();
      const { memories: later } = JSON.parse(JSON.stringify(each.snapshot()));
      each.restore(JSON.parse(before));
      const wrong = [
        plain,
        null,
        { ...plain, memories: [] },
        { ...plain, memories: [{ name: memories[0].name, memory: {} }] },
        {
          ...plain,
          memories: [{ name: "others", memory: memories[0].memory }],
        },
        { ...plain, memories: [{ name: memories[0].name, memory: null }] },
      ];
      for (const snapshot of wrong) {
        assertThrows(
          () => each.restore(snapshot as never),
          SyntaxError,
          "the snapshot must hold what",
        );
        assertEquals(JSON.stringify(each.snapshot()), before);
      }
      const damaged = { ...plain, memories: later, id: "Other-v0" };
      assertThrows(
        () => each.restore(damaged as never),
        RangeError,
        "of the same environment",
      );
      assertEquals(JSON.stringify(each.snapshot()), before);
    }
  });
}
