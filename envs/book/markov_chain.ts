import { cannot, formatValue, requireInteger } from "../../core/errors.ts";
import { type FiniteMdp, finiteMdp } from "../finite_mdp/finite_mdp.ts";
import { readDistribution } from "../finite_mdp/read_distribution.ts";
import { resolveOptions } from "../resolve_options.ts";
import { stateGraphScene, stateGraphText } from "./_state_graph.ts";

/** Options for {@linkcode markovChain}. */
export interface MarkovChainOptions {
  /** How likely each state (row) is followed by each (column). @default {the book's four states} */
  readonly matrix?: readonly (readonly number[])[];
  /** In which state an episode begins. @default {0} */
  readonly start?: number;
}

const DEFAULTS: Required<MarkovChainOptions> = Object.freeze({
  matrix: [
    [0.7, 0.2, 0, 0.1],
    [0, 0, 0.9, 0.1],
    [0, 1, 0, 0],
    [0, 0, 0, 1],
  ],
  start: 0,
});

/**
 * Watch states follow each other, each by its chances alone.
 *
 * **What you do**: nothing but wait (0).
 *
 * **What you see**: the number of the state.
 *
 * **What you earn**: nothing; how long an episode lasts is what there is to learn.
 *
 * **When it ends**: in a state that is never left. There is no time limit here;
 * `"MarkovChain-v0"` has 50 steps.
 *
 * After Géron, "Hands-On Machine Learning with Scikit-Learn and TensorFlow"
 * (2017), chapter 16, figure 16-7. States that cannot follow have no outcome in `P`.
 *
 * @param options The chances, and where it begins.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If an option is unknown, the matrix is not square, or a row of it does not add up to 1.
 *
 * @example From state 2 the chain always goes back to 1
 * ```ts
 * import { make, markovChain } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * using env = make(markovChain({ start: 2 }));
 * assertEquals(env.reset({ seed: 1 }).observation, 2);
 * assertEquals(env.step(0).observation, 1);
 * assertEquals(env.render("text"), " s0 [s1] s2  s3 \n");
 * ```
 */
export function markovChain(options: MarkovChainOptions = {}): FiniteMdp {
  const action = "describe a Markov chain";
  const resolved = resolveOptions(action, options, DEFAULTS);
  const { start } = resolved;
  const matrix = readMatrix(action, resolved.matrix);
  requireInteger(start, action, "start", { min: 0, max: matrix.length - 1 });
  const P = matrix.map((row) => [
    row.flatMap((probability, nextState) => {
      const terminated = matrix[nextState]![nextState] === 1;
      const outcome = { probability, nextState, reward: 0, terminated };
      return probability > 0 ? [outcome] : [];
    }),
  ]);
  return finiteMdp({
    id: "MarkovChain",
    options: { matrix, start },
    P,
    initialStateDistribution: matrix.map((_, state) => Number(state === start)),
    rendering: {
      framesPerSecond: 2,
      scene: (state) => stateGraphScene(P, state[0]!),
      text: (state) => stateGraphText(P, state[0]!),
    },
    controls: { idle: null, keys: { " ": 0 } },
  });
}

function readMatrix(
  action: string,
  matrix: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  if (!Array.isArray(matrix) || matrix.length === 0) {
    const wish = "'matrix' must be a list of rows";
    throw new TypeError(cannot(action, wish, formatValue(matrix)));
  }
  return Object.freeze(
    matrix.map((row, state) =>
      readDistribution(action, row, `matrix[${state}]`, matrix.length)
    ),
  );
}
