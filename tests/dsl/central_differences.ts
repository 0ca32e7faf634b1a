import { assert } from "@std/assert";
import type { GraphNode } from "../../dsl/graph/node.ts";
import { valueOf } from "./reference.ts";

/** Values by placeholder. */
export type Numbers = Readonly<Record<string, readonly number[]>>;

/** h of the five-point rule: its error is h⁴/30 of the fifth derivative. */
const STEP = 2 ** -12;

/**
 * How fast a number changes as placeholders move along a direction, from values
 * at four places: f′ ≈ (f(−2h) − 8f(−h) + 8f(h) − f(2h)) / 12h.
 */
export function centralDifference(
  node: GraphNode,
  feeds: Numbers,
  direction: Numbers,
): number {
  const f = (t: number) => {
    const moved = Object.entries(direction).map(([name, slopes]) =>
      [name, feeds[name]!.map((x, i) => x + t * slopes[i]!)] as const
    );
    return valueOf(node, { ...feeds, ...Object.fromEntries(moved) })[0]!;
  };
  const h = STEP;
  return (f(-2 * h) - 8 * f(-h) + 8 * f(h) - f(2 * h)) / (12 * h);
}

/** Throws unless two numbers agree; NaN agrees with nothing. */
export function assertNear(
  actual: number,
  expected: number,
  tolerance: number,
  what: string,
): void {
  const scale = Math.max(1, Math.abs(expected));
  const near = Math.abs(actual - expected) <= tolerance * scale;
  assert(near, `${what} is ${actual}, expected ${expected}`);
}
