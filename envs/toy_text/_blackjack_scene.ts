import { label } from "../rendering/label.ts";
import { rectangle } from "../rendering/rectangle.ts";
import type { Scene, SceneShape } from "../rendering/scene.ts";
import {
  cardsOf,
  DEALER,
  type Hand,
  PLAYER,
  shownCard,
  total,
} from "./_blackjack_table.ts";

const WIDTH = 512;
const HEIGHT = 384;
const CARD = { width: 72, height: 104 };
const MARGIN = 36;
const FELT = "#2b6a4d";
const CHALK = "#d7e8df";
const PAPER = "#fdfcf8";
const BACK = "#8c2f39";
const PATTERN = "#b5545d";
const INK = "#26323d";

/** The cards on the table; the dealer's second one is hidden until there is a result. */
export function blackjackScene(
  state: Float64Array,
  result: number | null,
): Scene {
  const note = (text: string, y: number) =>
    label(text, { at: [WIDTH / 2, y], size: 21, fill: CHALK });
  const dealer = result === null ? shownOf(state) : total(state, DEALER);
  return {
    width: WIDTH,
    height: HEIGHT,
    background: FELT,
    shapes: [
      ...note(`DEALER ${dealer}`, 24),
      ...handShapes(namesOf(state, DEALER, result), 44),
      ...note(result === null ? "HIT OR STICK?" : nameOf(result), HEIGHT / 2),
      ...handShapes(namesOf(state, PLAYER, result), HEIGHT - 44 - CARD.height),
      ...note(`YOU ${total(state, PLAYER)}`, HEIGHT - 24),
    ],
  };
}

/** Both hands, and the result if there is one. */
export function blackjackText(
  state: Float64Array,
  result: number | null,
): string {
  const hand = (of: Hand) => namesOf(state, of, result).join(" ");
  const lines = [`dealer ${hand(DEALER)}`, `you ${hand(PLAYER)}`];
  if (result !== null) lines.push(nameOf(result).toLowerCase());
  return lines.map((line) => `${line}\n`).join("");
}

/** What is written on the cards; `?` is on their back. */
function namesOf(
  state: Float64Array,
  hand: Hand,
  result: number | null,
): string[] {
  return Array.from(
    cardsOf(state, hand),
    (card, i) =>
      hand === DEALER && i === 1 && result === null ? "?" : cardName(card),
  );
}

function cardName(card: number): string {
  return card === 1 ? "A" : String(card);
}

function shownOf(state: Float64Array): string {
  return cardName(shownCard(state));
}

function nameOf(result: number): string {
  if (result === 0) return "DRAW";
  return result > 0 ? "WON" : "LOST";
}

/** Cards beside each other, or over each other where they are many. */
function handShapes(names: readonly string[], top: number): SceneShape[] {
  const room = WIDTH - 2 * MARGIN - CARD.width;
  const distance = Math.min(CARD.width + 12, room / (names.length - 1));
  const left = (WIDTH - CARD.width - distance * (names.length - 1)) / 2;
  return names.flatMap((name, i) => cardShapes(name, left + i * distance, top));
}

function cardShapes(name: string, left: number, top: number): SceneShape[] {
  const { width, height } = CARD;
  const area = (inset: number, fill: Scene["background"]): SceneShape => ({
    kind: "polygon",
    points: rectangle(
      left + inset,
      top + inset,
      width - 2 * inset,
      height - 2 * inset,
    ),
    fill,
  });
  if (name === "?") return [area(0, INK), area(1, BACK), area(10, PATTERN)];
  // Small in the corner, where the next card leaves it to be seen, and large in the middle.
  const small = label(name, {
    at: [left + 6 + 5 * name.length, top + 14],
    size: 14,
    fill: INK,
  });
  const large = label(name, {
    at: [left + width / 2, top + height / 2 + 6],
    size: 35,
    fill: INK,
  });
  return [area(0, INK), area(1, PAPER), ...small, ...large];
}
