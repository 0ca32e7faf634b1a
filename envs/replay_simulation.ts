import { isMatching, P } from "../core/deps/ts_pattern.ts";
import { cannot, formatValue } from "../core/errors.ts";
import { RandomStream } from "../core/random.ts";
import type { Dynamics, ResetOptions, Simulation } from "./description.ts";
import type { ActionOf, Space } from "./spaces/space.ts";

/** What can begin an episode and take its steps, and is made anew for each episode. */
export type World<Actions extends Space = Space> = Pick<
  Dynamics<Actions>,
  "initialize" | "step"
>;

/** What led to where an episode stands. */
interface Course {
  readonly seed: number;
  readonly options?: ResetOptions;
  readonly actions: (number | number[])[];
}

const SAVED = {
  seed: P.number,
  actions: P.array(P.union(P.number, P.array(P.number))),
};

/**
 * A simulation that is saved as what led to it, for engines that cannot be
 * written down: continuing one plays its episode again from the beginning.
 *
 * Each episode has a random stream of its own, seeded from the one it is given.
 *
 * @param id What it is of, for errors.
 * @param stateSize How many numbers a state is.
 * @param create Makes what moves one episode.
 * @returns A simulation, which has not begun.
 */
export function replaySimulation<Actions extends Space>(
  id: string,
  stateSize: number,
  create: () => World<Actions>,
): Simulation<Actions> {
  let world: World<Actions> = create();
  let random = RandomStream.from(0);
  let course: Course = { seed: 0, actions: [] };
  const begin = (state: Float64Array, { seed, options }: Course) => {
    const [begun, stream] = [create(), RandomStream.from(seed)];
    begun.initialize(state, stream, options);
    return [begun, stream] as const;
  };
  return {
    initialize(state, chance, options) {
      const next: Course = {
        seed: chance.seed(),
        actions: [],
        ...options === undefined ? {} : { options },
      };
      [world, random] = begin(state, next);
      course = next;
    },
    step(state, action) {
      const { actions } = course;
      actions.push(typeof action === "number" ? action : Array.from(action));
      return world.step(state, action, random);
    },
    save: () => ({ ...course, actions: [...course.actions] }),
    load(saved) {
      if (!isMatching(SAVED, saved)) {
        const wish = "its simulation must be saved with it";
        throw new SyntaxError(
          cannot(`restore ${id}`, wish, formatValue(saved)),
        );
      }
      const read = saved as Course;
      const state = new Float64Array(stateSize);
      const [begun, stream] = begin(state, read);
      for (const action of read.actions) {
        begun.step(state, action as ActionOf<Actions>, stream);
      }
      [world, random, course] = [begun, stream, {
        ...read,
        actions: [...read.actions],
      }];
    },
  };
}
