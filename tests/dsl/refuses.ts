import { assertEquals, assertMatch, assertThrows } from "@std/assert";

/** What was asked for, and the error that must answer it. */
export type Refusal = readonly [
  ask: () => unknown,
  kind: ErrorConstructor,
  message: string,
];

/** Registers a test that all of these are refused, each with its very words. */
export function refuses(name: string, refusals: readonly Refusal[]): void {
  Deno.test(`${name} refuses what makes no sense, and says why`, () => {
    for (const [ask, kind, message] of refusals) {
      const error = assertThrows(ask, kind);
      assertEquals(error.message, message);
      assertEquals(error.constructor, kind, message);
      assertMatch(message, /^Cannot .+ as .+: current .+ (is|are) .+$/s);
    }
  });
}
