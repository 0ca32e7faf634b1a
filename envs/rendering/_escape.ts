import type { Rgb } from "./_color.ts";

/** Select Graphic Rendition with 24 bits of colour; 38 is for letters, 48 for what is behind them. */
export function escape(what: 38 | 48, rgb: Rgb): string {
  return `\x1b[${what};2;${rgb.join(";")}m`;
}

/** Back to the terminal's own colours. */
export const PLAIN = "\x1b[0m";
