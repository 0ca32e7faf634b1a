import type { Controls } from "../description.ts";
import type { ActionOf, Space } from "../spaces/space.ts";

/** Which keys of a keyboard are down, and what that does. */
export class HeldKeys<Actions extends Space = Space> {
  /** The keys that mean something. */
  readonly known: ReadonlySet<string>;
  readonly #controls: Controls<Actions>;
  /** In the order in which they were pressed; a tap is up again before anything was done. */
  readonly #held = new Map<string, "new" | "held" | "tapped">();

  /**
   * A keyboard that nobody touches.
   *
   * @param controls What keys do.
   */
  constructor(controls: Controls<Actions>) {
    this.#controls = controls;
    this.known = new Set(
      Object.keys(controls.keys).flatMap((keys) => keys.split("+")),
    );
  }

  /**
   * A key goes down.
   *
   * @param key Its name, as of `KeyboardEvent.key`.
   * @returns Whether it means something.
   */
  press(key: string): boolean {
    if (!this.known.has(key)) return false;
    this.#held.delete(key);
    this.#held.set(key, "new");
    return true;
  }

  /** A key goes up; if nothing was done since it went down, it still counts once. */
  release(key: string): void {
    if (this.#held.get(key) === "new") this.#held.set(key, "tapped");
    else this.#held.delete(key);
  }

  /** All keys go up, and count no more. */
  releaseAll(): void {
    this.#held.clear();
  }

  /**
   * What is done now: what all keys mean together, or those pressed last, or what
   * is done while no key is held.
   *
   * @returns The action; `null` waits for a key.
   */
  act(): ActionOf<Actions> | null {
    const { keys, idle } = this.#controls;
    const held = [...this.#held.keys()];
    for (const [key, how] of this.#held) {
      if (how === "tapped") this.#held.delete(key);
      else this.#held.set(key, "held");
    }
    for (let first = 0; first < held.length; first++) {
      const name = held.slice(first).sort().join("+");
      if (Object.hasOwn(keys, name)) return keys[name]!;
    }
    return idle;
  }
}
