import { assert, assertEquals, assertGreater } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { frighten } from "../../../envs/arcade/_pellet_maze_ghosts.ts";
import {
  IS_POWER,
  MAZE,
  PELLET_ON,
  PELLET_TILES,
} from "../../../envs/arcade/_pellet_maze_map.ts";
import {
  begin,
  isOver,
  tick,
} from "../../../envs/arcade/_pellet_maze_rules.ts";
import {
  BOARD,
  BONUS,
  CAUGHT,
  CLEARED,
  DIRECTION,
  FRIGHT,
  GHOST_EATEN,
  ghostAt,
  LIVES,
  MODE,
  OFFSET,
  PELLETS,
  PELLETS_LEFT,
  PLAYER,
  PLAYING,
  READY,
  RETURNING,
  SCARED,
  SCENE,
  SCORE,
  STATE_SIZE,
  STREAK,
  TILE,
  WAIT,
  WISH,
} from "../../../envs/arcade/_pellet_maze_state.ts";
import { walkerX, walkerY } from "../../../envs/arcade/_pellet_maze_walk.ts";
import { moment, play, put, spotOf, STICK } from "./pellet_maze_moment.ts";

/** Takes away all pellets but the last ones. */
function leave(state: Float64Array, ...tiles: (readonly [number, number])[]) {
  state.fill(0, PELLETS);
  for (const [column, row] of tiles) {
    state[PELLETS + PELLET_ON[27 * row + column]!] = 1;
  }
  state[PELLETS_LEFT] = tiles.length;
}

Deno.test("a pellet is worth 10 as soon as the player is more on its tile than on another", () => {
  const state = moment([13, 19, "L"]);
  assertEquals([play(state, 3), play(state, 1)], [0, 10]);
  assertEquals([state[SCORE], state[PELLETS_LEFT]], [10, 299]);
  assertEquals([play(state, 7), play(state, 1), play(state, 8)], [0, 10, 10]);
});

Deno.test("a power pellet is worth 50, and frightens for six seconds, on later boards for less", () => {
  const frights = [0, 1, 2, 5, 6, 9].map((board) => {
    const state = moment([1, 2, "D", 2.75], { 0: [9, 4, "R"] });
    state[BOARD] = board;
    state[STREAK] = 3;
    assertEquals(play(state, 1, STICK.down), 50);
    assertEquals(state[STREAK], 0);
    assertEquals(state[ghostAt(0) + SCARED], 1);
    return state[FRIGHT]! + 1; // One frame has passed.
  });
  assertEquals(frights, [360, 300, 240, 60, 60, 60]);
});

Deno.test("the frightened ghosts of a fright are worth 200, 400, 800 and 1600", () => {
  const spot = [3, 4, "L"] as const;
  const state = moment([2, 4, "R"], { 0: spot, 1: spot, 2: spot, 3: spot });
  leave(state, [1, 1]);
  state[FRIGHT] = 100;
  const rewards = [0, 1, 2, 3].map((ghost) => {
    state[ghostAt(ghost) + SCARED] = 1;
    // The others are not there yet.
    for (let other = ghost + 1; other < 4; other++) {
      state[ghostAt(other) + MODE] = RETURNING;
    }
    state[ghostAt(ghost) + MODE] = 1;
    const points = play(state, 1);
    assertEquals(state[SCENE], GHOST_EATEN);
    assertEquals(state[ghostAt(ghost) + MODE], RETURNING);
    assertEquals(state[ghostAt(ghost) + SCARED], 0);
    // For half a second nobody moves.
    const before = [...state];
    assertEquals(play(state, 29, STICK.right), 0);
    assertEquals(state[SCENE], GHOST_EATEN);
    assertEquals(play(state, 1, STICK.right), 0);
    assertEquals(state[SCENE], PLAYING);
    state.set(before.slice(PLAYER, PELLETS), PLAYER);
    for (let other = 0; other < 4; other++) {
      state[ghostAt(other) + TILE] = 27 * 4 + 3;
      state[ghostAt(other) + OFFSET] = 0;
      state[ghostAt(other) + DIRECTION] = 1;
    }
    state[PLAYER + OFFSET] = 0;
    return points;
  });
  assertEquals(rewards, [200, 400, 800, 1600]);

  const all = moment([2, 4, "R"], { 0: spot, 1: spot, 2: spot, 3: spot });
  leave(all, [1, 1]);
  all[FRIGHT] = 100;
  for (let ghost = 0; ghost < 4; ghost++) all[ghostAt(ghost) + SCARED] = 1;
  assertEquals(play(all, 1), 3000);
  assertEquals([all[SCORE], all[STREAK]], [3000, 4]);
});

Deno.test("the player meets a ghost when they are less than a tile apart, in the tunnel too", () => {
  const meets = (
    player: Parameters<typeof moment>[0],
    ghost: typeof player,
  ) => {
    const state = moment(player, { 0: ghost });
    play(state, 1);
    return state[SCENE] === CAUGHT;
  };
  // They come nearer by 23/16 pixels a frame.
  assert(!meets([2, 4, "R"], [4, 4, "L", 4.5])); // 7.5 apart
  assert(meets([2, 4, "R"], [4, 4, "L", 4.75]));
  assert(meets([0, 12, "L", 3], [26, 12, "R", 2]));
  assert(meets([26, 12, "R", 1], [0, 12, "L", 0.5]));
  assert(!meets([26, 12, "R", 1], [1, 12, "L", 3]));
});

Deno.test("a caught player loses a life and begins again; the third time it is over", () => {
  const state = moment([2, 4, "R"], { 0: [3, 4, "L"] });
  leave(state, [1, 1], [2, 4]);
  state[BONUS] = 500;
  assertEquals(play(state, 1, STICK.up), 10);
  for (const lives of [2, 1, 0]) {
    assertEquals([state[SCENE], state[LIVES]], [CAUGHT, lives + 1]);
    const caught = spotOf(state, PLAYER);
    play(state, 63, STICK.up);
    assertEquals([state[LIVES], isOver(state)], [lives + 1, false]);
    assertEquals(spotOf(state, PLAYER), caught);
    play(state, 1);
    assertEquals([state[LIVES], isOver(state)], [lives, lives === 0]);
    if (lives === 0) {
      // The last scene stays.
      assertEquals([state[SCENE], spotOf(state, PLAYER)], [CAUGHT, caught]);
      break;
    }
    assertEquals([state[BONUS], state[WISH]], [0, 0]);
    assertEquals(state[SCENE], READY);
    assertEquals(spotOf(state, PLAYER), [13, 19, "L", 0]);
    assertEquals(spotOf(state, ghostAt(0)), [13, 10, "L", 0]);
    assertEquals([state[PELLETS_LEFT], state[SCORE]], [1, 10]);
    play(state, 60);
    assertEquals(state[SCENE], PLAYING);
    state.set(
      moment([2, 4, "R"], { 0: [3, 4, "L"] }).subarray(PLAYER, PELLETS),
      PLAYER,
    );
    assertEquals(play(state, 1), 0);
  }
});

Deno.test("after the last pellet comes another board, full and faster", () => {
  const state = moment([13, 19, "L"], { 0: [13, 20, "U"] });
  leave(state, [12, 19]);
  assertEquals(play(state, 4), 10);
  assertEquals([state[SCENE], state[PELLETS_LEFT]], [CLEARED, 0]);
  play(state, 59);
  assertEquals([state[SCENE], state[BOARD]], [CLEARED, 0]);
  play(state, 1);
  assertEquals([state[SCENE], state[BOARD]], [READY, 1]);
  assertEquals([state[PELLETS_LEFT], state[SCORE], state[LIVES]], [300, 10, 3]);
  assertEquals(spotOf(state, PLAYER), [13, 19, "L", 0]);
  play(state, 61);
  assertEquals(spotOf(state, PLAYER), [13, 19, "L", 0.8125]);
});

Deno.test("the bonus comes after 100 and 200 pellets, for ten seconds, and is worth a hundred per board", () => {
  const bonus = (left: number, board = 0) => {
    const state = moment([13, 19, "L", 2.75]);
    state[BOARD] = board;
    state[PELLETS_LEFT] = left;
    play(state, 1);
    return state;
  };
  for (const left of [300, 202, 200, 102, 100]) {
    assertEquals(bonus(left)[BONUS], 0);
  }
  for (const left of [201, 101]) assertEquals(bonus(left)[BONUS], 600);
  const worth = (board: number, frames: number) => {
    const state = bonus(201, board);
    play(state, frames);
    state.set(moment([12, 14, "R", 5]).subarray(PLAYER, PELLETS), PLAYER);
    state[PELLETS + PELLET_ON[27 * 14 + 13]!] = 0;
    return [play(state, 1), play(state, 1)];
  };
  assertEquals(worth(0, 598), [100, 0]);
  assertEquals(worth(0, 600), [0, 0]);
  assertEquals([1, 2, 9, 10, 30].map((board) => worth(board, 0)[0]), [
    200,
    300,
    1000,
    1000,
    1000,
  ]);
});

/** The corridors, and what is open to ghosts besides. */
const CORRIDOR = [...MAZE.join("")].map((letter) => ".o =".includes(letter));
const OPEN = [...MAZE.join("")].map((letter) => letter !== "#");

/** The tile before a walker, round the tunnel. */
function before(tile: number, direction: number): number {
  if (tile % 27 === 0 && direction === 1) return tile + 26;
  if (tile % 27 === 26 && direction === 3) return tile - 26;
  return tile + [-27, -1, 27, 1][direction]!;
}

const WALKERS = [PLAYER, ghostAt(0), ghostAt(1), ghostAt(2), ghostAt(3)];

/** What holds in every moment of every game. */
function assertSound(state: Float64Array): void {
  for (const at of WALKERS) {
    const isOpen = at === PLAYER ? CORRIDOR : OPEN;
    const tile = state[at + TILE]!;
    const offset = state[at + OFFSET]!;
    assert(isOpen[tile] && offset >= 0 && offset <= 6);
    assert(offset === 0 || isOpen[before(tile, state[at + DIRECTION]!)]);
    const isScared = at !== PLAYER && state[at + SCARED] === 1;
    assert(!isScared || state[FRIGHT]! > 0);
  }
  let pellets = 0;
  for (let i = PELLETS; i < STATE_SIZE; i++) pellets += state[i]!;
  assert(state[PELLETS_LEFT] === pellets);
  assert(state[LIVES]! >= 0 && state[LIVES]! <= 3);
}

/** The points that a frame of play must have brought, by what is not there any more. */
function pointsBetween(was: Float64Array, state: Float64Array) {
  const pellets = PELLET_TILES.filter((_, i) =>
    was[PELLETS + i] !== state[PELLETS + i]
  );
  const powers = pellets.filter((tile) => IS_POWER[tile]).length;
  const ghosts =
    [0, 1, 2, 3].map(ghostAt).filter((ghost) =>
      state[ghost + MODE] === RETURNING && was[ghost + MODE] !== RETURNING
    ).length;
  const bonus = was[BONUS]! > 1 && state[BONUS] === 0 ? 1 : 0;
  let points = 10 * pellets.length + 40 * powers + 100 * bonus;
  const streak = powers > 0 ? 0 : was[STREAK]!;
  for (let i = 0; i < ghosts; i++) points += 200 * 2 ** (streak + i);
  return { pellets: pellets.length, powers, ghosts, bonus, points };
}

Deno.test("in any game, points are what was eaten, walkers keep to their ways, and nobody jumps", () => {
  const seen = { pellets: 0, powers: 0, ghosts: 0, bonuses: 0, deaths: 0 };
  let tunnels = 0;
  for (let seed = 0; seed < 24; seed++) {
    const random = RandomStream.from(seed);
    const choices = random.split("choices");
    const state = new Float64Array(STATE_SIZE);
    begin(state, 90);
    let sum = 0;
    let joystick = 0;
    for (let frame = 0; frame < 2000 && !isOver(state); frame++) {
      if (choices.uniform() < 0.1) joystick = choices.integer(0, 9);
      // More happens in games with frights and bonuses out of turn.
      if (seed % 2 === 0 && frame % 400 === 200) frighten(state, 300);
      if (seed % 4 === 1 && frame % 500 === 100) {
        state[BONUS] = 400;
        put(state, PLAYER, [11, 14, "R"]);
      }
      const was = state.slice();
      const reward = tick(state, joystick, random);
      sum += reward;
      assert(state[SCORE] === sum);
      assertSound(state);

      if (was[SCENE] !== PLAYING) {
        assert(reward === 0);
        if (state[WAIT] === 0 || state[SCENE] !== was[SCENE]) continue;
        assert(state.every((number, i) => number === was[i] || i === WAIT));
        continue;
      }
      const { pellets, powers, ghosts, bonus, points } = pointsBetween(
        was,
        state,
      );
      assert(reward === points, `${reward} for ${points}`);
      for (const at of WALKERS) {
        const across = Math.abs(walkerX(state, at) - walkerX(was, at));
        const down = Math.abs(walkerY(state, at) - walkerY(was, at));
        if (across > 100) tunnels++;
        assert(Math.min(across, 162 - across) + down <= 2);
      }
      seen.pellets += pellets;
      seen.powers += powers;
      seen.ghosts += ghosts;
      seen.bonuses += bonus;
      if (state[SCENE] === CAUGHT) seen.deaths++;
    }
  }
  assertGreater(seen.pellets, 800);
  assertGreater(seen.powers, 3);
  assertGreater(seen.ghosts, 5);
  assertGreater(seen.bonuses, 3);
  assertGreater(seen.deaths, 20);
  assertGreater(tunnels, 5);
});
