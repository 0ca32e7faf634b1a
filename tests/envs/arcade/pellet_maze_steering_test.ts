import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import {
  IS_CORRIDOR,
  NEIGHBOR,
  PELLET_TILES,
} from "../../../envs/arcade/_pellet_maze_map.ts";
import { movePlayer } from "../../../envs/arcade/_pellet_maze_steering.ts";
import {
  BOARD,
  DIRECTION,
  OFFSET,
  PLAYER,
  TILE,
  WISH,
} from "../../../envs/arcade/_pellet_maze_state.ts";
import { walkerX, walkerY } from "../../../envs/arcade/_pellet_maze_walk.ts";
import { moment, type Spot, spotOf, STICK } from "./pellet_maze_moment.ts";

/** Where the player is after some frames, each with its position of the joystick. */
function walked(from: Spot, ...joystick: number[]): Spot {
  const state = moment(from);
  for (const position of joystick) movePlayer(state, position);
  return spotOf(state, PLAYER);
}

const hold = (frames: number, joystick = 0) => Array(frames).fill(joystick);

Deno.test("the player walks three quarters of a pixel a frame, and faster on later boards", () => {
  assertEquals(walked([13, 19, "L"], 0), [13, 19, "L", 0.75]);
  assertEquals(walked([13, 19, "L"], ...hold(8)), [12, 19, "L", 0]);
  assertEquals(walked([13, 19, "L"], ...hold(17)), [11, 19, "L", 0.75]);
  const pixels = [0, 1, 2, 3, 4, 5, 9].map((board) => {
    const state = moment([13, 19, "L"]);
    state[BOARD] = board;
    movePlayer(state, 0);
    return state[PLAYER + OFFSET];
  });
  assertEquals(pixels, [0.75, 0.8125, 0.875, 0.9375, 0.9375, 0.9375, 0.9375]);
});

Deno.test("the player stops on the tile before a wall", () => {
  assertEquals(walked([2, 19, "L", 5.5], 0), [1, 19, "L", 0]);
  assertEquals(walked([2, 19, "L"], ...hold(30)), [1, 19, "L", 0]);
  assertEquals(walked([1, 19, "L"], ...hold(5, STICK.down)), [1, 19, "L", 0]);
});

Deno.test("the player turns aside on the middle of a tile, and back anywhere", () => {
  // Up from the left end of row 19, with what is left of the way.
  assertEquals(walked([2, 19, "L", 5.5], STICK.up), [1, 19, "U", 0.25]);
  assertEquals(walked([2, 19, "L", 4], STICK.up), [2, 19, "L", 4.75]);
  assertEquals(walked([2, 19, "L", 4], STICK.right), [1, 19, "R", 2.75]);
  assertEquals(walked([1, 17, "U", 1], STICK.down), [1, 16, "D", 5.75]);
  assertEquals(walked([2, 19, "L"], STICK.right), [2, 19, "R", 0.75]);
  assertEquals(walked([1, 19, "L"], STICK.right), [1, 19, "R", 0.75]);
});

Deno.test("the player remembers a turn that was asked for too early, once", () => {
  const early = walked([3, 19, "L"], STICK.up, ...hold(16));
  assertEquals(early, [1, 19, "U", 0.75]);
  // Then up to row 16, where she could go on to the right, and stops.
  const later = walked([3, 19, "L"], STICK.up, ...hold(100));
  assertEquals(later, [1, 16, "U", 0]);
  const held = walked([3, 19, "L"], ...hold(40, STICK.upRight));
  // Held up-right, she turns back at once, and up at the first opening, in column 6.
  assertEquals(held, [6, 17, "U", 0]);
});

Deno.test("of a corner position the player obeys the part that she can turn to", () => {
  // Column 6 leads up from row 19, and nothing down.
  const before = [7, 19, "L", 5.5] as const;
  assertEquals(walked(before, STICK.upRight), [6, 19, "R", 1.25]);
  assertEquals(walked(before, STICK.upLeft), [6, 19, "U", 0.25]);
  assertEquals(walked(before, STICK.downLeft), [6, 19, "L", 0.25]);
  const on = [6, 19, "L"] as const;
  assertEquals(walked(on, STICK.upRight), [6, 19, "U", 0.75]);
  assertEquals(walked(on, STICK.upLeft), [6, 19, "U", 0.75]);
  assertEquals(walked(on, STICK.downRight), [6, 19, "R", 0.75]);
  assertEquals(walked(on, STICK.downLeft), [6, 19, "L", 0.75]);
});

Deno.test("the tunnel leads to the other side", () => {
  assertEquals(walked([1, 12, "L"], ...hold(16)), [26, 12, "L", 0]);
  assertEquals(walked([25, 12, "R"], ...hold(16)), [0, 12, "R", 0]);
});

const spot = fc.record({
  tile: fc.constantFrom(...PELLET_TILES),
  direction: fc.nat(3),
  offset: fc.nat(23).map((quarters) => quarters / 4),
  wish: fc.nat(8),
  joystick: fc.nat(8),
}, { noNullPrototype: true });

/** The axis parts of each position, as directions: up, left, down, right. */
const PARTS: readonly number[][] = [
  [],
  [0],
  [3],
  [1],
  [2],
  [0, 3],
  [0, 1],
  [2, 3],
  [2, 1],
];

Deno.test("the player stays in corridors, moves along them, and turns only where she was told", () => {
  let turns = 0;
  const law = ({ tile, direction, offset, wish, joystick }: {
    tile: number;
    direction: number;
    offset: number;
    wish: number;
    joystick: number;
  }) => {
    const state = moment([0, 0]);
    const isOpen = IS_CORRIDOR[NEIGHBOR[4 * tile + direction]!]!;
    state[PLAYER + TILE] = tile;
    state[PLAYER + DIRECTION] = direction;
    state[PLAYER + OFFSET] = isOpen ? offset : 0;
    state[WISH] = wish;
    const before = [walkerX(state, PLAYER), walkerY(state, PLAYER)];
    movePlayer(state, joystick);
    const [now, heading, past] = [TILE, DIRECTION, OFFSET].map((place) =>
      state[PLAYER + place]!
    );
    assert(IS_CORRIDOR[now!]);
    assert(past! >= 0 && past! < 6);
    assert(past === 0 || IS_CORRIDOR[NEIGHBOR[4 * now! + heading!]!]);
    const moved = Math.abs(walkerX(state, PLAYER) - before[0]!) +
      Math.abs(walkerY(state, PLAYER) - before[1]!);
    assert(moved <= 0.75 || moved >= 160); // or through the tunnel
    if (heading === direction) {
      // She stands still only before a wall.
      if (moved < 0.75) assert(!IS_CORRIDOR[NEIGHBOR[4 * now! + heading]!]);
      return;
    }
    turns++;
    assert(PARTS[joystick === 0 ? wish : joystick]!.includes(heading!));
    assertEquals(state[WISH], joystick);
  };
  fc.assert(fc.property(spot, law), { numRuns: 500 });
  turns = 0;
  fc.sample(spot, { numRuns: 500, seed: 1 }).forEach(law);
  assert(turns > 100, `${turns} turns`);
});
