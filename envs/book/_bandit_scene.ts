import { gridLayout } from "../finite_mdp/grid_layout.ts";
import { label } from "../rendering/label.ts";
import { rectangle } from "../rendering/rectangle.ts";
import type { Scene, SceneColor, SceneShape } from "../rendering/scene.ts";

/** What can be seen of a row of slot machines. */
export interface BanditView {
  /** How many machines there are. */
  readonly count: number;
  /** Which was played last; −1 is none. */
  readonly machine: number;
  /** What it paid. */
  readonly paid: number;
}

const WALL = "#35263f";
const BODY = "#b3352c";
const PLAYED = "#e0574c";
const GLASS = "#f7f0dc";
const METAL = "#c9ccd1";
const LIT = "#ffd23f";
const UNLIT = "#6e5a2e";
const INK = "#2b2b2b";

/** The machines beside each other; the lamp of the last one is lit if it paid. */
export function banditScene({ count, machine, paid }: BanditView): Scene {
  const columns = Math.min(count, 5);
  const rows = Math.ceil(count / columns);
  const { width, height, side, center } = gridLayout({ rows, columns });
  const shapes = Array.from({ length: count }, (_, i): SceneShape[] => {
    const [x, y] = center(i);
    const played = i === machine;
    const box = (
      [left, top, right, bottom]: readonly [number, number, number, number],
      fill: SceneColor,
    ): SceneShape => ({
      kind: "polygon",
      points: rectangle(
        x + left * side,
        y + top * side,
        (right - left) * side,
        (bottom - top) * side,
      ),
      fill,
    });
    const disc = (
      right: number,
      down: number,
      radius: number,
      fill: SceneColor,
    ): SceneShape => ({
      kind: "circle",
      center: [x + right * side, y + down * side],
      radius: radius * side,
      fill,
    });
    // The lever of the machine that is played is down.
    const lever = played ? 0.16 : -0.2;
    return [
      {
        kind: "line",
        from: [x + 0.26 * side, y],
        to: [x + 0.37 * side, y + lever * side],
        width: 0.04 * side,
        stroke: METAL,
      },
      disc(0.37, lever, 0.06, METAL),
      disc(0, -0.3, 0.09, played && paid > 0 ? LIT : UNLIT),
      box([-0.28, -0.3, 0.28, 0.38], played ? PLAYED : BODY),
      box([-0.2, -0.2, 0.2, 0.1], GLASS),
      box([-0.16, 0.2, 0.16, 0.28], INK),
      ...label(String(i), {
        at: [x, y - 0.05 * side],
        size: 0.2 * side,
        fill: INK,
      }),
    ];
  });
  return { width, height, background: WALL, shapes: shapes.flat() };
}

/** The numbers of the machines, with brackets around the one that was played, and what it paid. */
export function banditText({ count, machine, paid }: BanditView): string {
  const numbers = Array.from(
    { length: count },
    (_, i) => i === machine ? `[${i}]` : ` ${i} `,
  );
  return `${numbers.join("")} pays ${paid}\n`;
}
