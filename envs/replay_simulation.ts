import { crc32 } from "node:zlib";
import { isMatching, P } from "../core/deps/ts_pattern.ts";
import { cannot, formatValue } from "../core/errors.ts";
import { RandomStream } from "../core/random.ts";
import type {
  EnvironmentTraits,
  ResetOptions,
  Simulation,
} from "./description.ts";
import { type PlainAction, plainAction } from "./spaces/plain_action.ts";
import { acceptsAction, type ActionOf, type Space } from "./spaces/space.ts";

/**
 * Takes one action in an episode.
 *
 * @param state The state to change.
 * @param action What is done.
 * @returns The reward.
 */
export type EpisodeStep<Actions extends Space = Space> = (
  state: Float64Array,
  action: ActionOf<Actions>,
) => number;

/**
 * Begins an episode.
 *
 * @param state What to write the first state to; what it holds means nothing.
 * @param random Where all chance of this episode comes from.
 * @param options What the user asked of this episode.
 * @returns What takes its steps.
 */
export type BeginEpisode<Actions extends Space = Space> = (
  state: Float64Array,
  random: RandomStream,
  options?: ResetOptions,
) => EpisodeStep<Actions>;

/** What led to where an episode stands. */
interface Course {
  readonly seed: number;
  readonly options?: ResetOptions;
  readonly actions: PlainAction[];
}

/** An episode as it runs, and the numbers of its state after the last step. */
interface Running<Actions extends Space> {
  readonly course: Course;
  readonly step: EpisodeStep<Actions>;
  readonly reached: Float64Array;
}

const SAVED = {
  seed: P.when((seed): seed is number =>
    Number.isSafeInteger(seed) && seed as number >= 0
  ),
  options: P.optional(P.record(P.string, P.unknown)),
  actions: P.array(P.unknown),
  checksum: P.string,
};

/**
 * A simulation that is saved as what led to it, for engines that cannot be
 * written down: continuing one plays its episode again from the beginning.
 *
 * Each episode has a random stream of its own, seeded from the one it is given.
 * What is saved has a checksum of the state, so that an episode which does not
 * come to the same place again is refused.
 *
 * @param traits What it is of.
 * @param begin Makes what moves one episode.
 * @returns A simulation, which has not begun.
 *
 * @example A ball whose speed is not seen
 * ```ts
 * import { discrete, RandomStream, replaySimulation } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const traits = { id: "Ball-v0", stateSize: 1, actionSpace: discrete(2) };
 * const ball = () =>
 *   replaySimulation(traits, (state) => {
 *     let speed = state[0] = 0;
 *     return (state, push) => state[0]! += speed += push;
 *   });
 *
 * const one = ball();
 * const state = new Float64Array(1);
 * const random = RandomStream.from(1);
 * one.initialize(state, random);
 * one.step(state, 1, random);
 *
 * const other = ball();
 * other.load(JSON.parse(JSON.stringify(one.save())));
 * assertEquals(other.step(state, 1, random), 3);
 * ```
 */
export function replaySimulation<Actions extends Space>(
  traits: Pick<EnvironmentTraits<Actions>, "id" | "stateSize" | "actionSpace">,
  begin: BeginEpisode<Actions>,
): Simulation<Actions> {
  const { id, stateSize, actionSpace } = traits;
  let running: Running<Actions> | undefined;

  function start(state: Float64Array, course: Course): Running<Actions> {
    const random = RandomStream.from(course.seed);
    const step = begin(state, random, course.options);
    return { course, step, reached: state.slice(0, stateSize) };
  }

  function requireRunning(verb: string): Running<Actions> {
    if (running !== undefined) return running;
    const wish = "an episode must have begun";
    throw new RangeError(cannot(`${verb} ${id}`, wish, "none", "episode"));
  }

  return {
    initialize(state, random, options) {
      const seed = random.integer(0, Number.MAX_SAFE_INTEGER);
      running = start(state, {
        seed,
        actions: [],
        ...options !== undefined && { options },
      });
    },
    step(state, action) {
      const { course, step, reached } = requireRunning("step");
      const reward = step(state, action);
      course.actions.push(plainAction(action));
      for (let i = 0; i < stateSize; i++) reached[i] = state[i]!;
      return reward;
    },
    save() {
      const { course, reached } = requireRunning("save");
      const actions = [...course.actions];
      return { ...course, actions, checksum: checksumOf(reached) };
    },
    load(saved) {
      const { checksum, ...course } = readCourse(saved, { id, actionSpace });
      const state = new Float64Array(stateSize);
      const replayed = start(state, course);
      for (const action of course.actions) {
        replayed.step(state, action as ActionOf<Actions>);
      }
      replayed.reached.set(state);
      const found = checksumOf(state);
      if (found !== checksum) {
        const wish = `its actions must lead to the state of checksum ${
          formatValue(checksum)
        } again`;
        throw new SyntaxError(
          cannot(`restore ${id}`, wish, formatValue(found), "checksum"),
        );
      }
      running = replayed;
    },
  };
}

/** Reads what was saved, and refuses what does not lead through an episode of this environment. */
function readCourse(
  saved: unknown,
  { id, actionSpace }: Pick<EnvironmentTraits, "id" | "actionSpace">,
): Course & { readonly checksum: string } {
  const action = `restore ${id}`;
  if (!isMatching(SAVED, saved)) {
    const wish = "its simulation must be saved with it";
    throw new SyntaxError(cannot(action, wish, formatValue(saved)));
  }
  const { seed, options, actions, checksum } = saved;
  const wrong = actions.findIndex((each) => !acceptsAction(actionSpace, each));
  if (wrong >= 0) {
    const wish = "its actions must be of its action space";
    const fact = formatValue(actions[wrong]);
    throw new SyntaxError(cannot(action, wish, fact, `action ${wrong}`));
  }
  return {
    seed,
    actions: [...actions] as PlainAction[],
    checksum,
    ...options !== undefined && { options },
  };
}

/** The CRC-32 of the numbers of a state. */
function checksumOf(state: Float64Array): string {
  const bytes = new Uint8Array(
    state.buffer,
    state.byteOffset,
    state.byteLength,
  );
  return crc32(bytes).toString(16).padStart(8, "0");
}
