import { gridLayout } from "../finite_mdp/grid_layout.ts";
import { person } from "../finite_mdp/person.ts";
import { label } from "../rendering/label.ts";
import { rectangle } from "../rendering/rectangle.ts";
import type { Scene, SceneColor, SceneShape } from "../rendering/scene.ts";

/** What can be seen of a radio and its listener. */
export interface MusicRadioView {
  /** How much each song is liked, within [0, 1]. */
  readonly liking: ArrayLike<number>;
  /** How recently each was played, within [0, 1]. */
  readonly recency: ArrayLike<number>;
  /** What is left of the listener's patience, within [0, 1]. */
  readonly patience: number;
  /** What was played last: a song, the number behind them for an ad, −1 for nothing. */
  readonly played: number;
  /** Whether it was heard out. */
  readonly heardOut: boolean;
}

const LISTENER = 160; // pixels below the records
const COLUMNS = 4;

const ROOM = "#2d2438";
const FLOOR = "#453553";
const VINYL = "#15131a";
const TIRED = "#4a4652";
const LABELS: readonly SceneColor[] = [
  "#e4572e",
  "#f3a712",
  "#a8c686",
  "#669bbc",
  "#c084c9",
  "#f08ba0",
];
const GLOW = "#ffe08a";
const HEART = "#ff6b81";
const BAR = "#6c5a7d";
const INK = "#f5eefb";
const GOOD = "#7fd28a";
const BAD = "#ff8a75";

/** The records, with how much each is liked, and the listener with what is left of the patience. */
export function musicRadioScene(view: MusicRadioView): Scene {
  const { liking, recency, patience, played, heardOut } = view;
  const count = liking.length;
  const columns = Math.min(count, COLUMNS);
  const rows = Math.ceil(count / columns);
  const { width, height, side, center } = gridLayout({ rows, columns });
  const record = (song: number): SceneShape[] => {
    const [x, y] = center(song);
    const disc = (share: number, fill: SceneColor): SceneShape => ({
      kind: "circle",
      center: [x, y - 0.05 * side],
      radius: share * side,
      fill,
    });
    return [
      ...song === played ? [disc(0.41, GLOW)] : [],
      disc(0.37, recency[song]! > 0.2 ? TIRED : VINYL),
      disc(0.17, LABELS[song % LABELS.length]!),
      ...label(String(song), {
        at: [x, y - 0.05 * side],
        size: 0.14 * side,
        fill: VINYL,
      }),
      ...bar([x - 0.36 * side, y + 0.4 * side], 0.72 * side, liking[song]!),
    ];
  };
  const left = patience === 0;
  const what = played === count ? "ad" : "song";
  const news = played < 0
    ? "nothing yet"
    : left
    ? "listener left"
    : `${what} ${heardOut ? "heard out" : "skipped"}`;
  return {
    width,
    height: height + LISTENER,
    background: ROOM,
    shapes: [
      ...Array.from({ length: count }, (_, song) => record(song)).flat(),
      {
        kind: "polygon",
        points: rectangle(0, height, width, LISTENER),
        fill: FLOOR,
      },
      ...left ? [] : person({
        at: [0.15 * width, height + LISTENER / 2],
        size: 0.8 * LISTENER,
        fill: "#4f9d8f",
      }),
      ...label(news, {
        at: [0.62 * width, height + 0.3 * LISTENER],
        size: 0.04 * width,
        fill: played < 0 ? INK : heardOut && !left ? GOOD : BAD,
      }),
      ...label("patience", {
        at: [0.62 * width, height + 0.58 * LISTENER],
        size: 0.03 * width,
        fill: INK,
      }),
      ...bar([0.32 * width, height + 0.75 * LISTENER], 0.6 * width, patience),
    ],
  };
}

function bar(
  [x, y]: readonly [number, number],
  length: number,
  share: number,
): SceneShape[] {
  const part = (share: number, fill: SceneColor): SceneShape => ({
    kind: "polygon",
    points: rectangle(x, y, share * length, 7),
    fill,
  });
  return [part(1, BAR), part(share, HEART)];
}
