import { assert, assertEquals, assertGreater, assertThrows } from "@std/assert";
import { drawPelletMaze } from "../../../envs/arcade/_pellet_maze_picture.ts";
import { paintMaze } from "../../../envs/arcade/_pellet_maze_scenery.ts";
import {
  CAUGHT,
  FRIGHT,
  ghostAt,
  PELLETS,
  SCARED,
  SCENE,
} from "../../../envs/arcade/_pellet_maze_state.ts";
import { arrivalsOf } from "../../../envs/arcade/_pellet_maze_danger.ts";
import { PELLET_ON } from "../../../envs/arcade/_pellet_maze_map.ts";
import { SCREEN_SIZE } from "../../../envs/arcade/_screen.ts";
import { pelletMaze } from "../../../envs/arcade/pellet_maze.ts";
import { pelletMazePlayer } from "../../../envs/arcade/pellet_maze_player.ts";
import { moment, STICK } from "./pellet_maze_moment.ts";
import { screenScore } from "./screen_score.ts";

const player = pelletMazePlayer();

/** What she does in a moment. */
function does(state: Float64Array): number {
  const screen = new Uint8Array(SCREEN_SIZE);
  paintMaze(screen);
  drawPelletMaze(state, screen);
  return player(screen);
}

/** A moment with a few pellets only. */
function sparse(
  ...[pellets, ...rest]: [
    (readonly [number, number])[],
    ...Parameters<typeof moment>,
  ]
) {
  const state = moment(...rest);
  state.fill(0, PELLETS);
  for (const [column, row] of pellets) {
    state[PELLETS + PELLET_ON[27 * row + column]!] = 1;
  }
  return state;
}

Deno.test("pelletMazePlayer() goes for the nearest pellet, and away from a ghost on the way", () => {
  const pellets = [[9, 4], [22, 4]] as const;
  const from = [12, 4, "R"] as const;
  assertEquals(does(sparse([...pellets], from)), STICK.left);
  assertEquals(
    does(sparse([...pellets], from, { 0: [10, 4, "R"] })),
    STICK.right,
  );
  // One that walks away is no danger.
  assertEquals(does(sparse([[11, 4]], from, { 0: [6, 4, "L"] })), STICK.left);
});

Deno.test("pelletMazePlayer() goes where she comes sooner than a ghost, if not into a trap", () => {
  const pellets = [[8, 4], [22, 4]] as const;
  const race = (column: number) =>
    does(sparse([...pellets], [12, 4, "R"], { 0: [column, 4, "R"] }));
  assertEquals([3, 4].map(race), [STICK.left, STICK.right]);
  // From the crossing the way up leads round to a ghost, with no way out between.
  const trap = sparse([[6, 2], [9, 4]], [6, 4, "R"], { 0: [1, 3, "U"] });
  assertEquals(does(trap), STICK.right);
});

Deno.test("pelletMazePlayer() chases frightened ghosts that are near, and not others", () => {
  const chase = (column: number) => {
    const state = sparse([[9, 4]], [12, 4, "R"], { 0: [column, 4, "R"] });
    state[ghostAt(0) + SCARED] = 1;
    state[FRIGHT] = 300;
    return does(state);
  };
  assertEquals([15, 19, 24].map(chase), [STICK.right, STICK.right, STICK.left]);
});

Deno.test("pelletMazePlayer() keeps power pellets for when a ghost is near", () => {
  const pellets = [[1, 3], [6, 4]] as const;
  const from = [2, 4, "L"] as const;
  assertEquals(does(sparse([...pellets], from)), STICK.right);
  assertEquals(
    does(sparse([...pellets], from, { 0: [8, 4, "L"] })),
    STICK.left,
  );
  assertEquals(does(sparse([[1, 3]], from)), STICK.left);
});

Deno.test("pelletMazePlayer() waits while she cannot be seen", () => {
  const state = moment([13, 19, "L"]);
  state[SCENE] = CAUGHT;
  assertEquals(does(state), STICK.centre);
});

Deno.test("hunters that never turn back come late to what is behind them", () => {
  const at = (column: number, row: number) => 27 * row + column;
  const ahead = arrivalsOf([{ tile: at(3, 19), direction: 3 }]);
  assertEquals([3, 4, 6, 10].map((x) => ahead[at(x, 19)]), [0, 1, 3, 7]);
  assertGreater(ahead[at(2, 19)]!, 10);
  const unseen = arrivalsOf([{ tile: at(3, 19), direction: -1 }]);
  assertEquals([2, 4].map((x) => unseen[at(x, 19)]), [1, 1]);
  // From the house they come by the door.
  const resting = arrivalsOf([{ tile: at(11, 12), direction: 0 }]);
  assertEquals([resting[at(13, 10)], resting[at(12, 10)]], [0, 1]);
  assertEquals(arrivalsOf([])[at(1, 1)], Infinity);
});

Deno.test("pelletMazePlayer() clears a board as a rule, from what it sees alone", () => {
  const game = pelletMaze({ skipIntro: true, frameSkip: 4 });
  const scores = [0, 1].map((seed) => screenScore(game, player, seed, 4000));
  const mean = scores.reduce((a, b) => a + b) / scores.length;
  assertGreater(mean, 5000);
  assert(scores.every((score) => score > 3000), `${scores}`);
});

Deno.test("pelletMazePlayer() refuses another screen", () => {
  assertThrows(
    () => player(new Uint8Array(88 * 80)),
    RangeError,
    "Cannot play a pellet maze as the screen must be 100800 numbers: current length is 7040",
  );
});
