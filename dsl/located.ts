/**
 * Does something, and says in its errors where it was done: `Cannot ⟨describe a
 * dense layer⟩ as …` becomes `Cannot ⟨add layer 3 (dense)⟩ as …`.
 */
export function located<T>(action: () => string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    const ours = error instanceof RangeError || error instanceof TypeError;
    if (!ours || !ACTION_REGEXP.test(error.message)) throw error;
    const message = error.message.replace(
      ACTION_REGEXP,
      () => `Cannot ${action()} as `,
    );
    const Located = error instanceof RangeError ? RangeError : TypeError;
    throw new Located(message, { cause: error });
  }
}

const ACTION_REGEXP = /^Cannot .+? as /s;
