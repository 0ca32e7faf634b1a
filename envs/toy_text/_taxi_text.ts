import {
  IN_TAXI,
  STAND_LETTERS,
  STAND_SQUARES,
  TAXI_GRID,
  type TaxiState,
  WALLS,
} from "./_taxi_state.ts";

/** The town between its walls: stands are letters, the taxi stands in brackets; below, who goes where. */
export function taxiText(
  { square, passenger, destination }: TaxiState,
): string {
  const { rows, columns } = TAXI_GRID;
  const border = `+${"-".repeat(4 * columns - 1)}+`;
  const lines = Array.from({ length: rows }, (_, row) => {
    let line = "|";
    for (let at = row * columns; at < (row + 1) * columns; at++) {
      const letter = STAND_LETTERS[STAND_SQUARES.indexOf(at)] ?? " ";
      line += at === square ? `[${letter}]` : ` ${letter} `;
      const edge = at === (row + 1) * columns - 1 || WALLS.includes(at);
      line += edge ? "|" : " ";
    }
    return line;
  });
  const from = passenger === IN_TAXI ? "the taxi" : STAND_LETTERS[passenger];
  const trip = `passenger in ${from}, to ${STAND_LETTERS[destination]}`;
  return [border, ...lines, border, trip, ""].join("\n");
}
