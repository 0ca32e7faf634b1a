import { requireWithin } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import {
  environment,
  type EnvironmentDescription,
  type ResetOptions,
} from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import { type Box, box } from "../spaces/box.ts";
import { traderScene } from "./_trader_scene.ts";

/** Options for {@linkcode trader}. */
export interface TraderOptions {
  /** What there is to invest in the beginning. @default {1000} */
  readonly cash?: number;
  /** By how much the price grows a second on average where nothing draws it back, as a share of it. @default {0} */
  readonly drift?: number;
  /** The standard deviation of a second's change of the logarithm of the price. @default {0.01} */
  readonly volatility?: number;
  /** How much of its way back the price goes in a second, within [0, 1]; 0 is geometric Brownian motion. @default {0.05} */
  readonly reversion?: number;
  /** What it costs to buy or sell, as a share of what is bought or sold. @default {0.0005} */
  readonly fee?: number;
}

/** A description of a trader: one number to do, eight to see. */
export type Trader = EnvironmentDescription<Box, Box<"float32">>;

const DEFAULTS: Required<TraderOptions> = Object.freeze({
  cash: 1000,
  drift: 0,
  volatility: 0.01,
  reversion: 0.05,
  fee: 0.0005,
});

/** How many of the last changes are seen. */
const CHANGES = 5;
/** How many of the last prices are remembered; most only to be looked at. */
const HISTORY = 120;

// Where things stand in a state. The logarithms of the last prices follow: that of
// now is at `SECONDS % HISTORY`, and those before it in front of it, all around.
const VALUE = 0;
/** How much of the value is invested. */
const SHARE = 1;
const SECONDS = 2;
const PRICES = 3;

/**
 * Make money of a price that goes up and down.
 *
 * **What you do**: one number within ±1, which is how much of all you have shall be
 * invested in the next second. Below 0 you sell what you have borrowed.
 *
 * **What you see**: eight numbers. The logarithm of the price, which is 0 in the
 * beginning; by how much it changed in each of the last five seconds, the newest
 * first; how much of what you have is invested; how much you have, as a multiple of
 * what you began with.
 *
 * **What you earn**: by how much what you have changes, so all rewards together are
 * what you have gained. Buying and selling costs a fee.
 *
 * **When it ends**: when you have lost everything. There is no time limit here;
 * `"Trader-v0"` has 1000 steps.
 *
 * After Géron, "Hands-On Machine Learning with Scikit-Learn and TensorFlow"
 * (2017), chapter 16, which decides each second how much to buy or sell. With value
 * V, invested share w, action a and fee c, and ε ~ N(0, 1), a second is
 *
 * - x′ = x − κx + μ − σ²/2 + σε, where x is the logarithm of the price (Ornstein and
 *   Uhlenbeck; with κ = 0, Black and Scholes)
 * - V′ = V (1 − c|a − w| + a (eˣ′⁻ˣ − 1))
 * - w′ = a V eˣ′⁻ˣ / V′
 *
 * @param options The market: μ is `drift`, σ is `volatility`, κ is `reversion`, c is `fee`.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If an option is unknown or out of its range.
 *
 * @example Who invests everything has the price
 * ```ts
 * import { make, trader } from "@silica/silica/envs";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using env = make(trader({ cash: 1, fee: 0 }));
 * env.reset({ seed: 1 });
 * let gained = 0;
 * let price = 1;
 * for (let second = 0; second < 10; second++) {
 *   const { observation, reward } = env.step([1]);
 *   gained += reward;
 *   price = Math.exp(observation[0]!);
 * }
 * assertAlmostEquals(1 + gained, price, 1e-6);
 * ```
 */
export function trader(options: TraderOptions = {}): Trader {
  const action = "describe a trader";
  const resolved = resolveOptions(action, options, DEFAULTS);
  const { cash, drift, volatility, reversion, fee } = resolved;
  requireWithin(cash, action, "cash", { min: 0, minExclusive: true });
  requireWithin(drift, action, "drift", { min: -1, max: 1 });
  requireWithin(volatility, action, "volatility", { min: 0, max: 1 });
  requireWithin(reversion, action, "reversion", { min: 0, max: 1 });
  requireWithin(fee, action, "fee", { min: 0, max: 1 });
  const growth = drift - volatility ** 2 / 2;

  function initialize(
    state: Float64Array,
    _random: RandomStream,
    options: ResetOptions = {},
  ): void {
    resolveOptions("reset a trader", options, {});
    state.fill(0, 0, PRICES + HISTORY);
    state[VALUE] = cash;
  }

  function step(
    state: Float64Array,
    action: ArrayLike<number>,
    random: RandomStream,
  ): number {
    const value = state[VALUE]!;
    const share = Math.min(Math.max(action[0]!, -1), 1);
    const price = priceBefore(state, 0);
    const nextPrice = price - reversion * price + growth +
      volatility * random.normal();
    state[SECONDS]!++;
    state[PRICES + state[SECONDS]! % HISTORY] = nextPrice;

    const change = Math.exp(nextPrice - price);
    const paid = fee * Math.abs(share - state[SHARE]!);
    const nextValue = value * (1 - paid + share * (change - 1));
    state[VALUE] = nextValue;
    state[SHARE] = nextValue > 0 ? share * change * value / nextValue : 0;
    return nextValue - value;
  }

  return environment({
    id: "Trader",
    options: resolved,
    stateSize: PRICES + HISTORY,
    actionSpace: box({ low: -1, high: 1 }),
    observationSpace: box({
      low: -Infinity,
      high: Infinity,
      shape: [CHANGES + 3],
    }),
    initialize,
    step,
    terminated: (state) => state[VALUE]! <= 0,
    observe(state, out) {
      let price = priceBefore(state, 0);
      out[0] = price;
      for (let i = 1; i <= CHANGES; i++) {
        const before = priceBefore(state, i);
        out[i] = price - before;
        price = before;
      }
      out[CHANGES + 1] = state[SHARE]!;
      out[CHANGES + 2] = state[VALUE]! / cash;
    },
    inform: (state) => ({
      price: Math.exp(priceBefore(state, 0)),
      value: state[VALUE]!,
    }),
    rendering: {
      framesPerSecond: 20,
      scene: (state) =>
        traderScene({
          prices: Array.from(
            { length: HISTORY },
            (_, i) => priceBefore(state, HISTORY - 1 - i),
          ),
          share: state[SHARE]!,
          gain: state[VALUE]! / cash - 1,
        }),
    },
    controls: { idle: [0], keys: { ArrowUp: [1], ArrowDown: [-1] } },
  });
}

/** The logarithm of the price some seconds ago. */
function priceBefore(state: Float64Array, seconds: number): number {
  return state[PRICES + (state[SECONDS]! + HISTORY - seconds) % HISTORY]!;
}
