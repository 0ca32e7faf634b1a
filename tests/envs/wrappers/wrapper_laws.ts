import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { checkEnv } from "../../../envs/check_env.ts";
import type { EnvironmentDescription } from "../../../envs/description.ts";
import { make } from "../../../envs/make.ts";
import { sample, type Space } from "../../../envs/spaces/space.ts";
import { AUTORESETS } from "../../../envs/vector_options.ts";
import { vectorEqualsSingles } from "../env_laws.ts";
import { simulated } from "./toys.ts";

/** What was seen in a play at random, from one seed on. */
export function seenIn(
  description: EnvironmentDescription,
  seed: number,
  steps: number,
): readonly unknown[] {
  using env = make(description);
  const choices = RandomStream.from(seed).split("actions");
  const seen: unknown[] = [env.reset({ seed })];
  for (let i = 0; i < steps; i++) {
    const result = env.step(sample(env.actionSpace, choices));
    seen.push(result);
    if (result.terminated || result.truncated) seen.push(env.reset());
  }
  return seen;
}

/**
 * Everything that holds for a wrapper, whatever it does.
 *
 * @param name What it is called.
 * @param inners Environments that it can be laid around.
 * @param options What it is laid around them with.
 * @param wrap Lays it around one.
 * @param few On how many environments the slower laws are tried.
 */
export function wrapperLaws<
  Actions extends Space,
  Observations extends Space,
  Options,
>(
  name: string,
  inners: fc.Arbitrary<EnvironmentDescription<Actions, Observations>>,
  options: fc.Arbitrary<Options>,
  wrap: (
    inner: EnvironmentDescription<Actions, Observations>,
    options: Options,
  ) => EnvironmentDescription,
  few = 3,
): void {
  const cases = fc.tuple(inners, options).map(([inner, options]) => ({
    inner,
    wrap: (inner: EnvironmentDescription<Actions, Observations>) =>
      wrap(inner, options),
  }));
  Deno.test(`${name}: what is wrapped passes checkEnv()`, () => {
    fc.assert(
      fc.property(cases, fc.nat(), ({ inner, wrap }, seed) => {
        checkEnv(wrap(inner), { seed, steps: 12 });
      }),
      { numRuns: few },
    );
  });

  Deno.test(`${name}: each of a vector is a single one`, () => {
    fc.assert(
      fc.property(
        cases,
        fc.array(fc.nat(), { minLength: 1, maxLength: 2 }),
        fc.constantFrom(...AUTORESETS),
        ({ inner, wrap }, seeds, autoreset) =>
          vectorEqualsSingles(wrap(inner), { seeds, steps: 12, autoreset }),
      ),
      { numRuns: few },
    );
  });

  Deno.test(`${name}: around a simulation it does the same, and passes checkEnv()`, () => {
    fc.assert(
      fc.property(cases, fc.nat(), ({ inner, wrap }, seed) => {
        const wrapped = wrap(simulated(inner));
        assertEquals(seenIn(wrapped, seed, 12), seenIn(wrap(inner), seed, 12));
        checkEnv(wrapped, { seed, steps: 6 });
      }),
      { numRuns: few },
    );
  });

  Deno.test(`${name}: it is written down, and what is inside stays as it was`, () => {
    fc.assert(
      fc.property(cases, ({ inner, wrap }) => {
        const before = JSON.stringify(inner);
        const wrapped = wrap(inner);
        assertEquals(JSON.stringify(inner), before);
        assertEquals(wrapped.id, inner.id);
        assert(Object.isFrozen(wrapped) && Object.isFrozen(wrapped.wrappers));
        const { wrappers } = wrapped;
        assertEquals(JSON.parse(JSON.stringify(wrappers)), wrappers);
        assert(wrappers.length > inner.wrappers.length);
        assertEquals(wrappers.slice(0, inner.wrappers.length), inner.wrappers);
      }),
      { numRuns: 20 },
    );
  });
}
