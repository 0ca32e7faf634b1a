import { cannot, formatValue } from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import type { Space } from "../spaces/space.ts";
import { wrap } from "./wrap.ts";

/**
 * Ends an episode with the first life lost, so that losing one is as bad as it looks.
 *
 * How many lives are left is what the environment tells as `info.lives`. The next
 * episode begins a new game.
 *
 * Mnih et al., "Human-level control through deep reinforcement learning" (2015),
 * trained so; Machado et al. (2018) advise against it.
 *
 * @param description An environment that tells how many lives are left.
 * @returns A frozen description.
 * @throws {RangeError} If it tells nothing, or, from `reset` and `step`, something else.
 *
 * @example Three lives, of which one counts
 * ```ts
 * import { discrete, environment, make, terminateOnLifeLoss } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * const cat = environment({
 *   id: "Cat-v0",
 *   stateSize: 1,
 *   actionSpace: discrete(2),
 *   observationSpace: discrete(1),
 *   initialize: (state) => void state.fill(3),
 *   step(state, jump) {
 *     state[0]! -= jump;
 *     return 0;
 *   },
 *   terminated: (state) => state[0] === 0,
 *   observe: (_, out) => void out.fill(0),
 *   inform: (state) => ({ lives: state[0]! }),
 * });
 * using env = make(terminateOnLifeLoss(cat));
 * env.reset();
 * assert(!env.step(0).terminated);
 * assert(env.step(1).terminated);
 * ```
 */
export function terminateOnLifeLoss<
  Actions extends Space,
  Observations extends Space,
>(
  description: EnvironmentDescription<Actions, Observations>,
): EnvironmentDescription<Actions, Observations> {
  const { id, inform, stateSize: LIVES } = description;
  const action = `end ${id} with a life lost`;
  const LOST = LIVES + 1;
  if (inform === undefined) throw noLives(action, undefined);
  const livesIn = (state: Float64Array): number => {
    const { lives } = inform(state);
    if (typeof lives === "number") return lives;
    throw noLives(action, lives);
  };
  return wrap<Actions, Observations>(description, {
    wrapper: { name: "terminateOnLifeLoss", options: {} },
    ownSize: 2,
    dynamics: ({ initialize, step, terminated }) => ({
      initialize(state, random, options) {
        initialize(state, random, options);
        state[LIVES] = livesIn(state);
        state[LOST] = 0;
      },
      step(state, action, random) {
        const reward = step(state, action, random);
        const lives = livesIn(state);
        if (lives < state[LIVES]!) state[LOST] = 1;
        state[LIVES] = lives;
        return reward;
      },
      terminated: (state) => state[LOST] === 1 || terminated(state),
    }),
  });
}

function noLives(action: string, lives: unknown): RangeError {
  const wish = "its info must hold 'lives', a number";
  return new RangeError(cannot(action, wish, formatValue(lives), "lives"));
}
