import { assertAlmostEquals, assertEquals } from "@std/assert";
import { threeStateMdp } from "../../../envs/book/three_state_mdp.ts";
import { type DenseMdp, denseMdp } from "../../../envs/finite_mdp/dense_mdp.ts";
import { cliffWalking } from "../../../envs/toy_text/cliff_walking.ts";
import { frozenLake } from "../../../envs/toy_text/frozen_lake.ts";
import { taxi } from "../../../envs/toy_text/taxi.ts";
import { actionValue } from "./solve.ts";

Deno.test("denseMdp() writes down the book's arrays", () => {
  const { shape, transitions, rewards } = denseMdp(threeStateMdp());
  assertEquals(shape, [3, 3, 3]);
  const none = [NaN, NaN, NaN];
  assertEquals(
    [...transitions],
    [
      [[0.7, 0.3, 0], [1, 0, 0], [0.8, 0.2, 0]],
      [[0, 1, 0], none, [0, 0, 1]],
      [none, [0.8, 0.1, 0.1], none],
    ].flat(2),
  );
  assertEquals(
    [...rewards],
    [
      [[10, 0, 0], [0, 0, 0], [0, 0, 0]],
      [[0, 0, 0], none, [0, 0, -50]],
      [none, [40, 0, 0], none],
    ].flat(2),
  );
});

/** Σ T R + γ Σ (T − terminations) V. */
function denseValue(
  { transitions, rewards, terminations }: DenseMdp,
  pair: number,
  values: readonly number[],
  discount: number,
): number {
  return values.reduce((sum, value, nextState) => {
    const at = pair * values.length + nextState;
    const goesOn = transitions[at]! - terminations[at]!;
    return sum + transitions[at]! * rewards[at]! + discount * goesOn * value;
  }, 0);
}

Deno.test("denseMdp() gives every action the value that the table gives it", () => {
  const lakes = [
    frozenLake(),
    frozenLake({ desc: ["SGG", "HFS"], rewardSchedule: [3, -2, 0.5] }),
    cliffWalking({ isSlippery: true }),
  ];
  for (const mdp of lakes) {
    const dense = denseMdp(mdp);
    const values = mdp.P.map((_, state) => 1 + Math.sin(state));
    for (const [pair, outcomes] of mdp.P.flat().entries()) {
      assertAlmostEquals(
        denseValue(dense, pair, values, 0.9),
        actionValue(outcomes, values, 0.9),
        1e-12,
      );
    }
  }
});

Deno.test("denseMdp() counts outcomes with the same end together", () => {
  const corner = denseMdp(frozenLake());
  // From the top left, to the left: 2/3 stay there, 1/3 slip down.
  assertAlmostEquals(corner.transitions[0]!, 2 / 3, 1e-15);
  const cab = denseMdp(taxi());
  assertEquals(cab.transitions.length, 500 * 6 * 500);
  assertEquals(cab.terminations.reduce((a, b) => a + b), 4);
});
