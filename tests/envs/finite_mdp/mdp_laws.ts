import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { checkEnv } from "../../../envs/check_env.ts";
import { describe } from "../../../envs/describe.ts";
import type { FiniteMdp } from "../../../envs/finite_mdp/finite_mdp.ts";
import type { Outcome } from "../../../envs/finite_mdp/transition_table.ts";
import { make } from "../../../envs/make.ts";
import { timeLimit } from "../../../envs/wrappers/time_limit.ts";

/** Everything that holds for every finite MDP, tried on one. */
export function mdpLaws(mdp: FiniteMdp): void {
  const { id, P, initialStateDistribution } = mdp;

  Deno.test(`${id}: chances add up to 1, and all is frozen`, () => {
    assertEquals(P.length, mdp.observationSpace.n);
    assertAlmostEquals(sum(initialStateDistribution), 1, 1e-12);
    assert(Object.isFrozen(mdp) && Object.isFrozen(P));
    assert(Object.isFrozen(initialStateDistribution));
    for (const row of P) {
      assertEquals(row.length, mdp.actionSpace.n);
      for (const outcomes of row) {
        assert(Object.isFrozen(row) && Object.isFrozen(outcomes));
        assert(outcomes.every(Object.isFrozen));
        if (outcomes.length === 0) continue;
        const chances = outcomes.map(({ probability }) => probability);
        assertAlmostEquals(sum(chances), 1, 1e-12);
      }
    }
  });

  Deno.test(`${id}: steps and starts happen as often as the table says`, () => {
    const random = RandomStream.from(1);
    const state = new Float64Array(mdp.stateSize);
    const starts = initialStateDistribution.map((probability, nextState) => ({
      probability,
      nextState,
      reward: 0,
      terminated: false,
    }));
    assertAsOften(starts, 6000, () => {
      mdp.initialize(state, random);
      return { reward: 0 };
    });
    const open = P.flatMap((row, from) =>
      row.flatMap((outcomes, action) =>
        kindsOf(outcomes).size > 1 ? [{ from, action, outcomes }] : []
      )
    );
    for (const { from, action, outcomes } of thinned(open, 40)) {
      assertAsOften(outcomes, 600, () => {
        mdp.initialize(state, random);
        state[0] = from;
        return { reward: mdp.step(state, action, random) };
      });
    }

    function assertAsOften(
      outcomes: readonly Outcome[],
      count: number,
      draw: () => { reward: number },
    ) {
      const kinds = kindsOf(outcomes);
      const counts = new Map<string, number>();
      for (let i = 0; i < count; i++) {
        const { reward } = draw();
        const kind = kindOf({
          nextState: state[0]!,
          reward,
          terminated: mdp.terminated(state),
        });
        assert(kinds.has(kind), `${kind} is not in the table`);
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
      }
      let chiSquare = 0;
      for (const [kind, probability] of kinds) {
        const expected = probability * count;
        chiSquare += ((counts.get(kind) ?? 0) - expected) ** 2 / expected;
      }
      const freedom = kinds.size - 1;
      assert(chiSquare <= chiSquareLimit(freedom), `${chiSquare}, ${freedom}`);
    }
  });

  Deno.test(`${id} passes checkEnv(), and keeps its table within a time limit`, () => {
    assertEquals(checkEnv(mdp, { steps: 50 }).id, id);
    // Their types know the table as well.
    const table: FiniteMdp["P"] = describe(timeLimit(mdp, 9)).P;
    assert(table === P && make(mdp).description.P === P);
    assertEquals(make(timeLimit(mdp, 9)).description.possibleActions(0), [
      ...mdp.possibleActions(0),
    ]);
  });

  Deno.test(`${id} can be looked at everywhere`, () => {
    const { rendering } = mdp;
    const state = new Float64Array(mdp.stateSize);
    const texts = new Set<string>();
    const pictures = new Set<string>();
    mdp.initialize(state, RandomStream.from(0));
    const before = rendering!.scene!(state);
    const states = thinned([...P.keys()], 60);
    for (const number of states) {
      state[0] = number;
      texts.add(rendering!.text!(state));
      const scene = rendering!.scene!(state);
      pictures.add(JSON.stringify(scene));
      assertEquals(
        [scene.width, scene.height],
        [before.width, before.height],
      );
    }
    assertEquals(texts.size, states.length, "every state reads differently");
    assertEquals(pictures.size, states.length, "every state looks different");
  });
}

/** What can be told apart of an outcome. */
function kindOf(
  { nextState, reward, terminated }: Omit<Outcome, "probability">,
): string {
  return `${nextState} ${reward} ${terminated}`;
}

/** How likely each kind of outcome is that is possible at all. */
function kindsOf(outcomes: readonly Outcome[]): Map<string, number> {
  const kinds = new Map<string, number>();
  for (const outcome of outcomes) {
    if (outcome.probability === 0) continue;
    const kind = kindOf(outcome);
    kinds.set(kind, (kinds.get(kind) ?? 0) + outcome.probability);
  }
  return kinds;
}

/** At most `count` of some items, from all over the list. */
function thinned<Item>(items: readonly Item[], count: number): Item[] {
  const stride = Math.max(1, Math.floor(items.length / count));
  return items.filter((_, i) => i % stride === 0).slice(0, count);
}

/** What chi square exceeds once in a million; Wilson and Hilferty (1931). */
function chiSquareLimit(freedom: number): number {
  if (freedom === 0) return 0;
  const spread = 2 / (9 * freedom);
  return freedom * (1 - spread + 4.75 * Math.sqrt(spread)) ** 3;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b);
}
