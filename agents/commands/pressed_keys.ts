import { DONE } from "./command_context.ts";

/** The exit code of a process that Ctrl-C ended. */
const INTERRUPTED = 130;

/** The keys that a person has pressed and nobody has looked at, until the person has enough. */
export class PressedKeys {
  readonly #quit: ReadonlySet<string>;
  #keys: string[] = [];
  #enough: number | undefined;
  #wake: () => void = () => {};

  /**
   * No key has been pressed.
   *
   * @param quit Keys that say that it is enough, besides `"Ctrl-C"`.
   * @param interrupted Aborted when it is enough anyway; its reason is the exit code.
   */
  constructor(quit: Iterable<string>, interrupted: AbortSignal) {
    this.#quit = new Set(quit);
    const stop = () => this.#stop(Number(interrupted.reason));
    if (interrupted.aborted) stop();
    interrupted.addEventListener("abort", stop);
  }

  /** The exit code, once the person has enough. */
  get enough(): number | undefined {
    return this.#enough;
  }

  /**
   * A key has been pressed.
   *
   * @param key Its name, as of `KeyboardEvent.key`, or `"Ctrl-C"`.
   */
  press(key: string): void {
    if (key === "Ctrl-C") return this.#stop(INTERRUPTED);
    if (this.#quit.has(key)) return this.#stop(DONE);
    this.#keys.push(key);
    this.#wake();
  }

  /** All that has been pressed, in order. */
  takeAll(): readonly string[] {
    const taken = this.#keys;
    this.#keys = [];
    return taken;
  }

  /** The next key, as soon as there is one; nothing if the person has enough. */
  async next(): Promise<string | undefined> {
    while (this.#enough === undefined) {
      const key = this.#keys.shift();
      if (key !== undefined) return key;
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
    return undefined;
  }

  #stop(code: number): void {
    this.#enough ??= code;
    this.#wake();
  }
}
