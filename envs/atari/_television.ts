import type { AtariTvMode } from "./atari_options.ts";

/** How a television draws. */
export interface Television {
  /** What the emulator calls it. */
  readonly tvMode: 0 | 1 | 2;
  /** How many rows of its picture are looked at. */
  readonly rows: number;
  /** How many rows the emulator draws. */
  readonly drawn: number;
  /** How many pictures a second it draws. */
  readonly framesPerSecond: number;
}

/** Pixels in a row. */
export const WIDTH = 160;
/**
 * The picture begins with the 34th line after the vertical sync, as in the Arcade
 * Learning Environment; the emulator counts from 0.
 */
export const FIRST_LINE = 33;
/** Clocks of the television's chip in a line. */
export const LINE = 228;

/** The televisions there are. */
export const TELEVISIONS: Readonly<Record<AtariTvMode, Television>> = Object
  .freeze({
    ntsc: { tvMode: 0, rows: 210, drawn: 212, framesPerSecond: 60 },
    pal: { tvMode: 1, rows: 248, drawn: 248, framesPerSecond: 50 },
    secam: { tvMode: 2, rows: 248, drawn: 248, framesPerSecond: 50 },
  });
