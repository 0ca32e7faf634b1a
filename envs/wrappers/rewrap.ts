import { isMatching, P } from "../../core/deps/ts_pattern.ts";
import { cannot, formatValue, quote, unknownName } from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import { fromJsonNumber, isJsonNumber } from "../json_number.ts";
import { addNoise } from "./add_noise.ts";
import { atariPreprocessing } from "./atari_preprocessing.ts";
import { clipAction } from "./clip_action.ts";
import { clipReward } from "./clip_reward.ts";
import { cropObservation } from "./crop_observation.ts";
import { delayObservation } from "./delay_observation.ts";
import { discretizeAction } from "./discretize_action.ts";
import { discretizeObservation } from "./discretize_observation.ts";
import { dtypeObservation } from "./dtype_observation.ts";
import { filterObservation } from "./filter_observation.ts";
import { flattenObservation } from "./flatten_observation.ts";
import { frameDelta } from "./frame_delta.ts";
import { frameStack } from "./frame_stack.ts";
import { grayscale } from "./grayscale.ts";
import { maxAndSkip } from "./max_and_skip.ts";
import { noopStart } from "./noop_start.ts";
import { overlayFrames } from "./overlay_frames.ts";
import { pelletMazePreprocessing } from "./pellet_maze_preprocessing.ts";
import { renderObservation } from "./render_observation.ts";
import { repeatAction } from "./repeat_action.ts";
import { rescaleAction } from "./rescale_action.ts";
import { rescaleObservation } from "./rescale_observation.ts";
import { reshapeObservation } from "./reshape_observation.ts";
import { resize } from "./resize.ts";
import { skipStart } from "./skip_start.ts";
import { stickyAction } from "./sticky_action.ts";
import { terminateOnLifeLoss } from "./terminate_on_life_loss.ts";
import { timeAwareObservation } from "./time_aware_observation.ts";
import { timeLimit } from "./time_limit.ts";

/** Lays a wrapper around an environment, by its options in a record; it checks them itself. */
type ByRecord = (
  inner: EnvironmentDescription,
  options: Readonly<Record<string, unknown>>,
  action: string,
) => EnvironmentDescription;

/** Whatever wraps, with any arguments of its own. */
type Wrapper = (
  inner: never,
  ...rest: never[]
) => EnvironmentDescription;

/** For wrappers whose arguments are those named, and then options if they have any. */
function byRecord(
  wrapper: Wrapper,
  names: readonly string[] = [],
  hasOptions = false,
): ByRecord {
  // Every wrapper checks its arguments, which come from JSON here.
  const call = wrapper as (...all: unknown[]) => EnvironmentDescription;
  return (inner, record, action) => {
    const named = names.map((name) => record[name]);
    const others = Object.fromEntries(
      Object.entries(record).filter(([name]) => !names.includes(name)),
    );
    if (hasOptions) return call(inner, ...named, others);
    for (const name of Object.keys(others)) {
      throw unknownName(action, "option", name, names);
    }
    return call(inner, ...named);
  };
}

const RECORDS = P.array({
  name: P.string,
  options: P.union(null, P.record(P.string, P.any)),
});

const WRAPPERS: Readonly<Record<string, ByRecord>> = Object.freeze({
  addNoise: byRecord(addNoise, [], true),
  atariPreprocessing: byRecord(atariPreprocessing, [], true),
  clipAction: byRecord(clipAction),
  clipReward: byRecord(clipReward, [], true),
  cropObservation: byRecord(cropObservation, [], true),
  delayObservation: byRecord(delayObservation, ["delay"]),
  discretizeAction: byRecord(discretizeAction, [], true),
  discretizeObservation: byRecord(discretizeObservation, [], true),
  dtypeObservation: byRecord(dtypeObservation, ["dtype"]),
  filterObservation: byRecord(filterObservation, ["filterKeys"]),
  flattenObservation: byRecord(flattenObservation),
  frameDelta: byRecord(frameDelta),
  frameStack: byRecord(frameStack, ["count"], true),
  grayscale: byRecord(grayscale, [], true),
  maxAndSkip: byRecord(maxAndSkip, ["skip"]),
  noopStart: byRecord(noopStart, ["noopMax"], true),
  overlayFrames: byRecord(overlayFrames, ["count"], true),
  pelletMazePreprocessing: byRecord(pelletMazePreprocessing, [], true),
  renderObservation: byRecord(renderObservation),
  repeatAction: byRecord(repeatAction, ["numRepeats"]),
  rescaleAction: byRecord(rescaleAction, [], true),
  rescaleObservation: byRecord(rescaleObservation, [], true),
  reshapeObservation: byRecord(reshapeObservation, ["shape"]),
  resize: byRecord(resize, ["shape"]),
  skipStart: byRecord(skipStart, ["count"], true),
  stickyAction: byRecord(stickyAction, ["probability"], true),
  terminateOnLifeLoss: byRecord(terminateOnLifeLoss),
  timeAwareObservation: byRecord(timeAwareObservation, [], true),
  timeLimit: byRecord(timeLimit, ["maxEpisodeSteps"]),
});

/**
 * The wrappers that {@linkcode describe} can lay around an environment by their records.
 *
 * Those that are left out take functions, which JSON cannot hold.
 */
export const WRAPPER_NAMES: readonly string[] = Object.freeze(
  Object.keys(WRAPPERS),
);

/**
 * Lays wrappers around an environment, from the inside out.
 *
 * @param inner The environment.
 * @param records What {@linkcode EnvironmentDescription.wrappers} held, perhaps damaged since.
 * @param action What the user asked for.
 * @returns A frozen description.
 * @throws {RangeError} If a wrapper is not known, had options that JSON cannot hold, or does not fit.
 * @throws {SyntaxError} If these are no records.
 */
export function rewrap(
  inner: EnvironmentDescription,
  records: unknown,
  action: string,
): EnvironmentDescription {
  if (!isMatching(RECORDS, records)) {
    const wish = "'wrappers' must be a list of names and options";
    throw new SyntaxError(cannot(action, wish, formatValue(records)));
  }
  return records.reduce<EnvironmentDescription>(
    (wrapped, { name, options }, i) => {
      if (options === null) {
        const wish = "every wrapper must have options that JSON can hold";
        throw new RangeError(
          cannot(
            action,
            wish,
            `${quote(name)} with a function`,
            `wrapper ${i}`,
          ),
        );
      }
      if (!Object.hasOwn(WRAPPERS, name)) {
        throw unknownName(action, "wrapper", name, WRAPPER_NAMES);
      }
      return WRAPPERS[name]!(wrapped, revived(options), action);
    },
    inner,
  );
}

/** What {@linkcode wrap} wrote down, with numbers again where JSON has no digits. */
function revived<Json>(json: Json): Json {
  if (isJsonNumber(json)) return fromJsonNumber(json) as Json;
  if (typeof json !== "object" || json === null) return json;
  const copy = Array.isArray(json) ? json.map(revived) : Object.fromEntries(
    Object.entries(json).map(([name, part]) => [name, revived(part)]),
  );
  return copy as Json;
}
