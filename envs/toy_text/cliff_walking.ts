import { type FiniteMdp, finiteMdp } from "../finite_mdp/finite_mdp.ts";
import {
  type Heading,
  readGridMap,
  squareBeside,
  squaresOf,
  uniformOver,
} from "../finite_mdp/grid_map.ts";
import { gridText } from "../finite_mdp/grid_text.ts";
import type { Outcome } from "../finite_mdp/transition_table.ts";
import { resolveOptions } from "../resolve_options.ts";
import { cliffWalkingScene } from "./_cliff_walking_scene.ts";

/** Options for {@linkcode cliffWalking}. */
export interface CliffWalkingOptions {
  /** Whether one may slip to the side. @default {false} */
  readonly isSlippery?: boolean;
}

const DEFAULTS: Required<CliffWalkingOptions> = Object.freeze({
  isSlippery: false,
});

const LINES = ["o".repeat(12), "o".repeat(12), "o".repeat(12), "SCCCCCCCCCCG"];

/** Up, to the right, down, to the left. Neighbours in this circle stand square to each other. */
const HEADINGS: readonly Heading[] = [[-1, 0], [0, 1], [1, 0], [0, -1]];

/**
 * Walk along the edge of a cliff: the shortest way is the most dangerous one.
 *
 * **What you do**: go up (0), to the right (1), down (2) or to the left (3). With
 * `isSlippery` you go where you want, or to either side of it, with the same
 * chance. At the edge of the world you stay where you are.
 *
 * **What you see**: the number of the square you stand on, counted from 0 at the
 * top left, row by row of 12. You begin on 36, at the bottom left.
 *
 * **What you earn**: −1 for every step, −100 for one into the cliff, which puts you
 * back to the beginning.
 *
 * **When it ends**: at the bottom right, on 47. There is no time limit.
 *
 * After Sutton and Barto, "Reinforcement Learning: An Introduction" (2018),
 * example 6.6; chances and their order are Gymnasium's. A step takes one uniform
 * number from the random stream.
 *
 * @param options Whether it is slippery.
 * @returns A frozen description.
 * @throws {RangeError} If an option is unknown.
 *
 * @example The shortest way, and the fall beside it
 * ```ts
 * import { cliffWalking, make } from "@silica/silica/envs";
 * import { assert, assertEquals } from "@std/assert";
 *
 * using env = make(cliffWalking());
 * const [up, right, down] = [0, 1, 2];
 * env.reset();
 * const fall = env.step(right);
 * assertEquals([fall.observation, fall.reward], [36, -100]);
 *
 * env.step(up);
 * for (let i = 0; i < 11; i++) env.step(right);
 * assert(env.step(down).terminated);
 * ```
 */
export function cliffWalking(options: CliffWalkingOptions = {}): FiniteMdp {
  const action = "describe a walk along a cliff";
  const resolved = resolveOptions(action, options, DEFAULTS);
  const map = readGridMap(action, LINES, "SoCG");
  const [start] = squaresOf(map, "S");
  const turns = resolved.isSlippery ? [3, 0, 1] : [0];

  function outcome(square: number, heading: number): Outcome {
    const nextState = squareBeside(map, square, HEADINGS[heading]!);
    const letter = map.letters[nextState];
    const probability = 1 / turns.length;
    return letter === "C"
      ? { probability, nextState: start!, reward: -100, terminated: false }
      : { probability, nextState, reward: -1, terminated: letter === "G" };
  }

  return finiteMdp({
    id: "CliffWalking",
    options: resolved,
    P: Array.from(
      map.letters,
      (_, square) =>
        HEADINGS.map((_, wanted) =>
          turns.map((turn) => outcome(square, (wanted + turn) % 4))
        ),
    ),
    initialStateDistribution: uniformOver(map, "S"),
    rendering: {
      framesPerSecond: 4,
      scene: (state) => cliffWalkingScene(map, state[0]!),
      text: (state) => gridText(map, state[0]!),
    },
    controls: {
      idle: null,
      keys: { ArrowUp: 0, ArrowRight: 1, ArrowDown: 2, ArrowLeft: 3 },
    },
  });
}
