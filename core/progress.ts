/** Something that happened while work goes on. */
export interface ProgressEvent {
  /** What kind of thing: `step`, `epoch`, `episode`, `evaluation`, … */
  readonly kind: string;
  /** How much of the work is done. */
  readonly step: number;
  /** How much work there is, where that is known. */
  readonly total?: number;
  /** What was measured, by name. */
  readonly metrics: Readonly<Record<string, number>>;
  /** A sentence for people. */
  readonly message?: string;
}

/** Something that shows or keeps progress. */
export interface ProgressReader extends Disposable {
  /**
   * Takes the next event.
   *
   * @throws {Error} If it cannot be shown or kept.
   */
  read(event: ProgressEvent): void;
  /** Shows or keeps what is still held back; nothing can be read after. */
  close(): void;
}

/**
 * Hands every event to several readers, in their order.
 *
 * @param readers Who gets the events.
 * @returns One reader for all of them.
 */
export function teeProgress(
  readers: readonly ProgressReader[],
): ProgressReader {
  const close = (): void => {
    // Closes every reader, whatever becomes of the others.
    using all = new DisposableStack();
    for (const reader of readers.toReversed()) all.use(reader);
  };
  return Object.freeze({
    read(event: ProgressEvent): void {
      for (const reader of readers) reader.read(event);
    },
    close,
    [Symbol.dispose]: close,
  });
}

/**
 * A number as people read it: whole ones in full, others with four digits that count.
 *
 * @param value Any number.
 * @returns `1234567`, `0.1235`, `1.235e-9`, `NaN`.
 */
export function formatMetric(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e9
    ? String(value)
    : String(Number(value.toPrecision(4)));
}

/**
 * How long something takes, as people read it.
 *
 * @param seconds Any number of at least 0.
 * @returns `0:07`, `12:34`, `1:02:03`; `-:--` where the number is not finite.
 */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return "-:--";
  const whole = Math.max(0, Math.round(seconds));
  const pad = (part: number): string => String(part).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60)];
  return hours > 0
    ? `${hours}:${pad(minutes % 60)}:${pad(whole % 60)}`
    : `${minutes}:${pad(whole % 60)}`;
}
