import { RandomStream } from "../../../core/random.ts";
import { HOME, tileAt } from "../../../envs/arcade/_pellet_maze_map.ts";
import { begin, tick } from "../../../envs/arcade/_pellet_maze_rules.ts";
import {
  DIRECTION,
  ghostAt,
  GHOSTS,
  MODE,
  OFFSET,
  PLAYER,
  REST,
  RESTING,
  ROAMING,
  STATE_SIZE,
  TILE,
} from "../../../envs/arcade/_pellet_maze_state.ts";

/** Up, left, down and right, in the order of their numbers. */
const HEADINGS = ["U", "L", "D", "R"] as const;
export type Heading = typeof HEADINGS[number];

/** Where a walker is: column, row, direction, and how many pixels past the middle of its tile. */
export type Spot = readonly [
  column: number,
  row: number,
  direction?: Heading,
  offset?: number,
];

/** Positions of the joystick. */
export const STICK = {
  centre: 0,
  up: 1,
  right: 2,
  left: 3,
  down: 4,
  upRight: 5,
  upLeft: 6,
  downRight: 7,
  downLeft: 8,
} as const;

/** Moves a walker. */
export function put(state: Float64Array, walker: number, spot: Spot): void {
  const [column, row, direction = "L", offset = 0] = spot;
  state[walker + TILE] = tileAt(column, row);
  state[walker + DIRECTION] = HEADINGS.indexOf(direction);
  state[walker + OFFSET] = offset;
}

/** Where a walker is, as {@linkcode put} takes it. */
export function spotOf(state: Float64Array, walker: number): Spot {
  const tile = state[walker + TILE]!;
  return [
    tile % 27,
    Math.floor(tile / 27),
    HEADINGS[state[walker + DIRECTION]!]!,
    state[walker + OFFSET]!,
  ];
}

/** A moment of the first board: the ghosts rest at home for long, but those with a spot. */
export function moment(
  player: Spot,
  ghosts: Readonly<Record<number, Spot>> = {},
): Float64Array {
  const state = new Float64Array(STATE_SIZE);
  begin(state, 0);
  put(state, PLAYER, player);
  for (let ghost = 0; ghost < GHOSTS; ghost++) {
    const walker = ghostAt(ghost);
    const spot = ghosts[ghost];
    put(state, walker, spot ?? [HOME % 27, Math.floor(HOME / 27)]);
    state[walker + MODE] = spot ? ROAMING : RESTING;
    state[walker + REST] = spot ? 0 : 1e6;
  }
  return state;
}

/** Plays some frames with the joystick held, and answers their points. */
export function play(
  state: Float64Array,
  frames: number,
  joystick = 0,
  random: RandomStream = RandomStream.from(0),
): number {
  let points = 0;
  for (let frame = 0; frame < frames; frame++) {
    points += tick(state, joystick, random);
  }
  return points;
}
