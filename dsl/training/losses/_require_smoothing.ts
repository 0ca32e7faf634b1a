import { requireWithin } from "../../../core/errors.ts";

/** Throws unless a part of a target can be spread over the classes. */
export function requireSmoothing(action: string, labelSmoothing: number): void {
  const part = { min: 0, max: 1, maxExclusive: true };
  requireWithin(labelSmoothing, action, "labelSmoothing", part);
}
