import fc from "fast-check";
import { assertEquals } from "@std/assert";
import { describe } from "../../../envs/describe.ts";
import type { EnvironmentDescription } from "../../../envs/description.ts";
import { anySpace, toyWith } from "./toys.ts";
import { seenIn } from "./wrapper_laws.ts";

interface Seen {
  readonly reward?: number;
}

/** The same without rewards. */
function besides(seen: readonly unknown[]): unknown[] {
  return seen.map((each) => ({ ...each as Seen, reward: null }));
}

/** What holds for a wrapper that makes of each reward what `change` does. */
export function rewardChange(
  name: string,
  wrap: (inner: EnvironmentDescription) => EnvironmentDescription,
  change: (reward: number) => number,
): void {
  Deno.test(`${name} changes rewards and nothing else`, () => {
    fc.assert(
      fc.property(toyWith(anySpace, anySpace), fc.nat(), (toy, seed) => {
        const plain = seenIn(toy, seed, 15) as Seen[];
        const seen = seenIn(wrap(toy), seed, 15) as Seen[];
        assertEquals(besides(seen), besides(plain));
        seen.forEach(({ reward }, i) => {
          const { reward: before } = plain[i]!;
          assertEquals(reward, before === undefined ? before : change(before));
        });
      }),
    );
  });

  Deno.test(`${name}: what counted as solved no longer does`, () => {
    const solved = describe("CartPole-v1");
    assertEquals(solved.rewardThreshold, 475);
    assertEquals(wrap(solved).rewardThreshold, null);
  });
}
