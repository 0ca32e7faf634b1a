import { cannot, formatValue, requireWithin } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import type { ResetOptions } from "../description.ts";
import { type FiniteMdp, finiteMdp } from "../finite_mdp/finite_mdp.ts";
import { resolveOptions } from "../resolve_options.ts";
import { banditScene, banditText, type BanditView } from "./_bandit_scene.ts";

/** Options for {@linkcode bandit}. */
export interface BanditOptions {
  /** How likely each machine pays. @default {[0.2, 0.5, 0.4, 0.7, 0.3]} */
  readonly probabilities?: readonly number[];
}

const DEFAULTS: Required<BanditOptions> = Object.freeze({
  probabilities: [0.2, 0.5, 0.4, 0.7, 0.3],
});

/**
 * Find out which of some slot machines pays most often, and play it.
 *
 * **What you do**: play one of the machines (0, 1, …).
 *
 * **What you see**: always the same (0).
 *
 * **What you earn**: 1 if the machine pays, else 0. Each has its own chance; one
 * that has paid well may be worth less than one that was hardly tried.
 *
 * **When it ends**: never. There is no time limit here; `"Bandit-v0"` has 1000
 * steps.
 *
 * After Robbins, "Some aspects of the sequential design of experiments" (1952);
 * Géron, "Hands-On Machine Learning with Scikit-Learn and TensorFlow" (2017),
 * chapter 16, has restaurants in the place of machines.
 *
 * @param options How well the machines pay.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If an option is unknown, there is no machine, or a chance is none.
 *
 * @example A machine that never pays, and one that always does
 * ```ts
 * import { bandit, make } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * using env = make(bandit({ probabilities: [0, 1] }));
 * env.reset();
 * assertEquals([0, 1, 1].map((machine) => env.step(machine).reward), [0, 1, 1]);
 * assertEquals(env.render("text"), " 0 [1] pays 1\n");
 * ```
 */
export function bandit(options: BanditOptions = {}): FiniteMdp {
  const action = "describe a bandit";
  const { probabilities } = resolveOptions(action, options, DEFAULTS);
  if (!Array.isArray(probabilities) || probabilities.length === 0) {
    const wish = "'probabilities' must be a list of one for each machine";
    throw new RangeError(cannot(action, wish, formatValue(probabilities)));
  }
  for (const [i, probability] of probabilities.entries()) {
    const chance = { min: 0, max: 1 };
    requireWithin(probability, action, `probabilities[${i}]`, chance);
  }
  const count = probabilities.length;
  const mdp = finiteMdp({
    id: "Bandit",
    options: { probabilities: Object.freeze([...probabilities]) },
    P: [probabilities.map((probability) => [
      { probability, nextState: 0, reward: 1, terminated: false },
      {
        probability: 1 - probability,
        nextState: 0,
        reward: 0,
        terminated: false,
      },
    ])],
    initialStateDistribution: [1],
    rendering: {
      framesPerSecond: 4,
      scene: (state) => banditScene(viewOf(state)),
      text: (state) => banditText(viewOf(state)),
    },
    controls: {
      idle: null,
      keys: Object.fromEntries(
        probabilities.slice(0, 10).map((_, machine) => [machine, machine]),
      ),
    },
  });

  // To be looked at only: behind the state stand the last machine, and what it paid.
  const machine = mdp.stateSize;
  const paid = machine + 1;
  const viewOf = (state: Float64Array): BanditView => ({
    count,
    machine: state[machine]!,
    paid: state[paid]!,
  });

  return Object.freeze({
    ...mdp,
    stateSize: paid + 1,
    initialize(
      state: Float64Array,
      random: RandomStream,
      options?: ResetOptions,
    ): void {
      mdp.initialize(state, random, options);
      state[machine] = -1;
      state[paid] = 0;
    },
    step(state: Float64Array, action: number, random: RandomStream): number {
      const reward = mdp.step(state, action, random);
      state[machine] = action;
      state[paid] = reward;
      return reward;
    },
  });
}
