import { formatDuration, formatMetric } from "./progress.ts";
import type { ProgressEvent, ProgressReader } from "./progress.ts";
import { fitText, wrapText } from "./terminal_text.ts";

/** Options for {@linkcode progressBar}. */
export interface ProgressBarOptions {
  /** Shows text on the terminal. */
  readonly write: (text: string) => void;
  /** The time now, in milliseconds from any beginning. */
  readonly now: () => number;
  /** Columns of the terminal; asked before every drawing. @default {() => 80} */
  readonly width?: () => number;
}

/** Milliseconds between two drawings. */
const PAUSE = 100;

/** Columns of the bar itself. */
const BAR = 20;

/**
 * Shows progress on a terminal as one line that is drawn again, at most ten times a second.
 *
 * It shows how much is done, the speed, the time left, and the last value of
 * every metric. Messages stay above it, each on lines of its own.
 *
 * @param options The terminal and the clock.
 * @returns A reader to hand events to. Its `close` draws the last event and ends the line.
 *
 * @example A terminal
 * ```ts
 * import { progressBar } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const shown: string[] = [];
 * const bar = progressBar({ write: (text) => shown.push(text), now: () => 0 });
 * bar.read({ kind: "step", step: 1, total: 4, metrics: { loss: 0.5 } });
 * assertEquals(shown, ["\r1/4 █████░░░░░░░░░░░░░░░ 25%  loss 0.5\x1b[K"]);
 * ```
 */
export function progressBar(options: ProgressBarOptions): ProgressReader {
  return new ProgressBar(options);
}

class ProgressBar implements ProgressReader {
  readonly #write: (text: string) => void;
  readonly #now: () => number;
  readonly #width: () => number;
  readonly #speed = new Speed();
  readonly #metrics = new Map<string, number>();
  #held: ProgressEvent | undefined;
  #drawnAt = -Infinity;
  #onLine = false;

  constructor(options: ProgressBarOptions) {
    const { write, now, width = () => 80 } = options;
    this.#write = write;
    this.#now = now;
    this.#width = width;
  }

  read(event: ProgressEvent): void {
    const now = this.#now();
    this.#speed.see(event.step, now);
    for (const [name, value] of Object.entries(event.metrics)) {
      this.#metrics.set(name, value);
    }
    this.#held = event;
    if (event.message !== undefined) this.#say(event.message);
    // A clock that was set back must not stop the drawing.
    if (Math.abs(now - this.#drawnAt) >= PAUSE) this.#draw(event, now);
  }

  close(): void {
    if (this.#held) this.#draw(this.#held, this.#now());
    if (this.#onLine) this.#write("\n");
    this.#onLine = false;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #say(message: string): void {
    const lines = wrapText(message, this.#columns());
    this.#write(`${lines.map((line) => `\r${line}\x1b[K\n`).join("")}`);
    this.#onLine = false;
  }

  #draw(event: ProgressEvent, now: number): void {
    const text = [
      formatStep(event),
      this.#speed.describe(event, now),
      [...this.#metrics].map(([name, x]) => `${name} ${formatMetric(x)}`)
        .join("  "),
    ].filter((part) => part !== "").join("  ");
    this.#write(`\r${fitText(text, this.#columns())}\x1b[K`);
    this.#held = undefined;
    this.#drawnAt = now;
    this.#onLine = true;
  }

  /** One less than there are: in the last one some terminals begin a new line. */
  #columns(): number {
    return Math.max(2, this.#width() - 1);
  }
}

/** `1,234/5,000 ████░░░░ 25%`, or `1,234` where the end is not known. */
function formatStep({ step, total }: ProgressEvent): string {
  const done = step.toLocaleString("en-US");
  if (total === undefined) return done;
  const share = total > 0 ? Math.min(1, Math.max(0, step / total)) : 1;
  const full = Math.floor(share * BAR);
  const bar = "█".repeat(full) + "░".repeat(BAR - full);
  return `${done}/${total.toLocaleString("en-US")} ${bar} ${
    Math.floor(share * 100)
  }%`;
}

/** Milliseconds after which a speed is out of date. */
const MEMORY = 10_000;

/** Steps per second over the last 10 to 20 seconds. */
class Speed {
  #old: { step: number; at: number } | undefined;
  #recent: { step: number; at: number } | undefined;

  see(step: number, at: number): void {
    const backwards = this.#recent !== undefined &&
      (step < this.#recent.step || at < this.#recent.at);
    if (this.#recent === undefined || backwards) {
      this.#old = this.#recent = { step, at };
    } else if (at - this.#recent.at >= MEMORY) {
      this.#old = this.#recent;
      this.#recent = { step, at };
    }
  }

  /** `1,234/s  0:42 left`, as far as it is known. */
  describe({ step, total }: ProgressEvent, now: number): string {
    const seconds = this.#old ? (now - this.#old.at) / 1000 : 0;
    const done = this.#old ? step - this.#old.step : 0;
    if (!(seconds > 0 && done > 0)) return "";
    const speed = done / seconds;
    const shown = `${formatMetric(speed)}/s`;
    return total === undefined || step >= total
      ? shown
      : `${shown}  ${formatDuration((total - step) / speed)} left`;
  }
}
