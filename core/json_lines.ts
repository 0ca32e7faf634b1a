import { isMatching, P } from "./deps/ts_pattern.ts";
import { cannot, formatValue, quote, requireInteger } from "./errors.ts";
import { parseExact } from "./exact_json.ts";
import { fileError } from "./files.ts";
import type { ProgressEvent, ProgressReader } from "./progress.ts";

/** Options for {@linkcode jsonLines}. */
export interface JsonLinesOptions {
  /**
   * What to keep of a file that is there: so many lines from the first, or all before the first event that this refuses.
   *
   * @default {Infinity}
   */
  readonly keep?: number | ((event: ProgressEvent) => boolean);
}

/** A file of progress events that grows. */
export interface JsonLines extends ProgressReader {
  /** How many lines the file has. */
  readonly lines: number;
  /**
   * Waits until everything read so far is on the disk, safe from a power cut.
   *
   * @throws {Error} If the system cannot.
   */
  flush(): void;
}

/**
 * Keeps progress in a file, one event a line, as JSON.
 *
 * A file that is there is continued, after what `keep` says; a last line that a
 * killed process left unfinished is dropped. JSON has no numbers for them, so
 * NaN and the infinities are written as `"NaN"`, `"Infinity"`, `"-Infinity"`;
 * {@linkcode readJsonLines} turns them back. Every line is handed to the system
 * at once, so that it outlives the process.
 *
 * @param path The file; its folder must exist.
 * @param options What to keep of a file that is there.
 * @returns A reader to hand events to.
 * @throws {Error} If the file cannot be opened; later, if a line cannot be written. The path is named.
 * @throws {RangeError} If `keep` is neither an integer of at least 0 nor Infinity.
 * @throws {SyntaxError} If `keep` is a function and a line is no event.
 *
 * @example One event
 * ```ts
 * import { jsonLines, readJsonLines } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * const event = { kind: "step", step: 1, metrics: { loss: NaN } };
 * {
 *   using log = jsonLines(`${folder}/events.jsonl`);
 *   log.read(event);
 * }
 * assertEquals(readJsonLines(`${folder}/events.jsonl`), [event]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export function jsonLines(
  path: string,
  options: JsonLinesOptions = {},
): JsonLines {
  const { keep = Infinity } = options;
  if (typeof keep === "number" && keep !== Infinity) {
    requireInteger(keep, `open ${quote(path)}`, "keep", { min: 0 });
  }
  return new JsonLinesFile(path, keep);
}

/**
 * Reads the events that {@linkcode jsonLines} kept.
 *
 * @param path The file.
 * @returns Its events; an unfinished last line is left out.
 * @throws {Error} If the file cannot be read.
 * @throws {SyntaxError} If a line is no event; the line is named.
 */
export function readJsonLines(path: string): ProgressEvent[] {
  let bytes: Uint8Array;
  try {
    bytes = Deno.readFileSync(path);
  } catch (error) {
    throw fileError("read", path, error);
  }
  return finishedLines(bytes).map(({ text }, i) => parseEvent(text, path, i));
}

class JsonLinesFile implements JsonLines {
  readonly #path: string;
  readonly #file: Deno.FsFile;
  #size = 0;
  #lines = 0;
  #open = true;

  constructor(
    path: string,
    keep: number | ((event: ProgressEvent) => boolean),
  ) {
    this.#path = path;
    const options = { read: true, write: true, create: true };
    this.#file = this.#try("open", () => Deno.openSync(path, options));
    try {
      if (!this.#file.statSync().isFile) throw new Error("no ordinary file");
      const kept = keptLines(Deno.readFileSync(path), keep, path);
      this.#lines = kept.length;
      this.#size = kept.at(-1)?.end ?? 0;
      this.#cutBack();
    } catch (error) {
      this.#file.close();
      throw error instanceof SyntaxError
        ? error
        : fileError("open", path, error);
    }
  }

  get lines(): number {
    return this.#lines;
  }

  read(event: ProgressEvent): void {
    this.#requireOpen("append to");
    const bytes = new TextEncoder().encode(`${formatEvent(event)}\n`);
    this.#try("append to", () => {
      try {
        let written = 0;
        while (written < bytes.length) {
          written += this.#file.writeSync(bytes.subarray(written));
        }
      } catch (error) {
        this.#cutBack(); // No half line stays.
        throw error;
      }
    });
    this.#size += bytes.length;
    this.#lines++;
  }

  flush(): void {
    this.#requireOpen("flush");
    this.#try("flush", () => this.#file.syncDataSync());
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#file.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #cutBack(): void {
    this.#file.truncateSync(this.#size);
    this.#file.seekSync(this.#size, Deno.SeekMode.Start);
  }

  #requireOpen(verb: string): void {
    if (this.#open) return;
    throw new TypeError(
      cannot(
        `${verb} ${quote(this.#path)}`,
        "the reader must be open",
        "closed",
        "state",
      ),
    );
  }

  #try<T>(verb: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw fileError(verb, this.#path, error);
    }
  }
}

interface Line {
  /** Its text, without the end of the line. */
  readonly text: string;
  /** Where the next line begins, in bytes. */
  readonly end: number;
}

const NEWLINE = 0x0a;

/** The lines that have an end. */
function finishedLines(bytes: Uint8Array): Line[] {
  const lines: Line[] = [];
  const decoder = new TextDecoder();
  let begin = 0;
  for (;;) {
    const end = bytes.indexOf(NEWLINE, begin) + 1;
    if (end === 0) return lines;
    lines.push({ text: decoder.decode(bytes.subarray(begin, end - 1)), end });
    begin = end;
  }
}

function keptLines(
  bytes: Uint8Array,
  keep: number | ((event: ProgressEvent) => boolean),
  path: string,
): Line[] {
  const lines = finishedLines(bytes);
  if (typeof keep === "number") return lines.slice(0, keep);
  const end = lines.findIndex(({ text }, i) =>
    !keep(parseEvent(text, path, i))
  );
  return end < 0 ? lines : lines.slice(0, end);
}

function formatEvent(event: ProgressEvent): string {
  const { kind, step, total, metrics, message } = event;
  return JSON.stringify(
    { kind, step, total, metrics, message },
    (_key, value) =>
      typeof value === "number" && !Number.isFinite(value)
        ? String(value)
        : value,
  );
}

const NUMBER = P.union(P.number, "NaN", "Infinity", "-Infinity");
const EVENT = {
  kind: P.string,
  step: NUMBER,
  total: P.optional(NUMBER),
  metrics: P.record(P.string, NUMBER),
  message: P.optional(P.string),
};

function parseEvent(text: string, path: string, index: number): ProgressEvent {
  const action = `read line ${index + 1} of ${quote(path)}`;
  const value = parseExact(text, action);
  if (!isMatching(EVENT, value)) {
    const wish = "it must be a progress event";
    throw new SyntaxError(cannot(action, wish, formatValue(text), "line"));
  }
  const { kind, step, total, metrics, message } = value;
  return {
    kind,
    step: Number(step),
    ...(total === undefined ? {} : { total: Number(total) }),
    metrics: Object.fromEntries(
      Object.entries(metrics).map(([name, x]) => [name, Number(x)]),
    ),
    ...(message === undefined ? {} : { message }),
  };
}
