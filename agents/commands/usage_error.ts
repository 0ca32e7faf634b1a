/** A command that cannot be carried out as it was given; nothing has been changed. */
export class UsageError extends Error {
  /** Tells usage errors from others. */
  override readonly name = "UsageError";
}

/** Does what checks a command; what it refuses becomes a {@linkcode UsageError}. */
export function checking<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) {
      throw error;
    }
    throw new UsageError(error.message, { cause: error });
  }
}
