import fc from "fast-check";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
  assertThrows,
} from "@std/assert";
import { mailCampaign } from "../../../envs/book/mail_campaign.ts";
import { checkEnv } from "../../../envs/check_env.ts";
import { make } from "../../../envs/make.ts";
import { meanReturn } from "./play_book.ts";

/** How likely a customer buys something, from the documentation. */
function chance(
  [age, recency, frequency]: ArrayLike<number> & Iterable<number>,
) {
  return 1 /
    (1 +
      Math.exp(2 + 0.12 * recency! - 0.35 * frequency! - 0.02 * (age! - 49)));
}

/** Customers, each with what a letter earned. */
function* customers(count: number, send: (i: number) => number, options = {}) {
  using env = make(mailCampaign(options));
  let { observation, info } = env.reset({ seed: 8 });
  for (let i = 0; i < count; i++) {
    const step = env.step(send(i));
    yield { observation, reward: step.reward, info };
    ({ observation, info } = step);
  }
}

Deno.test("mailCampaign(): a letter costs, and earns if something is bought", () => {
  const options = { mailingCost: 1.5, margin: 0.25 };
  const kinds = { bought: 0, not: 0 };
  for (const each of customers(500, (i) => i % 2, options)) {
    const { observation: [, , , spent], reward } = each;
    if (reward === 0 || reward === -1.5) kinds.not++;
    else {
      kinds.bought++;
      assertAlmostEquals(reward, 0.25 * spent! - 1.5, 1e-5);
    }
  }
  assert(kinds.bought > 15 && kinds.not > 250, JSON.stringify(kinds));
});

Deno.test("mailCampaign(): as many buy as are said to", () => {
  let [bought, expected, variance] = [0, 0, 0];
  const options = { mailingCost: 0, margin: 1 };
  for (
    const { observation, reward, info } of customers(20_000, () => 1, options)
  ) {
    const p = chance(observation);
    assertAlmostEquals(info.chance as number, p, 1e-5);
    bought += reward > 0 ? 1 : 0;
    expected += p;
    variance += p * (1 - p);
  }
  assertAlmostEquals(bought, expected, 4 * Math.sqrt(variance));
});

Deno.test("mailCampaign() draws customers as it says, whatever was done before", () => {
  const n = 20_000;
  const all = [...customers(n, () => 0)].map(({ observation }) => observation);
  const mean = (of: (seen: Float32Array) => number) =>
    all.reduce((sum, seen) => sum + of(seen), 0) / n;
  const near = (found: number, expected: number, sd: number) =>
    assertAlmostEquals(found, expected, 4 * sd / Math.sqrt(n));
  near(mean(([age]) => age!), 49, 62 / Math.sqrt(12));
  near(mean(([, recency]) => recency!), 12, 24 / Math.sqrt(12));
  // E⌊3e⌋, cut off at 20, is the sum of the probabilities that it is at least 1, …, 20.
  const frequency = Array.from(
    { length: 20 },
    (_, i) => Math.exp(-(i + 1) / 3),
  );
  near(mean((seen) => seen[2]!), frequency.reduce((a, b) => a + b), 3);
  near(mean((seen) => Math.log(seen[3]!)), 3, 0.6);
  near(mean((seen) => (Math.log(seen[3]!) - 3) ** 2), 0.36, 0.36 * Math.SQRT2);

  const others = [...customers(100, () => 1)];
  others.forEach(({ observation }, i) => assertEquals(observation, all[i]));
});

Deno.test("mailCampaign(): who writes to those it pays for earns most", () => {
  const length = { steps: 1000, episodes: 10 };
  const world = mailCampaign();
  const best = meanReturn(
    world,
    (seen) => chance(seen) * 0.5 * seen[3]! > 2 ? 1 : 0,
    length,
  );
  const loyal = meanReturn(world, (seen) => seen[2]! >= 3 ? 1 : 0, length);
  const everybody = meanReturn(world, () => 1, length);
  const some = meanReturn(world, (_, random) => random.integer(0, 2), length);
  // About 560, 230, −550, −270.
  assertGreater(best, 2 * loyal);
  assertGreater(loyal, 100);
  assertLess(everybody, -300);
  assertLess(some, -150);
  assertEquals(meanReturn(world, () => 0, length), 0);
});

Deno.test("mailCampaign() keeps the laws at any price, and refuses nonsense", () => {
  const options = fc.record({
    mailingCost: fc.double({ min: 0, max: 10, noNaN: true }),
    margin: fc.double({ min: 0, max: 1, noNaN: true }),
  }, { noNullPrototype: true });
  fc.assert(
    fc.property(options, (options) => {
      checkEnv(mailCampaign(options), { steps: 30 });
    }),
    { numRuns: 2 },
  );
  const refused = (options: object, wish: string) =>
    assertThrows(() => mailCampaign(options), RangeError, wish);
  refused({ mailingCost: -1 }, "'mailingCost' must be");
  refused({ margin: 1.5 }, "'margin' must be");
  refused({ cost: 1 }, "the option must be one of");
});
