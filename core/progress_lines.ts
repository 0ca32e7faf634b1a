import { requireWithin } from "./errors.ts";
import { formatDuration, formatMetric } from "./progress.ts";
import type { ProgressEvent, ProgressReader } from "./progress.ts";
import { plainText } from "./terminal_text.ts";

/** Options for {@linkcode progressLines}. */
export interface ProgressLinesOptions {
  /** Shows text. */
  readonly write: (text: string) => void;
  /** The time now, in milliseconds from any beginning. */
  readonly now: () => number;
  /** Seconds between the lines of events that need not be shown. @default {10} */
  readonly seconds?: number;
  /** Kinds of which every event is shown. @default {["epoch", "evaluation"]} */
  readonly always?: readonly string[];
}

/**
 * Shows progress as plain lines, for files, pipes and other places that are no terminal.
 *
 * Events with a message and events of some kinds are always shown, others now
 * and then, the last one at the end.
 *
 * @param options Where to write, the clock, and what to show.
 * @returns A reader to hand events to. Its `close` shows the last event.
 * @throws {RangeError} If `seconds` is negative.
 *
 * @example A log
 * ```ts
 * import { progressLines } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const shown: string[] = [];
 * const lines = progressLines({ write: (text) => shown.push(text), now: () => 0 });
 * lines.read({ kind: "epoch", step: 1, total: 4, metrics: { loss: 0.5 } });
 * assertEquals(shown, ["0:00  epoch 1/4  loss 0.5\n"]);
 * ```
 */
export function progressLines(options: ProgressLinesOptions): ProgressReader {
  return new ProgressLines(options);
}

class ProgressLines implements ProgressReader {
  readonly #write: (text: string) => void;
  readonly #now: () => number;
  readonly #pause: number;
  readonly #always: ReadonlySet<string>;
  #begun: number | undefined;
  #shownAt = -Infinity;
  #held: ProgressEvent | undefined;

  constructor(options: ProgressLinesOptions) {
    const { write, now, seconds = 10, always = ["epoch", "evaluation"] } =
      options;
    requireWithin(seconds, "show progress", "seconds", { min: 0 });
    this.#write = write;
    this.#now = now;
    this.#pause = seconds * 1000;
    this.#always = new Set(always);
  }

  read(event: ProgressEvent): void {
    const now = this.#now();
    this.#begun ??= now;
    this.#held = event;
    const due = Math.abs(now - this.#shownAt) >= this.#pause;
    const always = event.message !== undefined || this.#always.has(event.kind);
    if (due || always) this.#show(event, now);
  }

  close(): void {
    if (this.#held) this.#show(this.#held, this.#now());
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #show(event: ProgressEvent, now: number): void {
    const { kind, step, total, metrics, message } = event;
    const text = [
      formatDuration((now - this.#begun!) / 1000),
      `${kind} ${step}${total === undefined ? "" : `/${total}`}`,
      ...Object.entries(metrics).map(([name, x]) =>
        `${name} ${formatMetric(x)}`
      ),
      ...(message === undefined ? [] : [message]),
    ].join("  ");
    this.#write(`${plainText(text)}\n`);
    this.#held = undefined;
    this.#shownAt = now;
  }
}
