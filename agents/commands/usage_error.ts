/** A command that was not understood; nothing has been changed. */
export class UsageError extends Error {
  /** Tells usage errors from others. */
  override readonly name = "UsageError";
}
