/** Where a hand lies in the state: first how many cards it has, then the cards. */
export interface Hand {
  /** The place of the number of cards. */
  readonly count: number;
  /** The most cards there can be. */
  readonly most: number;
}

/** An ace; it counts as 11 where that is not too much. */
const ACE = 1;
const LIMIT = 21;

/** One draws with at most 21, and each card counts at least 1. */
export const PLAYER: Hand = { count: 0, most: LIMIT + 1 };
/** The dealer draws with at most 16. */
export const DEALER: Hand = { count: 1 + PLAYER.most, most: 17 };
/** How many numbers the hands are. */
export const TABLE_SIZE: number = 2 + PLAYER.most + DEALER.most;

/** Adds a card to a hand. */
export function addCard(state: Float64Array, hand: Hand, card: number): void {
  state[hand.count]!++;
  state[hand.count + state[hand.count]!] = card;
}

/** Whether numbers are a hand: as many cards as they say, each of the pack. */
export function isHand(numbers: Float64Array, { count, most }: Hand): boolean {
  const cards = numbers[count]!;
  return Number.isInteger(cards) && cards >= 2 && cards <= most &&
    numbers.subarray(count + 1, count + 1 + cards).every((card) =>
      Number.isInteger(card) && card >= ACE && card <= 10
    );
}

/** The cards of a hand, in the order they were drawn. */
export function cardsOf(state: Float64Array, hand: Hand): Float64Array {
  const first = hand.count + 1;
  return state.subarray(first, first + state[hand.count]!);
}

/** The card of the dealer that all can see: the first one. */
export function shownCard(state: Float64Array): number {
  return state[DEALER.count + 1]!;
}

/** The sum of the cards, an ace counted as 11 where that is not too much. */
export function total(state: Float64Array, hand: Hand): number {
  const sum = hardTotal(state, hand);
  return usableAce(state, hand) ? sum + 10 : sum;
}

/** Whether there is an ace that counts as 11. */
export function usableAce(state: Float64Array, hand: Hand): boolean {
  return hasAce(state, hand) && hardTotal(state, hand) + 10 <= LIMIT;
}

/** Whether the cards are too much. */
export function isBust(state: Float64Array, hand: Hand): boolean {
  return hardTotal(state, hand) > LIMIT;
}

/** Whether the hand is an ace and a ten, and nothing else. */
export function isNatural(state: Float64Array, hand: Hand): boolean {
  return state[hand.count] === 2 && total(state, hand) === LIMIT;
}

/** The sum of the cards, aces counted as 1. */
function hardTotal(state: Float64Array, { count }: Hand): number {
  let sum = 0;
  for (let i = state[count]!; i > 0; i--) sum += state[count + i]!;
  return sum;
}

function hasAce(state: Float64Array, { count }: Hand): boolean {
  for (let i = state[count]!; i > 0; i--) {
    if (state[count + i] === ACE) return true;
  }
  return false;
}
