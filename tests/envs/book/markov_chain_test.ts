import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  markovChain,
  type MarkovChainOptions,
} from "../../../envs/book/markov_chain.ts";
import { make } from "../../../envs/make.ts";
import { mdpLaws } from "../finite_mdp/mdp_laws.ts";

mdpLaws(markovChain());

/** tₛ = 1 + Σ pₛₛ′ tₛ′, with 0 where it ends; by sweeps in place. */
function stepsToTheEnd(chain: ReturnType<typeof markovChain>): number[] {
  const steps = chain.P.map(() => 0);
  for (let sweep = 0; sweep < 2000; sweep++) {
    for (const [state, [outcomes]] of chain.P.entries()) {
      steps[state] = outcomes!.reduce(
        (sum, { probability, nextState, terminated }) =>
          sum + (terminated ? 0 : probability * steps[nextState]!),
        1,
      );
    }
  }
  return steps;
}

Deno.test("markovChain() takes 16, 19 and 20 steps to its end", () => {
  const chain = markovChain();
  const [s0, s1, s2] = stepsToTheEnd(chain);
  assertAlmostEquals(s0!, 16, 1e-9);
  assertAlmostEquals(s1!, 19, 1e-9);
  assertAlmostEquals(s2!, 20, 1e-9);
});

Deno.test("markovChain() is as long as that on average, and visits its states as often", () => {
  using env = make(markovChain());
  const episodes = 3000;
  const visits = [0, 0, 0, 0];
  for (let seed = 0; seed < episodes; seed++) {
    let { observation } = env.reset({ seed });
    for (let over = false; !over;) {
      visits[observation]!++;
      const step = env.step(0);
      assertEquals(step.reward, 0);
      observation = step.observation;
      over = step.terminated;
    }
    assertEquals(observation, 3);
  }
  // From 0: 10/3 visits to 0, 20/3 to 1, 6 to 2.
  assertAlmostEquals(visits[0]! / episodes, 10 / 3, 0.25);
  assertAlmostEquals(visits[1]! / episodes, 20 / 3, 0.7);
  assertAlmostEquals(visits[2]! / episodes, 6, 0.7);
});

Deno.test("markovChain() follows any matrix, from any start", () => {
  const matrix = [[0, 1, 0], [0, 0, 1], [1, 0, 0]];
  using env = make(markovChain({ matrix, start: 1 }));
  assertEquals(env.reset().observation, 1);
  const seen = [0, 0, 0, 0].map((wait) => env.step(wait).observation);
  assertEquals(seen, [2, 0, 1, 2]);
  assertEquals(env.render("text"), " s0  s1 [s2]\n");
});

Deno.test("markovChain() leaves out what cannot follow", () => {
  const [[from2], [from3]] = markovChain().P.slice(2) as [
    readonly [ReadonlyArray<unknown>],
    readonly [ReadonlyArray<unknown>],
  ];
  const certain = { probability: 1, reward: 0 };
  assertEquals(from2, [{ ...certain, nextState: 1, terminated: false }]);
  assertEquals(from3, [{ ...certain, nextState: 3, terminated: true }]);
});

Deno.test("markovChain() refuses what is no square of chances", () => {
  const refused = (
    options: MarkovChainOptions,
    error: ErrorConstructor,
    message: string,
  ) => assertThrows(() => markovChain(options), error, message);
  refused({ matrix: [] }, TypeError, "'matrix' must be a list of rows");
  refused({ matrix: [[1, 0], [1]] }, RangeError, "'matrix[1]' must be 2 long");
  refused({ matrix: [[0.5]] }, RangeError, "'matrix[0]' must add up to 1");
  refused({ start: 4 }, RangeError, "'start' must be an integer within [0, 3]");
});
