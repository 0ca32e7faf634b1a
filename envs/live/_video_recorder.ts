import { isMatching, P } from "../../core/deps/ts_pattern.ts";
import { GifEncoder } from "../rendering/encode_gif.ts";
import type { RgbImage } from "../rendering/render_rgb.ts";
import type {
  RecordedVideos,
  SaveVideo,
  VideoOptions,
} from "./record_video.ts";

/** How many episodes and steps there were, as plain JSON. */
export interface RecorderMemory {
  readonly episodes: number;
  readonly steps: number;
}

const MEMORY = { episodes: P.number, steps: P.number } as const;

/** Films an environment: told of what happens to it, it draws and saves. */
export class VideoRecorder implements RecordedVideos {
  readonly #draw: () => RgbImage;
  readonly #save: SaveVideo;
  readonly #options: Required<VideoOptions> & {
    readonly framesPerSecond: number;
  };
  /** The film that is being made. */
  #gif: GifEncoder | undefined;
  #name = "";
  #frames = 0;
  /** Numbers of the next episode and the next step. */
  #episodes = 0;
  #steps = 0;
  readonly #names: string[] = [];
  readonly #saving: Promise<void>[] = [];

  constructor(
    draw: () => RgbImage,
    save: SaveVideo,
    options: Required<VideoOptions> & { readonly framesPerSecond: number },
  ) {
    this.#draw = draw;
    this.#save = save;
    this.#options = options;
  }

  /** An episode has begun. */
  begin(): void {
    const { episodeTrigger, videoLength } = this.#options;
    const episode = this.#episodes++;
    if (videoLength === null) this.finish();
    if (episodeTrigger?.(episode)) this.#start(`episode-${episode}`);
    this.#shoot();
  }

  /** A step was taken; `visible` unless what it led to has given way to the next episode. */
  step(visible: boolean): void {
    const step = this.#steps++;
    const starts = this.#options.stepTrigger?.(step) ?? false;
    if (starts) this.#start(`step-${step}`);
    if (starts || visible) this.#shoot();
  }

  /** The episode is over. */
  end(): void {
    if (this.#options.videoLength === null) this.finish();
  }

  /** Saves the film that is being made, if there is one. */
  finish(): void {
    const gif = this.#gif;
    this.#gif = undefined;
    if (gif === undefined || this.#frames === 0) return;
    const name = this.#name;
    const saving = this.#saveBytes(name, gif.finish());
    this.#names.push(name);
    this.#saving.push(saving);
    // Whoever waits for saved() is told.
    saving.catch(() => {});
  }

  async saved(): Promise<readonly string[]> {
    const names = [...this.#names];
    await Promise.all(this.#saving);
    return names;
  }

  save(): RecorderMemory {
    return { episodes: this.#episodes, steps: this.#steps };
  }

  isMemory(memory: unknown): memory is RecorderMemory {
    return isMatching(MEMORY, memory);
  }

  /** Goes on counting from where it was saved; what was being filmed ends. */
  load({ episodes, steps }: RecorderMemory): void {
    this.finish();
    this.#episodes = episodes;
    this.#steps = steps;
  }

  #start(what: string): void {
    this.finish();
    const { framesPerSecond, namePrefix } = this.#options;
    this.#gif = new GifEncoder({ framesPerSecond });
    this.#name = `${namePrefix}-${what}.gif`;
    this.#frames = 0;
  }

  #shoot(): void {
    if (this.#gif === undefined) return;
    this.#gif.add(this.#draw());
    this.#frames++;
    const { videoLength } = this.#options;
    if (videoLength !== null && this.#frames > videoLength) this.finish();
  }

  async #saveBytes(name: string, bytes: Uint8Array): Promise<void> {
    await this.#save(name, bytes);
  }
}
