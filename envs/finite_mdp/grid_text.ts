import type { GridMap } from "./grid_map.ts";

/** The letters of a map, with brackets around the square where someone stands. */
export function gridText(
  { columns, letters }: GridMap,
  square: number,
): string {
  const cells = Array.from(
    letters,
    (letter, i) => i === square ? `[${letter}]` : ` ${letter} `,
  );
  const lines: string[] = [];
  for (let begin = 0; begin < cells.length; begin += columns) {
    lines.push(cells.slice(begin, begin + columns).join("") + "\n");
  }
  return lines.join("");
}
