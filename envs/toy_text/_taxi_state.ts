import type { GridMap } from "../finite_mdp/grid_map.ts";

/** What the number of a taxi's state stands for. */
export interface TaxiState {
  /** Where the taxi is, counted row by row. */
  readonly square: number;
  /** The stand where the passenger waits, or {@linkcode IN_TAXI}. */
  readonly passenger: number;
  /** The stand to which the passenger wants to go. */
  readonly destination: number;
}

/** Where the passenger is after getting in. */
export const IN_TAXI = 4;

/** How many states there are. */
export const TAXI_STATES: number = 5 * 5 * 5 * 4;

/** The town, five blocks each way. */
export const TAXI_GRID: Pick<GridMap, "rows" | "columns"> = Object.freeze({
  rows: 5,
  columns: 5,
});

/** The squares of the stands: red, green, yellow, blue. */
export const STAND_SQUARES: readonly number[] = Object.freeze([0, 4, 20, 23]);

/** What the stands are called. */
export const STAND_LETTERS: string = "RGYB";

/** The squares with a wall to their right. */
export const WALLS: readonly number[] = Object.freeze([1, 6, 15, 17, 20, 22]);

/** Whether there is a wall between two squares that are neighbours. */
export function isWalled(one: number, other: number): boolean {
  return Math.abs(one - other) === 1 && WALLS.includes(Math.min(one, other));
}

/** The number of a state: ((row · 5 + column) · 5 + passenger) · 4 + destination. */
export function encodeTaxi(
  { square, passenger, destination }: TaxiState,
): number {
  return (square * 5 + passenger) * 4 + destination;
}

/** The state with a number. */
export function decodeTaxi(state: number): TaxiState {
  return {
    square: Math.floor(state / 20),
    passenger: Math.floor(state / 4) % 5,
    destination: state % 4,
  };
}
