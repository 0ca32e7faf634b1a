import fc from "fast-check";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
  assertThrows,
} from "@std/assert";
import { trader, type TraderOptions } from "../../../envs/book/trader.ts";
import { checkEnv } from "../../../envs/check_env.ts";
import { make } from "../../../envs/make.ts";
import { meanReturn } from "./play_book.ts";

/** The prices of some seconds, from the first on. */
function pricesOf(options: TraderOptions, seconds: number, seed: number) {
  using env = make(trader(options));
  env.reset({ seed });
  const prices = [0];
  for (let i = 0; i < seconds; i++) {
    prices.push(Math.log(env.step([0]).info.price as number));
  }
  return prices;
}

Deno.test("trader(): who invests half of everything pays for it, and has half the growth", () => {
  using env = make(
    trader({ volatility: 0, drift: 0.1, reversion: 0, fee: 0.01 }),
  );
  env.reset();
  const { reward, observation } = env.step([0.5]);
  const growth = Math.exp(0.1) - 1;
  assertAlmostEquals(reward, 1000 * (0.5 * growth - 0.01 * 0.5), 1e-9);
  assertAlmostEquals(observation[0]!, 0.1, 1e-7);
  assertAlmostEquals(observation[7]!, 1 + 0.5 * growth - 0.005, 1e-7);
  assertAlmostEquals(env.step([0]).reward, -0.01 * 500 * (1 + growth), 1e-9);
});

const market = fc.record({
  cash: fc.double({ min: 1, max: 1e6, noNaN: true }),
  drift: fc.double({ min: -0.05, max: 0.05, noNaN: true }),
  volatility: fc.double({ min: 0, max: 0.2, noNaN: true }),
  reversion: fc.double({ min: 0, max: 1, noNaN: true }),
  fee: fc.double({ min: 0, max: 0.01, noNaN: true }),
}, { noNullPrototype: true });
const positions = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), {
  minLength: 1,
  maxLength: 40,
});

Deno.test("trader(): what is gained is what a book-keeper counts, who knows of cash and pieces", () => {
  fc.assert(
    fc.property(market, positions, fc.nat(), (options, actions, seed) => {
      using env = make(trader(options));
      env.reset({ seed });
      let [cash, pieces, price, gained] = [options.cash, 0, 1, 0];
      for (const action of actions) {
        const value = cash + pieces * price;
        const wanted = Math.min(Math.max(action, -1), 1) * value / price;
        cash -= (wanted - pieces) * price +
          options.fee * Math.abs(wanted - pieces) * price;
        pieces = wanted;
        const { observation, reward, info, terminated } = env.step([action]);
        price = info.price as number;
        gained += reward;
        const next = cash + pieces * price;
        const exact = 1e-9 * options.cash + 1e-9 * Math.abs(next);
        assertAlmostEquals(reward, next - value, exact);
        assertAlmostEquals(gained, info.value as number - options.cash, exact);
        assertAlmostEquals(info.value as number, next, exact);
        assertAlmostEquals(observation[0]!, Math.log(price), 1e-5);
        assertAlmostEquals(
          observation[7]!,
          next / options.cash,
          1e-5 + next / options.cash * 1e-6,
        );
        assertEquals(terminated, next <= 0);
        if (terminated) return;
        assertAlmostEquals(observation[6]!, pieces * price / next, 1e-5);
      }
    }),
  );
});

Deno.test("trader() shows the last five changes, the newest first", () => {
  using env = make(trader());
  env.reset({ seed: 4 });
  const prices = [0, 0, 0, 0, 0, 0];
  for (let second = 0; second < 300; second++) {
    const { observation } = env.step([0.3]);
    prices.unshift(observation[0]!);
    for (let i = 0; i < 5; i++) {
      assertAlmostEquals(
        observation[1 + i]!,
        prices[i]! - prices[i + 1]!,
        1e-7,
      );
    }
  }
});

Deno.test("trader(): the price is drawn back as much as it is said to, and moves at random besides", () => {
  for (const reversion of [0, 0.05, 0.5]) {
    const prices = pricesOf({ reversion, drift: 0.002 }, 20_000, 2);
    const noise = prices.slice(1).map((next, i) =>
      (next - (1 - reversion) * prices[i]! - 0.002 + 0.01 ** 2 / 2) / 0.01
    );
    const n = noise.length;
    const mean = (numbers: number[]) => numbers.reduce((a, b) => a + b) / n;
    const within = 4 / Math.sqrt(n);
    assertAlmostEquals(mean(noise), 0, within);
    assertAlmostEquals(mean(noise.map((x) => x * x)), 1, within * Math.SQRT2);
    const size = Math.sqrt(mean(prices.slice(1).map((x) => x * x)));
    const along = mean(noise.map((x, i) => x * prices[i]! / size));
    assertAlmostEquals(along, 0, within);
    assertAlmostEquals(
      mean(noise.map((x, i) => x * (noise[i - 1] ?? 0))),
      0,
      within,
    );
  }
});

Deno.test("trader(): nobody gains on average from geometric Brownian motion without drift", () => {
  const market = trader({ reversion: 0, fee: 0, volatility: 0.1, cash: 1 });
  const length = { steps: 20, episodes: 4000 };
  for (const position of [1, -1, 0.5]) {
    // One standard deviation of an episode is about 0.48.
    assertAlmostEquals(meanReturn(market, () => [position], length), 0, 0.03);
  }
});

Deno.test("trader(): who buys low and sells high gains, who trades at random pays", () => {
  const length = { steps: 1000, episodes: 20 };
  const market = trader();
  const clever = meanReturn(market, ([price]) => [-20 * price!], length);
  assertGreater(clever, 700); // about 1200
  assertLess(
    meanReturn(market, (_, random) => [random.uniform(-1, 1)], length),
    -150,
  );
  assertLess(Math.abs(meanReturn(market, () => [0], length)), 1e-9);
});

Deno.test("trader() ends when everything is lost", () => {
  using env = make(trader({ volatility: 0.9 }));
  for (let seed = 0;; seed++) {
    env.reset({ seed });
    const { reward, terminated, observation } = env.step([-1]);
    assertEquals(terminated, reward <= -1000);
    if (!terminated) continue;
    assertEquals(observation[6], 0);
    break;
  }
});

Deno.test("trader() keeps the laws in other markets, and refuses nonsense", () => {
  checkEnv(trader({ volatility: 0.8, reversion: 0, fee: 0.5 }));
  const refused = (options: TraderOptions, wish: string) =>
    assertThrows(() => trader(options), RangeError, wish);
  refused({ cash: 0 }, "'cash' must be a finite number above 0");
  refused({ volatility: -1 }, "'volatility' must be");
  refused({ reversion: 2 }, "'reversion' must be");
  refused({ fee: -0.1 }, "'fee' must be");
  refused({ drift: 2 }, "'drift' must be");
  assertThrows(
    () => make(trader()).reset({ options: { cash: 1 } }),
    RangeError,
  );
  assert(trader().controls!.keys.ArrowUp!.length === 1);
});
