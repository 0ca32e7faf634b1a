import type { FiniteMdp } from "../../../envs/finite_mdp/finite_mdp.ts";
import type { Outcome } from "../../../envs/finite_mdp/transition_table.ts";

/** Q(s, a) = Σ p (r + γ V(s′)), with nothing after the end; −∞ for what is impossible. */
export function actionValue(
  outcomes: readonly Outcome[],
  values: ArrayLike<number>,
  discount: number,
): number {
  if (outcomes.length === 0) return -Infinity;
  return outcomes.reduce(
    (sum, { probability, nextState, reward, terminated }) =>
      sum +
      probability * (reward + (terminated ? 0 : discount * values[nextState]!)),
    0,
  );
}

/** V₀ = 0, Vₖ₊₁(s) = max Q(s, a), `sweeps` times; or with a policy the mean over its choices. */
export function valuesAfter(
  { P }: Pick<FiniteMdp, "P">,
  sweeps: number,
  { discount = 1, policy }: {
    discount?: number;
    /** How likely each action is in a state. */
    policy?: (state: number, action: number) => number;
  } = {},
): number[] {
  let values = P.map(() => 0);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    values = P.map((row, state) => {
      const qs = row.map((outcomes) => actionValue(outcomes, values, discount));
      if (policy === undefined) return Math.max(...qs);
      return qs.reduce((sum, q, action) => {
        const chance = policy(state, action);
        return chance === 0 ? sum : sum + chance * q;
      }, 0);
    });
  }
  return values;
}

/** The mean value of the states where episodes begin. */
export function startValue(
  { initialStateDistribution }: Pick<FiniteMdp, "initialStateDistribution">,
  values: readonly number[],
): number {
  return initialStateDistribution.reduce(
    (sum, chance, state) => sum + chance * values[state]!,
    0,
  );
}
