import { requireInteger, requireWithin } from "../../core/errors.ts";
import { type FiniteMdp, finiteMdp } from "../finite_mdp/finite_mdp.ts";
import { gridText } from "../finite_mdp/grid_text.ts";
import type { Outcome } from "../finite_mdp/transition_table.ts";
import { resolveOptions } from "../resolve_options.ts";
import { mazeScene } from "./_maze_scene.ts";

/** Options for {@linkcode corridor}. */
export interface CorridorOptions {
  /** How many squares it is long. @default {20} */
  readonly length?: number;
  /** What each step ahead earns at once; a step back takes it away again. @default {0} */
  readonly intermediateReward?: number;
}

const DEFAULTS: Required<CorridorOptions> = Object.freeze({
  length: 20,
  intermediateReward: 0,
});

/**
 * Walk down a corridor to a reward that is far away: which of the many steps earned it?
 *
 * **What you do**: go back, to the left (0), or ahead, to the right (1). At the
 * beginning of the corridor you cannot go back.
 *
 * **What you see**: how many squares you are from the beginning.
 *
 * **What you earn**: 1 for the last step, nothing before. With `intermediateReward`
 * every step ahead earns that besides, and every step back costs it, so that what is
 * best remains so, and is learned sooner.
 *
 * **When it ends**: at the end of the corridor. There is no time limit here;
 * `"Corridor-v0"` has 200 steps.
 *
 * After Géron, "Hands-On Machine Learning with Scikit-Learn and TensorFlow"
 * (2017), chapter 16, exercise 5; that the best policy remains the best is shown by
 * Ng, Harada and Russell, "Policy invariance under reward transformations" (1999).
 *
 * @param options How long it is, and what is earned on the way.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If an option is unknown, or the length is not an integer of at least 2.
 *
 * @example Nothing, nothing, and then the reward
 * ```ts
 * import { corridor, make } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * using env = make(corridor({ length: 4 }));
 * env.reset();
 * assertEquals([1, 1, 1].map((ahead) => env.step(ahead).reward), [0, 0, 1]);
 * assertEquals(env.render("text"), " S  .  . [E]\n");
 * ```
 */
export function corridor(options: CorridorOptions = {}): FiniteMdp {
  const action = "describe a corridor";
  const resolved = resolveOptions(action, options, DEFAULTS);
  const { length, intermediateReward } = resolved;
  requireInteger(length, action, "length", { min: 2 });
  requireWithin(intermediateReward, action, "intermediateReward");
  const end = length - 1;
  const letters = `S${".".repeat(length - 2)}E`;
  const map = { rows: 1, columns: length, letters };

  function outcome(from: number, wanted: number): Outcome {
    const nextState = from === end ? end : Math.max(0, wanted);
    const terminated = nextState === end;
    const arrived = terminated && from !== end;
    const reward = Number(arrived) + intermediateReward * (nextState - from);
    return { probability: 1, nextState, reward, terminated };
  }

  return finiteMdp({
    id: "Corridor",
    options: resolved,
    P: Array.from(letters, (_, from) => [
      [outcome(from, from - 1)],
      [outcome(from, from + 1)],
    ]),
    initialStateDistribution: Array.from(letters, (_, i) => Number(i === 0)),
    rendering: {
      framesPerSecond: 6,
      scene: (state) => mazeScene(map, state[0]!),
      text: (state) => gridText(map, state[0]!),
    },
    controls: { idle: null, keys: { ArrowLeft: 0, ArrowRight: 1 } },
  });
}
