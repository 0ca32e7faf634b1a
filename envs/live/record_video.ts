import {
  cannot,
  formatValue,
  requireInteger,
  requirePositiveInteger,
  requireWithin,
} from "../../core/errors.ts";
import type { Environment } from "../environment.ts";
import { resolveOptions } from "../resolve_options.ts";
import type { Space } from "../spaces/space.ts";
import { aroundEnvironment, aroundVector, isVector } from "./_around.ts";
import { takeMemory, withMemory } from "./_memory.ts";
import { VideoRecorder } from "./_video_recorder.ts";
import { saveInFolder } from "./_save_in_folder.ts";
import { cappedCubicSchedule } from "./capped_cubic_schedule.ts";
import type { EnvironmentVector } from "./environment_vector.ts";

/** Where a video goes to: its name ends with `.gif`. */
export type SaveVideo = (
  name: string,
  bytes: Uint8Array,
) => void | Promise<void>;

/** Options for {@linkcode recordVideo}. */
export interface VideoOptions {
  /** Which episodes are filmed, by their numbers from 0 on. @default {`cappedCubicSchedule`, or none if there is a `stepTrigger`} */
  readonly episodeTrigger?: ((episode: number) => boolean) | null;
  /** From which steps on there is a film, by their numbers from 0 on over all episodes. @default {null} */
  readonly stepTrigger?: ((step: number) => boolean) | null;
  /** How many steps a film has, over the ends of episodes; `null` is up to the end of the episode. @default {null} */
  readonly videoLength?: number | null;
  /** What names begin with: `rl-video-episode-0.gif`. @default {"rl-video"} */
  readonly namePrefix?: string;
  /** How many steps are shown in a second, at most 50. @default {the natural speed, as far as GIFs have it} */
  readonly framesPerSecond?: number | null;
  /** Which one is filmed among many; not for one. @default {0} */
  readonly index?: number;
}

/** What has become of the films. */
export interface RecordedVideos {
  /**
   * Waits until all films so far are saved.
   *
   * @returns Their names.
   * @throws {Error} If one could not be saved.
   */
  saved(): Promise<readonly string[]>;
}

/** One environment that is filmed. */
export interface FilmedEnvironment<
  Actions extends Space = Space,
  Observations extends Space = Space,
> extends Environment<Actions, Observations> {
  /** The films so far. */
  readonly videos: RecordedVideos;
}

/** Many environments, one of which is filmed. */
export interface FilmedVector<
  Actions extends Space = Space,
  Observations extends Space = Space,
> extends EnvironmentVector<Actions, Observations> {
  /** The films so far. */
  readonly videos: RecordedVideos;
}

const NAME = "recordVideo";
/** The most that GIFs show in a second. */
const MOST_FRAMES = 50;

/**
 * Films episodes as GIFs: those that it is told to, or fewer and fewer of them.
 *
 * A film begins with the first state of its episode, or with the step of its number,
 * and shows every step. Whatever is being filmed is saved when it is closed. A
 * vector whose episodes follow each other within a step does not show the state
 * that an episode ends in.
 *
 * It can be used in place of what it is around. Its snapshots hold the numbers of
 * the next episode and step, but no pictures.
 *
 * @param env One environment, or many.
 * @param target A folder, which needs permission to write; or a function that keeps each film.
 * @param options What is filmed.
 * @returns It; `videos.saved()` waits for the films.
 * @throws {RangeError} If there is nothing to see of the environment, or an option is out of range.
 *
 * @example The first episode
 * ```ts
 * import { make, recordVideo } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const films = new Map<string, Uint8Array>();
 * {
 *   using env = recordVideo(make("CartPole-v1"), (name, bytes) => void films.set(name, bytes));
 *   env.reset({ seed: 1 });
 *   env.step(0);
 * }
 * assertEquals([...films.keys()], ["rl-video-episode-0.gif"]);
 * ```
 */
export function recordVideo<Actions extends Space, Observations extends Space>(
  env: Environment<Actions, Observations>,
  target: string | SaveVideo,
  options?: VideoOptions,
): FilmedEnvironment<Actions, Observations>;
/** The same of many environments; what is said of one holds for them. */
export function recordVideo<Actions extends Space, Observations extends Space>(
  envs: EnvironmentVector<Actions, Observations>,
  target: string | SaveVideo,
  options?: VideoOptions,
): FilmedVector<Actions, Observations>;
export function recordVideo<Actions extends Space, Observations extends Space>(
  env:
    | Environment<Actions, Observations>
    | EnvironmentVector<Actions, Observations>,
  target: string | SaveVideo,
  options: VideoOptions = {},
):
  | FilmedEnvironment<Actions, Observations>
  | FilmedVector<Actions, Observations> {
  const { id, rendering } = env.description;
  const action = `film ${id}`;
  if (rendering === null) {
    const wish = "its description must say how it is looked at";
    throw new RangeError(cannot(action, wish, null, "rendering"));
  }
  if (typeof target !== "string" && typeof target !== "function") {
    const wish = "'target' must be a folder or a function";
    throw new TypeError(cannot(action, wish, formatValue(target)));
  }
  const save = typeof target === "string" ? saveInFolder(target) : target;
  const natural = Math.min(rendering.framesPerSecond, MOST_FRAMES);
  const resolved = resolveVideoOptions(options, natural, action);
  if (!isVector(env)) {
    return oneFilmed(
      env,
      new VideoRecorder(() => env.render("rgb"), save, resolved),
    );
  }
  const { index } = resolved;
  requireInteger(index, action, "index", { min: 0, max: env.count - 1 });
  const draw = () => env.render(index, "rgb");
  return manyFilmed(env, new VideoRecorder(draw, save, resolved), index);
}

function resolveVideoOptions(
  options: VideoOptions,
  natural: number,
  action: string,
): Required<VideoOptions> & { readonly framesPerSecond: number } {
  const { episodeTrigger, framesPerSecond, ...resolved } = resolveOptions<
    Required<VideoOptions>
  >(action, options, {
    episodeTrigger: null,
    stepTrigger: null,
    videoLength: null,
    namePrefix: "rl-video",
    framesPerSecond: natural,
    index: 0,
  });
  const { stepTrigger, videoLength } = resolved;
  const speed = framesPerSecond ?? natural;
  const range = { min: 0, minExclusive: true, max: MOST_FRAMES };
  requireWithin(speed, action, "framesPerSecond", range);
  if (videoLength !== null) {
    requirePositiveInteger(videoLength, action, "videoLength");
  }
  return {
    ...resolved,
    framesPerSecond: speed,
    episodeTrigger: episodeTrigger ??
      (stepTrigger === null ? cappedCubicSchedule : null),
  };
}

function oneFilmed<Actions extends Space, Observations extends Space>(
  env: Environment<Actions, Observations>,
  recorder: VideoRecorder,
): FilmedEnvironment<Actions, Observations> {
  const isMemory = recorder.isMemory.bind(recorder);
  const filmed = aroundEnvironment(env, {
    reset(request) {
      const result = env.reset(request);
      recorder.begin();
      return result;
    },
    step(action) {
      const result = env.step(action);
      recorder.step(true);
      if (result.terminated || result.truncated) recorder.end();
      return result;
    },
    snapshot: () => withMemory(env.snapshot(), NAME, recorder.save()),
    restore(snapshot) {
      const { memory, inner } = takeMemory(snapshot, NAME, isMemory);
      env.restore(inner);
      recorder.load(memory);
    },
    close() {
      recorder.finish();
      env.close();
    },
  });
  return { ...filmed, videos: recorder };
}

function manyFilmed<Actions extends Space, Observations extends Space>(
  envs: EnvironmentVector<Actions, Observations>,
  recorder: VideoRecorder,
  index: number,
): FilmedVector<Actions, Observations> {
  const { terminated, truncated, started } = envs;
  const isMemory = recorder.isMemory.bind(recorder);
  const filmed = aroundVector(envs, {
    reset(request) {
      const observations = envs.reset(request);
      if (request?.mask === undefined || request.mask[index]) recorder.begin();
      return observations;
    },
    step(actions) {
      envs.step(actions);
      const begins = started[index] === 1;
      if (!begins) recorder.step(true);
      if (terminated[index] || truncated[index]) recorder.end();
      if (!begins) return;
      recorder.begin();
      recorder.step(false);
    },
    snapshot: () => withMemory(envs.snapshot(), NAME, recorder.save()),
    restore(snapshot) {
      const { memory, inner } = takeMemory(snapshot, NAME, isMemory);
      envs.restore(inner);
      recorder.load(memory);
    },
    close() {
      recorder.finish();
      envs.close();
    },
  });
  return { ...filmed, videos: recorder };
}
