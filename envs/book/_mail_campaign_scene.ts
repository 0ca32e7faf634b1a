import { person } from "../finite_mdp/person.ts";
import { label } from "../rendering/label.ts";
import { rectangle } from "../rendering/rectangle.ts";
import type { Scene, SceneColor, SceneShape } from "../rendering/scene.ts";

/** What can be seen of a mailing campaign; histories as shares of the most there can be. */
export interface MailCampaignView {
  /** Years. */
  readonly age: number;
  /** Time since the last purchase. */
  readonly recency: number;
  /** Purchases. */
  readonly frequency: number;
  /** What is spent each time. */
  readonly spent: number;
  /** Whether the last customer got a letter. */
  readonly sent: boolean;
  /** What that earned. */
  readonly earned: number;
  /** What has been earned altogether. */
  readonly total: number;
  /** How many letters were sent. */
  readonly letters: number;
}

const WIDTH = 600;
const HEIGHT = 400;
const BARS = { left: 310, width: 250 };

const ROOM = "#f4ece0";
const TABLE = "#c9a27c";
const PAPER = "#ffffff";
const FOLD = "#b9b2a5";
const STAMP = "#c0504d";
const TRACK = "#e2d6c3";
const INK = "#43382c";
const GAIN = "#3c8d5a";
const CLOTHES: readonly SceneColor[] = ["#3f7fbf", "#7a62a8", "#6b7780"];

/** The customer who is next, what is known of them, and what became of the last letter. */
export function mailCampaignScene(view: MailCampaignView): Scene {
  const { age, recency, frequency, spent, sent, earned, total, letters } = view;
  // From a blue pullover for the young to a grey one for the old.
  const clothes = CLOTHES[Math.min(Math.floor((age - 18) / 21), 2)]!;
  return {
    width: WIDTH,
    height: HEIGHT,
    background: ROOM,
    shapes: [
      {
        kind: "polygon",
        points: rectangle(0, 290, WIDTH, HEIGHT - 290),
        fill: TABLE,
      },
      ...person({ at: [150, 180], size: 230, fill: clothes }),
      ...label(`${Math.floor(age)} years`, text([150, 40], INK)),
      ...bar(60, "last bought", recency, "#8d99ae"),
      ...bar(130, "purchases", frequency, "#3f88c5"),
      ...bar(200, "spends", spent, "#e2a227"),
      ...sent ? envelope(85, 345) : [],
      ...label(
        sent ? `letter ${earned.toFixed(1)}` : "no letter",
        text([225, 345], sent && earned > 0 ? GAIN : INK),
      ),
      ...label(
        `${total.toFixed(0)} with ${letters} sent`,
        text([460, 345], INK),
      ),
    ],
  };
}

const text = (at: readonly [number, number], fill: SceneColor) =>
  ({ at, size: 17, fill }) as const;

/** A share with its name above. */
function bar(
  top: number,
  name: string,
  share: number,
  fill: SceneColor,
): SceneShape[] {
  const { left, width } = BARS;
  return [
    ...label(name, text([left + width / 2, top], INK)),
    {
      kind: "polygon",
      points: rectangle(left, top + 16, width, 20),
      fill: TRACK,
    },
    {
      kind: "polygon",
      points: rectangle(left, top + 16, Math.max(1, width * share), 20),
      fill,
    },
  ];
}

function envelope(x: number, y: number): SceneShape[] {
  const [left, top] = [x - 45, y - 28];
  const fold = (to: number): SceneShape => ({
    kind: "line",
    from: [to, top],
    to: [x, y + 4],
    width: 2,
    stroke: FOLD,
  });
  return [
    { kind: "polygon", points: rectangle(left, top, 90, 56), fill: PAPER },
    fold(left),
    fold(left + 90),
    { kind: "polygon", points: rectangle(x + 26, y + 8, 14, 16), fill: STAMP },
  ];
}
