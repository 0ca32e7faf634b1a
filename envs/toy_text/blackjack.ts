import type { RandomStream } from "../../core/random.ts";
import {
  environment,
  type EnvironmentDescription,
  type ResetOptions,
} from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import { type Discrete, discrete } from "../spaces/discrete.ts";
import { type Tuple, tuple } from "../spaces/tuple.ts";
import {
  addCard,
  DEALER,
  type Hand,
  isBust,
  isHand,
  isNatural,
  PLAYER,
  shownCard,
  TABLE_SIZE,
  total,
  usableAce,
} from "./_blackjack_table.ts";
import { blackjackScene, blackjackText } from "./_blackjack_scene.ts";

/** Options for {@linkcode blackjack}. */
export interface BlackjackOptions {
  /** Whether winning with an ace and a ten from the beginning earns 1.5; without meaning where `sab` is. @default {false} */
  readonly natural?: boolean;
  /** Whether an ace and a ten from the beginning win against everything but the same, as in the book of Sutton and Barto. @default {true} */
  readonly sab?: boolean;
}

const DEFAULTS: Required<BlackjackOptions> = Object.freeze({
  natural: false,
  sab: true,
});

/** A description of a game of Blackjack: two choices, three numbers to see. */
export type Blackjack = EnvironmentDescription<
  Discrete,
  Tuple<readonly [Discrete, Discrete, Discrete]>
>;

/** Behind the cards: 1 once the game is over. */
const OVER = TABLE_SIZE;
const STICK = 0;
/** From where on the dealer draws no more. */
const DEALER_STANDS = 17;

/**
 * Get closer to 21 than the dealer, but not beyond it.
 *
 * **What you do**: stick with your cards (0), or hit: draw another one (1). After
 * you stick, the dealer draws up to 17 or more.
 *
 * **What you see**: the sum of your cards; the card that the dealer shows, where 1
 * is an ace; whether you have an ace that counts as 11 (1) or not (0). It does as
 * long as that is not too much. Jacks, queens and kings count 10. You begin with two
 * cards.
 *
 * **What you earn**: 1 if you win, −1 if you lose or go beyond 21, 0 if nobody
 * wins. An ace and a ten from the beginning win against everything but the same
 * (`sab`), or earn 1.5 if they win (`natural`).
 *
 * **When it ends**: when you stick, or go beyond 21.
 *
 * After Sutton and Barto, "Reinforcement Learning: An Introduction" (2018),
 * example 5.1; the rules are Gymnasium's. Cards never run out. Each takes an integer
 * below 13 from the random stream, which stands for ace, 2, …, 10, jack, queen, king:
 * first the dealer's shown one, the dealer's hidden one and two of yours, then those
 * that are drawn.
 *
 * @param options What an ace and a ten from the beginning are worth.
 * @returns A frozen description.
 * @throws {RangeError} If an option is unknown.
 *
 * @example Hit below 17
 * ```ts
 * import { blackjack, make } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * using env = make(blackjack());
 * let { observation } = env.reset({ seed: 1 });
 * for (let over = false; !over;) {
 *   const step = env.step(observation[0] < 17 ? 1 : 0);
 *   observation = step.observation;
 *   over = step.terminated;
 * }
 * assert(observation[0] >= 17);
 * ```
 */
export function blackjack(options: BlackjackOptions = {}): Blackjack {
  const action = "describe a game of Blackjack";
  const resolved = resolveOptions(action, options, DEFAULTS);
  const { natural, sab } = resolved;

  function step(
    state: Float64Array,
    action: number,
    random: RandomStream,
  ): number {
    if (action !== STICK) {
      draw(state, PLAYER, random);
      if (!isBust(state, PLAYER)) return 0;
    } else {
      while (total(state, DEALER) < DEALER_STANDS) draw(state, DEALER, random);
    }
    state[OVER] = 1;
    return settle(state);
  }

  /** What a game earns that is over. */
  function settle(state: Float64Array): number {
    if (isBust(state, PLAYER)) return -1;
    const lucky = isNatural(state, PLAYER);
    if (sab && lucky && !isNatural(state, DEALER)) return 1;
    const dealer = isBust(state, DEALER) ? 0 : total(state, DEALER);
    const reward = Math.sign(total(state, PLAYER) - dealer);
    return natural && lucky && reward === 1 ? 1.5 : reward;
  }

  const result = (state: Float64Array) =>
    state[OVER] === 1 ? settle(state) : null;
  return environment({
    id: "Blackjack",
    options: resolved,
    stateSize: TABLE_SIZE + 1,
    actionSpace: discrete(2),
    observationSpace: tuple([discrete(32), discrete(11), discrete(2)]),
    initialize,
    step,
    terminated: (state) => state[OVER] === 1,
    observe(state, out) {
      out[0] = total(state, PLAYER);
      out[1] = shownCard(state);
      out[2] = usableAce(state, PLAYER) ? 1 : 0;
    },
    isState: (numbers) => isHand(numbers, PLAYER) && isHand(numbers, DEALER),
    rendering: {
      framesPerSecond: 2,
      scene: (state) => blackjackScene(state, result(state)),
      text: (state) => blackjackText(state, result(state)),
    },
    controls: { idle: null, keys: { h: 1, s: STICK } },
  });
}

function initialize(
  state: Float64Array,
  random: RandomStream,
  options?: ResetOptions,
): void {
  if (options !== undefined) {
    resolveOptions("reset a game of Blackjack", options, {});
  }
  state.fill(0, 0, OVER + 1);
  for (const hand of [DEALER, DEALER, PLAYER, PLAYER]) {
    draw(state, hand, random);
  }
}

function draw(state: Float64Array, hand: Hand, random: RandomStream): void {
  addCard(state, hand, Math.min(10, 1 + random.integer(0, 13)));
}
