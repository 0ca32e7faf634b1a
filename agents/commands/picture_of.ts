import { fitText } from "../../core/terminal_text.ts";
import type { Playthrough } from "../../envs/play/playthrough.ts";
import type { Output } from "./command_context.ts";

/** Wider pictures are not easier to look at. */
const COLUMNS = 80;

/**
 * What there is to see of a game, with lines below it, as large as the terminal is.
 *
 * @param game The game.
 * @param out The terminal.
 * @param caption Lines of text below it.
 * @returns Lines, each ended by a line break.
 */
export function pictureOf(
  game: Playthrough,
  out: Output,
  caption: readonly string[],
): string {
  const width = out.columns();
  const lines = caption.map((line) => fitText(line, width));
  const picture = game.render("text", {
    columns: Math.min(COLUMNS, width),
    // The cursor stands in the line below.
    rows: Math.max(1, out.rows() - lines.length - 1),
    color: out.color,
  });
  return `${picture}${lines.join("\n")}\n`;
}
