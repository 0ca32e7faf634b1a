/** Parts of one size, one after the other. */
export interface Parts {
  /** Length of each. */
  readonly size: number;
  /** How many. */
  readonly count: number;
}

/**
 * Cuts a length into as few parts as can be, none longer than `most`; they
 * differ by at most one, the longer ones first: 14 = 5 + 5 + 4 where 6 is most.
 */
export function split(length: number, most: number): Parts[] {
  const parts = Math.ceil(length / most);
  const size = Math.ceil(length / parts);
  const shorter = parts * size - length;
  return [
    { size, count: parts - shorter },
    { size: size - 1, count: shorter },
  ].filter(({ count }) => count > 0);
}

/**
 * As {@linkcode split}, but parts of one size if they need not be less than half
 * as long as they could be: code for two sizes is twice the code.
 */
export function splitEvenly(length: number, most: number): Parts[] {
  for (let size = Math.min(length, most); 2 * size >= most; size--) {
    if (length % size === 0) return [{ size, count: length / size }];
  }
  return split(length, most);
}
