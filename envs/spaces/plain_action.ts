import type { AnyAction } from "./space.ts";

/** An action as plain JSON. */
export type PlainAction =
  | number
  | string
  | readonly PlainAction[]
  | { readonly [name: string]: PlainAction };

/**
 * A copy of an action that JSON can hold, and that is the same action again.
 *
 * @param action The action, in whatever kinds of lists it stands.
 * @returns The same numbers and texts, in plain lists and records.
 *
 * @example A push and a gear
 * ```ts
 * import { plainAction } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const action = { push: Float32Array.of(0.5, 1), gear: 2 };
 * assertEquals(plainAction(action), { push: [0.5, 1], gear: 2 });
 * ```
 */
export function plainAction(action: AnyAction): PlainAction {
  if (typeof action !== "object") return action;
  if (Array.isArray(action) || ArrayBuffer.isView(action)) {
    return Array.from(action as ArrayLike<AnyAction>, plainAction);
  }
  return Object.fromEntries(
    Object.entries(action).map(([name, part]) => [name, plainAction(part)]),
  );
}
