import { requireInteger } from "../../core/errors.ts";
import type { RenderTextOptions } from "./render_text_options.ts";

/**
 * How many characters wide a picture is, such that its lines are no more than
 * wanted: a character is twice as high as it is wide.
 */
export function columnsWithin(
  options: RenderTextOptions,
  size: { readonly width: number; readonly height: number },
  action: string,
): number {
  const { columns = 60, rows = Infinity } = options;
  requireInteger(columns, action, "columns", { min: 1 });
  if (rows === Infinity) return columns;
  requireInteger(rows, action, "rows", { min: 1 });
  const fitting = Math.floor(2 * rows * size.width / size.height);
  return Math.max(1, Math.min(columns, fitting));
}
