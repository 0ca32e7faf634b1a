import fc from "fast-check";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { checkEnv } from "../../../envs/check_env.ts";
import { make } from "../../../envs/make.ts";
import {
  blackjack,
  type BlackjackOptions,
} from "../../../envs/toy_text/blackjack.ts";
import { SCRIPT_OVER, scriptedStream } from "../finite_mdp/scripted_stream.ts";
import { GAMES } from "./recorded.ts";

const [STICK, HIT] = [0, 1] as const;

/** Plays with cards in the order they are drawn: the dealer's two, the player's two, and on. */
function play(
  options: BlackjackOptions,
  draws: readonly number[],
  actions: readonly number[],
) {
  const { stateSize, initialize, step, terminated, observe, rendering } =
    blackjack(options);
  const { random, taken } = scriptedStream(
    draws.map((card) => (card - 0.5) / 13),
  );
  const state = new Float64Array(stateSize);
  const see = () => {
    const out = new Int32Array(3);
    observe(state, out);
    return [...out];
  };
  initialize(state, random);
  const observations = [see()];
  const rewards = actions.map((action) => {
    assert(!terminated(state), "the game is over");
    const reward = step(state, action, random);
    observations.push(see());
    return reward;
  });
  const text = rendering!.text!(state);
  const over = terminated(state);
  return { observations, rewards, over, text, taken: taken() };
}

Deno.test("blackjack(): the dealer draws to 17, and both are compared", () => {
  const { observations, rewards, over, text } = play(
    {},
    [10, 2, 5, 4, 9, 4, 1],
    [HIT, STICK],
  );
  assertEquals(observations, [[9, 10, 0], [18, 10, 0], [18, 10, 0]]);
  // 12, then 16, then 17.
  assertEquals(text, "dealer 10 2 4 A\nyou 5 4 9\nwon\n");
  assertEquals([rewards, over], [[0, 1], true]);
});

Deno.test("blackjack(): an ace counts 11 as long as it may", () => {
  const { observations, rewards } = play(
    {},
    [9, 8, 1, 1, 9, 10, 5],
    [HIT, HIT, HIT],
  );
  assertEquals(observations, [[12, 9, 1], [21, 9, 1], [21, 9, 0], [26, 9, 0]]);
  assertEquals(rewards, [0, 0, -1]);
});

Deno.test("blackjack(): jacks, queens and kings count 10", () => {
  assertEquals(play({}, [13, 12, 11, 10], []).observations, [[20, 10, 0]]);
});

Deno.test("blackjack() plays Gymnasium's games, under all its rules", () => {
  let count = 0;
  for (const { options, games } of GAMES) {
    for (const { draws, actions, observations, reward, ...hands } of games) {
      const game = play(options, draws, [...actions].map(Number));
      assertEquals(game.observations, observations);
      assertEquals(game.rewards.at(-1), reward);
      assert(game.rewards.slice(0, -1).every((reward) => reward === 0));
      assert(game.over);
      assertEquals(game.taken, draws.length);
      const names = (cards: readonly number[]) =>
        cards.map((card) => card === 1 ? "A" : String(card)).join(" ");
      const [dealer, you] = [names(hands.dealer), names(hands.player)];
      assert(game.text.startsWith(`dealer ${dealer}\nyou ${you}\n`));
      count++;
    }
  }
  assertEquals(count, 116);
});

Deno.test("blackjack(): what an ace and a ten are worth", () => {
  const rewards = (draws: readonly number[]) =>
    [
      { sab: true, natural: false },
      { sab: true, natural: true },
      { sab: false, natural: false },
      { sab: false, natural: true },
    ].map((options) => play(options, draws, [STICK]).rewards[0]);
  // Against 20, against 21 of three cards, and against the same.
  assertEquals(rewards([10, 10, 1, 10]), [1, 1, 1, 1.5]);
  assertEquals(rewards([10, 6, 10, 1, 5]), [1, 1, 0, 0]);
  assertEquals(rewards([1, 10, 10, 1]), [0, 0, 0, 0]);
  // The dealer's is worth nothing special against 21.
  const late = play({}, [1, 10, 5, 6, 10], [HIT, STICK]);
  assertEquals(late.rewards, [0, 0]);
});

/** How likely the dealer ends with each sum; 22 stands for too much. Computed from the rules alone. */
function dealerEnds(hard: number, aces: boolean): Map<number, number> {
  const soft = aces && hard + 10 <= 21 ? hard + 10 : hard;
  if (soft >= 17) return new Map([[Math.min(soft, 22), 1]]);
  const ends = new Map<number, number>();
  for (let card = 1; card <= 10; card++) {
    const chance = card === 10 ? 4 / 13 : 1 / 13;
    for (const [end, p] of dealerEnds(hard + card, aces || card === 1)) {
      ends.set(end, (ends.get(end) ?? 0) + chance * p);
    }
  }
  return ends;
}

Deno.test("blackjack(): sticking earns what all of the dealer's draws say", () => {
  // All sequences that the dealer can draw, each as likely as its cards.
  for (const [shown, hidden, mine] of [[6, 10, 18], [1, 1, 19], [2, 3, 20]]) {
    let expected = 0;
    let whole = 0;
    const explore = (drawn: number[], chance: number) => {
      const cards = [shown!, hidden!, 10, mine! - 10, ...drawn];
      const game = playedOut(cards);
      if (game === undefined) {
        for (let card = 1; card <= 10; card++) {
          const p = card === 10 ? 4 / 13 : 1 / 13;
          explore([...drawn, card], chance * p);
        }
        return;
      }
      assertEquals(game.taken, cards.length);
      whole += chance;
      expected += chance * game.rewards[0]!;
    };
    explore([], 1);
    assertAlmostEquals(whole, 1, 1e-12);
    const ends = dealerEnds(shown! + hidden!, shown === 1 || hidden === 1);
    const rule = [...ends].reduce((sum, [end, p]) => {
      const reward = end > 21 ? 1 : Math.sign(mine! - end);
      return sum + p * reward;
    }, 0);
    assertAlmostEquals(expected, rule, 1e-12);
  }

  /** The game with these cards, if they are enough for it. */
  function playedOut(cards: readonly number[]) {
    try {
      return play({}, cards, [STICK]);
    } catch (error) {
      if (error === SCRIPT_OVER) return;
      throw error;
    }
  }
});

Deno.test("blackjack(): the dealer ends as he is known to", () => {
  const from = (hand: number, aces: boolean) => dealerEnds(hand, aces);
  const ends = new Map<number, number>();
  const { initialize, step, stateSize, rendering } = blackjack();
  const random = RandomStream.from(6);
  const state = new Float64Array(stateSize);
  const games = 20000;
  for (let i = 0; i < games; i++) {
    initialize(state, random);
    step(state, STICK, random);
    const cards = rendering!.text!(state).split("\n")[0]!.split(" ").slice(1)
      .map((name) => name === "A" ? 1 : Number(name));
    const hard = cards.reduce((a, b) => a + b);
    const soft = cards.includes(1) && hard <= 11 ? hard + 10 : hard;
    const end = Math.min(soft, 22);
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  const expected = from(0, false);
  assertEquals([...ends.keys()].sort(), [17, 18, 19, 20, 21, 22]);
  // Of cards that never run out, dealers are known to go beyond 21 in 28.2 % of games.
  assertAlmostEquals(expected.get(22)!, 0.282, 0.0005);
  for (const [end, p] of expected) {
    const deviation = Math.sqrt(p * (1 - p) / games);
    assertAlmostEquals(ends.get(end)! / games, p, 4.5 * deviation);
  }
});

Deno.test("blackjack(): hitting as long as it goes makes hands that fit, up to 21 aces", () => {
  const aces = Array<number>(22).fill(1);
  const { rewards, observations } = play({}, [10, 10, ...aces, 1], [
    ...Array<number>(20).fill(HIT),
  ]);
  assertEquals(observations.at(-2), [21, 10, 0]);
  assertEquals(rewards.at(-1), -1);
  fc.assert(fc.property(
    fc.array(fc.integer({ min: 1, max: 13 }), {
      minLength: 45,
      maxLength: 45,
    }),
    fc.nat(9),
    (draws, hits) => {
      const { observations, rewards } = play({}, draws, [HIT]);
      if (rewards[0] !== 0) return assert(observations[1]![0]! > 21);
      const actions = Array<number>(hits).fill(HIT);
      const game = tryPlay(draws, actions);
      for (const [total, shown, ace] of game) {
        assert(total! >= 4 && total! <= 31 && shown! >= 1 && shown! <= 10);
        assert(ace === 0 || total! >= 12 && total! <= 21);
      }
    },
  ));

  /** What is seen of a game, up to its end. */
  function tryPlay(draws: number[], actions: number[]): number[][] {
    const seen: number[][] = [];
    for (let count = 0; count <= actions.length; count++) {
      const game = play({}, draws, actions.slice(0, count));
      seen.push(game.observations.at(-1)!);
      if (game.over) break;
    }
    return seen;
  }
});

Deno.test("blackjack() passes checkEnv(), hides a card, and shows it at the end", () => {
  assert(checkEnv(blackjack()).terminated > 20);
  using env = make(blackjack());
  env.reset({ seed: 1 });
  assert(/^dealer \w+ \?\nyou \w+ \w+\n$/.test(env.render("text")));
  const before = env.render("svg");
  env.step(STICK);
  assert(/^dealer [^?]+\nyou \w+ \w+\n(won|lost|draw)\n$/.test(
    env.render("text"),
  ));
  assert(before !== env.render("svg"));
});

Deno.test("blackjack() has the book's rules unless told otherwise", () => {
  assertEquals(blackjack().options, { natural: false, sab: true });
  assertThrows(
    () => blackjack({ sap: true } as BlackjackOptions),
    RangeError,
    '"natural", "sab"',
  );
  assertThrows(
    () => make(blackjack()).reset({ options: { cards: 3 } }),
    RangeError,
    "Cannot reset a game of Blackjack",
  );
});
