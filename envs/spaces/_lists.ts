/** Whether two lists hold the same numbers. */
export function equalLists(
  a: readonly number[],
  b: readonly number[],
): boolean {
  return a.length === b.length && a.every((number, i) => number === b[i]);
}

/** Whether a value has exactly `length` places: a list, a typed array, or what looks like one. */
export function isListOf(
  length: number,
  value: unknown,
): value is ArrayLike<unknown> {
  return typeof value === "object" && value !== null && "length" in value &&
    value.length === length;
}
