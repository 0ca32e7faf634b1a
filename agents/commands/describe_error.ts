/**
 * What people are shown of an error: its message, if it is one that this library
 * wrote for them; else all there is, for it should not have happened.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return `${error}\n`;
  const known = error.message.startsWith("Cannot ");
  return `${known ? error.message : error.stack ?? error.message}\n`;
}
