/** A name as in Python and in a `model.json`: `use_bias`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A name as in JavaScript: `useBias`. */
export function camelCase(name: string): string {
  return name.replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Plain data with other names for the fields of its objects. */
export function withFieldNames(
  data: unknown,
  rename: (name: string) => string,
): unknown {
  if (typeof data !== "object" || data === null) return data;
  if (Array.isArray(data)) {
    return data.map((item) => withFieldNames(item, rename));
  }
  const entries = Object.entries(data).map(([name, value]) =>
    [rename(name), withFieldNames(value, rename)] as const
  );
  return Object.fromEntries(entries);
}
