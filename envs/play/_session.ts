import type { Controls, EnvironmentDescription } from "../description.ts";
import { encodePng } from "../rendering/encode_png.ts";
import { Beat } from "./beat.ts";
import { HeldKeys } from "./held_keys.ts";
import { keyList } from "./key_list.ts";
import type { PageMessage, ServerMessage } from "./_message.ts";
import type { Player } from "./player.ts";
import { Playthrough } from "./playthrough.ts";

/** What is played, and by whom. */
export interface Show {
  readonly description: EnvironmentDescription;
  /** What the person at the page does with keys; `null` only watches. */
  readonly controls: Controls | null;
  /** Who plays if the person does not. */
  readonly player: Player | null;
  /** Where chance comes from. */
  readonly seed: number;
}

/** The way to the page. */
export type PageSocket = Pick<
  WebSocket,
  "bufferedAmount" | "close" | "readyState" | "send"
>;

/** How long the end of a game is looked at before the player begins the next one, milliseconds. */
const INTERMISSION = 1000;
/** Bytes that may wait to be sent before pictures are left out. */
const CONGESTED = 2 ** 20;

/** One person's game in a page: it lives as long as the connection. */
export class PlaySession implements Disposable {
  readonly #show: Show;
  readonly #socket: PageSocket;
  readonly #held: HeldKeys;
  /** Whether nothing happens until a key is pressed. */
  readonly #waits: boolean;
  #game: Playthrough | undefined;
  #paused = false;
  #speed = 1;
  #beat = new Beat(0);
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether the page has not yet shown the last picture. */
  #awaited = false;
  /** Whether there is more to see than the page was sent. */
  #stale = false;

  /**
   * Begins to play.
   *
   * @param show What is played, and by whom.
   * @param socket An open way to the page.
   */
  constructor(show: Show, socket: PageSocket) {
    const { description, controls } = show;
    this.#show = show;
    this.#socket = socket;
    this.#held = new HeldKeys(controls ?? { idle: null, keys: {} });
    this.#waits = controls?.idle === null;
    this.#guard(() => {
      this.#game = new Playthrough(description, show.seed);
      this.#send({
        kind: "hello",
        id: description.id,
        keys: controls ? keyList(controls) : [],
        names: [...this.#held.known],
        waits: this.#waits,
      });
      this.#changed();
    });
  }

  /**
   * Does what the page wants.
   *
   * @param message What it tells.
   */
  receive(message: PageMessage): void {
    this.#guard(() => {
      switch (message.kind) {
        case "press":
          if (this.#held.press(message.key) && this.#waits) {
            this.#act();
            this.#changed();
          }
          return;
        case "release":
          return this.#held.release(message.key);
        case "release all":
          return this.#held.releaseAll();
        case "pause":
          this.#paused = message.paused;
          return this.#changed();
        case "speed":
          this.#speed = message.speed;
          return;
        case "restart":
          this.#restart();
          return this.#changed();
        case "shown":
          this.#awaited = false;
          if (this.#stale) this.#paint();
      }
    });
  }

  /** Ends the game; nothing of it goes on. */
  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#game?.[Symbol.dispose]();
    this.#game = undefined;
  }

  /** Whether the game goes on by itself. */
  get #moves(): boolean {
    if (!this.#game || this.#paused || this.#waits) return false;
    return !this.#game.score.over || this.#show.player !== null;
  }

  /** The page sees what has changed, and time goes on if it stood still. */
  #changed(): void {
    this.#paint();
    if (this.#timer !== undefined || !this.#moves) return;
    this.#beat = new Beat(performance.now());
    this.#schedule();
  }

  #schedule(): void {
    const natural = this.#show.description.rendering!.framesPerSecond;
    const wait = this.#game!.score.over
      ? INTERMISSION
      : this.#beat.next(performance.now(), 1000 / natural / this.#speed);
    this.#timer = setTimeout(() => this.#tick(), wait);
  }

  async #tick(): Promise<void> {
    try {
      if (this.#moves) await this.#move();
    } catch (error) {
      this.#fail(error);
    }
    this.#timer = undefined;
    if (this.#moves) this.#schedule();
  }

  async #move(): Promise<void> {
    const { player } = this.#show;
    if (this.#game!.score.over) {
      this.#restart();
      this.#beat = new Beat(performance.now());
    } else if (player) await this.#game!.letPlay(player);
    else this.#act();
    this.#paint();
  }

  /** Does what the person's keys say. */
  #act(): void {
    const action = this.#held.act();
    if (action !== null) this.#game?.step(action);
  }

  #restart(): void {
    this.#game?.restart();
    this.#held.releaseAll();
  }

  /** Sends a picture, unless the page has not seen the last one yet: then it gets a later one. */
  #paint(): void {
    this.#stale = true;
    const { bufferedAmount } = this.#socket;
    if (!this.#game || this.#awaited || bufferedAmount > CONGESTED) return;
    this.#awaited = true;
    this.#stale = false;
    const { score } = this.#game;
    const isPixels = this.#show.description.rendering!.scene === undefined;
    if (isPixels) this.#socket.send(encodePng(this.#game.render("rgb")));
    const svg = isPixels ? null : this.#game.render("svg");
    this.#send({ kind: "view", score, paused: this.#paused, svg });
  }

  #send(message: ServerMessage): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#socket.send(JSON.stringify(message));
  }

  /** Does something that an environment of the user's may fail in. */
  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Tells the page what went wrong, and ends the game. */
  #fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this[Symbol.dispose]();
    this.#send({ kind: "failed", message });
    this.#socket.close(1011, "the game failed");
  }
}
