import { cannot, formatValue, requireWithin } from "../../core/errors.ts";
import type { ResetOptions } from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";

/** Where the numbers of a first state are drawn between. */
export interface StartBounds {
  /** The least they can be. */
  readonly low: number;
  /** What they stay below. */
  readonly high: number;
}

/** The bounds that `reset({ options: { low, high } })` asks for; what it leaves out is as usual. */
export function startBounds(
  action: string,
  options: ResetOptions | undefined,
  usual: StartBounds,
): StartBounds {
  if (options === undefined) return usual;
  const bounds = resolveOptions(action, options, usual);
  requireWithin(bounds.low, action, "low");
  requireWithin(bounds.high, action, "high");
  if (bounds.low <= bounds.high) return bounds;
  const fact = formatValue([bounds.low, bounds.high]);
  throw new RangeError(
    cannot(action, "'low' must be at most 'high'", fact, "range"),
  );
}
