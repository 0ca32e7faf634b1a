import { cannot, formatValue, quote } from "../../core/errors.ts";

/** A world of squares, row by row from the top left one. */
export interface GridMap {
  /** How many squares stand above each other. */
  readonly rows: number;
  /** How many squares stand beside each other. */
  readonly columns: number;
  /** The letter of each square. */
  readonly letters: string;
}

/** A way to go: how many rows down, and how many columns to the right. */
export type Heading = readonly [down: number, right: number];

/** The numbers of the squares with a letter. */
export function squaresOf({ letters }: GridMap, letter: string): number[] {
  return [...letters].flatMap((each, square) =>
    each === letter ? [square] : []
  );
}

/** The square beside another one, or that one itself at the edge of the world. */
export function squareBeside(
  { rows, columns }: Pick<GridMap, "rows" | "columns">,
  square: number,
  [down, right]: Heading,
): number {
  const row = Math.floor(square / columns) + down;
  const column = square % columns + right;
  const outside = row < 0 || row >= rows || column < 0 || column >= columns;
  return outside ? square : row * columns + column;
}

/** To the left, down, to the right, up. Neighbours in this circle stand square to each other. */
export const HEADINGS: readonly Heading[] = [[0, -1], [1, 0], [0, 1], [-1, 0]];

/** The squares to which there is a way from `start`, over squares that do not have the letter `closed`. */
export function squaresReached(
  map: GridMap,
  start: number,
  closed: string,
): ReadonlySet<number> {
  const reached = new Set([start]);
  // A set is walked in the order it grows, to its very end.
  for (const square of reached) {
    for (const heading of HEADINGS) {
      const next = squareBeside(map, square, heading);
      if (map.letters[next] !== closed) reached.add(next);
    }
  }
  return reached;
}

/** Equal chances for all squares with a letter, and none elsewhere. */
export function uniformOver(map: GridMap, letter: string): number[] {
  const count = squaresOf(map, letter).length;
  return Array.from(map.letters, (each) => each === letter ? 1 / count : 0);
}

/**
 * Reads a map that is drawn with letters, one line a row.
 *
 * @param action What the user asked for.
 * @param lines The rows.
 * @param alphabet The letters there are; the first must occur.
 * @returns The map.
 * @throws {TypeError} If it is no list of texts.
 * @throws {SyntaxError} If it is not a rectangle, or not of these letters.
 */
export function readGridMap(
  action: string,
  lines: readonly string[],
  alphabet: string,
): GridMap {
  const isText = Array.isArray(lines) && lines.length > 0 &&
    lines.every((line) => typeof line === "string");
  if (!isText) {
    const wish = "a map must be a list of texts, one for each row";
    throw new TypeError(cannot(action, wish, formatValue(lines)));
  }
  const columns = lines[0]!.length;
  const letters = lines.join("");
  const listed = [...alphabet].map(quote).join(", ");
  for (const [row, line] of lines.entries()) {
    if (line.length !== columns) {
      const wish = `all rows of a map must be as long as the first, ${columns}`;
      throw new SyntaxError(cannot(action, wish, line.length, `row ${row}`));
    }
    const strange = [...line].find((letter) => !alphabet.includes(letter));
    if (strange === undefined) continue;
    const wish = `the letters of a map must be among ${listed}`;
    throw new SyntaxError(cannot(action, wish, quote(strange), `row ${row}`));
  }
  if (!letters.includes(alphabet[0]!)) {
    const wish = `there must be a start, ${quote(alphabet[0]!)}, on the map`;
    throw new SyntaxError(cannot(action, wish, formatValue(lines), "map"));
  }
  return { rows: lines.length, columns, letters };
}
