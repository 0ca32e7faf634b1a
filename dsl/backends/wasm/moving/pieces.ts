/** Elements moved by one instruction. */
export interface Piece {
  /** Bytes before it. */
  readonly offset: number;
  /** Number of elements. */
  readonly words: 1 | 2 | 4;
}

/** Elements up to which a run is written out piece by piece. */
export const LONGEST_RUN = 64;

/** Pieces that cover a run of elements; where there are four, the last piece may overlap the one before. */
export function piecesOf(words: number): Piece[] {
  if (words < 4) {
    const pair: Piece[] = words < 2 ? [] : [{ offset: 0, words: 2 }];
    return words % 2 === 0
      ? pair
      : [...pair, { offset: 4 * (words - 1), words: 1 }];
  }
  return Array.from({ length: Math.ceil(words / 4) }, (_, i): Piece => ({
    offset: 4 * Math.min(4 * i, words - 4),
    words: 4,
  }));
}
