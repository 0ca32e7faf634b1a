import { assert, assertEquals, assertGreater } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { targetOf } from "../../../envs/arcade/_pellet_maze_characters.ts";
import {
  frighten,
  moveGhosts,
} from "../../../envs/arcade/_pellet_maze_ghosts.ts";
import { MAZE } from "../../../envs/arcade/_pellet_maze_map.ts";
import { begin, tick } from "../../../envs/arcade/_pellet_maze_rules.ts";
import {
  BOARD,
  CLOCK,
  DIRECTION,
  FRIGHT,
  ghostAt,
  MODE,
  OFFSET,
  PLAYER,
  PLAYING,
  RESTING,
  RETURNING,
  ROAMING,
  SCARED,
  SCENE,
  STATE_SIZE,
  TILE,
} from "../../../envs/arcade/_pellet_maze_state.ts";
import { moment, put, type Spot, spotOf } from "./pellet_maze_moment.ts";

const [CHASER, AMBUSHER, FLANKER, SHY] = [0, 1, 2, 3] as const;
const CHASE = 500; // A time at which ghosts chase,
const SCATTER = 100; // and one at which they keep to their corners.

function targets(state: Float64Array): number[][] {
  return [0, 1, 2, 3].map((ghost) =>
    [0, 1].map((axis) => targetOf(state, ghost, axis))
  );
}

/** Where a ghost is after some frames. */
function moved(state: Float64Array, ghost: number, frames: number): Spot {
  const random = RandomStream.from(0);
  for (let frame = 0; frame < frames; frame++) moveGhosts(state, random);
  return spotOf(state, ghostAt(ghost));
}

Deno.test("each ghost chases in its own way, and keeps to its own corner at times", () => {
  const ghosts = {
    [CHASER]: [13, 10],
    [AMBUSHER]: [1, 1],
    [FLANKER]: [6, 4],
    [SHY]: [25, 19],
  } as const;
  const state = moment([13, 19, "L"], ghosts);
  state[CLOCK] = CHASE;
  assertEquals(targets(state), [
    [13, 19], // where the player is
    [9, 19], // four tiles before her
    [9, 28], // 2 · (11, 19) − (13, 10)
    [13, 19], // the player, twelve tiles away
  ]);
  put(state, PLAYER, [6, 16, "U", 4]); // nearer to row 15
  assertEquals(targets(state), [[6, 15], [6, 11], [-1, 16], [6, 15]]);
  put(state, PLAYER, [20, 16, "D"]); // 5 and 3 tiles from the shy one
  assertEquals(targets(state), [[20, 16], [20, 20], [27, 26], [1, 27]]);
  put(state, PLAYER, [17, 19, "L"]); // 8 tiles
  assertEquals(targets(state)[SHY], [1, 27]);
  put(state, PLAYER, [16, 19, "L"]); // 9 tiles
  assertEquals(targets(state)[SHY], [16, 19]);

  state[CLOCK] = SCATTER;
  assertEquals(targets(state), [[25, 1], [1, 1], [25, 27], [1, 27]]);
});

Deno.test("ghosts scatter for 7, 7, 5 and 5 seconds, chase for 20 between, and at last for ever", () => {
  const state = moment([13, 19]);
  const corner = (seconds: number) => {
    state[CLOCK] = 60 * seconds;
    return targetOf(state, CHASER, 0) === 25;
  };
  const times = [
    0,
    6.99,
    7,
    26.99,
    27,
    33.99,
    34,
    53.99,
    54,
    58.99,
    59,
    78.99,
    79,
    83.99,
    84,
    1e6,
  ];
  assertEquals(
    times.map((time) => Number(corner(time))).join(""),
    "1100110011001100",
  );
});

Deno.test("ghosts have their own pace, and another in tunnels, in fright, and as eyes", () => {
  const offset = (spot: Spot, place?: number, value?: number) => {
    const state = moment([13, 19], { [CHASER]: spot });
    if (place !== undefined) state[place] = value!;
    return moved(state, CHASER, 1)[3];
  };
  const chaser = ghostAt(CHASER);
  assertEquals(offset([3, 19, "R"]), 11 / 16);
  assertEquals(
    [1, 2, 3, 4, 5, 9].map((board) => offset([3, 19, "R"], BOARD, board)),
    [12, 13, 14, 15, 16, 16].map((n) => n / 16),
  );
  assertEquals(offset([3, 12, "L"]), 11 / 32);
  assertEquals(offset([4, 12, "L"]), 11 / 16);
  assertEquals(offset([3, 19, "R"], chaser + SCARED, 1), 7 / 16);
  assertEquals(offset([3, 19, "R"], chaser + MODE, RETURNING), 2);
  // Over the middle of a tile, what is left of the way goes on.
  assertEquals(moved(moment([13, 19], { [CHASER]: [3, 19, "R"] }), CHASER, 9), [
    4,
    19,
    "R",
    9 * 11 / 16 - 6,
  ]);
});

Deno.test("a ghost takes the way that is nearest as the crow flies, and never back", () => {
  const way = (player: Spot, chaser: Spot) => {
    const state = moment(player, { [CHASER]: chaser });
    state[CLOCK] = CHASE;
    return moved(state, CHASER, 1)[2];
  };
  // To the crossing of column 6 and row 4, from the left.
  const from = [5, 4, "R", 5.9] as const;
  assertEquals(way([25, 4], from), "R");
  assertEquals(way([6, 1], from), "U");
  assertEquals(way([6, 27], from), "R"); // There is no way down.
  assertEquals(way([1, 4], from), "U"); // Up and right are as far; up comes first.
  const below = [4, 5, "U", 5.9] as const;
  assertEquals(way([1, 4], below), "L");
  assertEquals(way([9, 4], below), "R");
  assertEquals(way([4, 27], below), "L"); // Not down again.
});

/** The corridors around a tile: number of the direction and tile. */
function waysFrom(tile: number): (readonly [number, number])[] {
  const [x, y] = [tile % 27, Math.floor(tile / 27)];
  return ([[x, y - 1], [x - 1, y], [x, y + 1], [x + 1, y]] as const)
    .map(([nextX, nextY], way) =>
      [way, nextY * 27 + (nextX + 27) % 27] as const
    )
    .filter(([, next]) =>
      ".o =".includes(MAZE[Math.floor(next / 27)]![next % 27]!)
    );
}

Deno.test("in any game, a ghost that is about goes where its target is nearest; a frightened one anywhere", () => {
  let chases = 0;
  let flights = 0;
  let departures = 0;
  for (let seed = 0; seed < 20; seed++) {
    const random = RandomStream.from(seed);
    const choices = random.split("choices");
    const state = new Float64Array(STATE_SIZE);
    begin(state, 0);
    let joystick = 0;
    for (let frame = 0; frame < 2000 && state[SCENE] === PLAYING; frame++) {
      if (frame % 10 === 0) joystick = choices.integer(0, 9);
      if (frame === 300) frighten(state, 200);
      const before = state.slice();
      tick(state, joystick, random);
      const turned = (before[FRIGHT] === 0 && state[FRIGHT]! > 0) ||
        (state[CLOCK] !== before[CLOCK] && [420, 1620].includes(state[CLOCK]!));
      for (let ghost = 0; ghost < 4 && !turned; ghost++) {
        const walker = ghostAt(ghost);
        const tile = state[walker + TILE]!;
        const ways = waysFrom(tile);
        if (
          before[walker + TILE] === tile || state[walker + MODE] !== ROAMING
        ) continue;
        if ("-h".includes(MAZE[Math.floor(tile / 27)]![tile % 27]!)) continue;
        const back = (before[walker + DIRECTION]! + 2) % 4;
        const way = state[walker + DIRECTION]!;
        assert(way !== back && ways.some(([open]) => open === way));
        if (state[walker + SCARED] === 1) {
          flights++;
          continue;
        }
        // Ghosts that moved before this one count where they are now, and so does the player.
        const seen = state.slice();
        for (let later = ghost + 1; later < 4; later++) {
          seen.set(
            before.subarray(ghostAt(later), ghostAt(later + 1)),
            ghostAt(later),
          );
        }
        const [column, row] = [0, 1].map((axis) => targetOf(seen, ghost, axis));
        const distance = (tile: number) =>
          Math.hypot(tile % 27 - column!, Math.floor(tile / 27) - row!);
        const best = Math.min(
          ...ways.filter(([open]) => open !== back).map(([, next]) =>
            distance(next)
          ),
        );
        assertEquals(distance(ways.find(([open]) => open === way)![1]), best);
        chases++;
        if (ways.length > 2) departures++;
      }
    }
  }
  assertGreater(flights, 200);
  assertGreater(departures, 1000);
  assertGreater(chases, 2000);
});

Deno.test("frightened ghosts know nothing of the player, and take every way alike", () => {
  const spots = [[6, 4, "R", 5.9], [4, 4, "L", 5], [20, 19, "R"], [
    6,
    16,
    "U",
    3,
  ]] as const;
  const flight = (player: Spot, seed: number) => {
    const state = moment(player, { ...spots });
    state[CLOCK] = CHASE;
    for (let ghost = 0; ghost < 4; ghost++) state[ghostAt(ghost) + SCARED] = 1;
    state[FRIGHT] = 1000;
    const random = RandomStream.from(seed);
    for (let frame = 0; frame < 600; frame++) moveGhosts(state, random);
    return [0, 1, 2, 3].map((ghost) => spotOf(state, ghostAt(ghost)));
  };
  for (let seed = 0; seed < 10; seed++) {
    assertEquals(flight([1, 1, "R"], seed), flight([25, 27, "U"], seed));
  }
  const counts = [0, 0, 0, 0];
  const random = RandomStream.from(1);
  for (let trial = 0; trial < 900; trial++) {
    const state = moment([1, 1], { [CHASER]: [6, 18, "D", 5.9] });
    state[ghostAt(CHASER) + SCARED] = 1;
    state[FRIGHT] = 10;
    moveGhosts(state, random);
    counts[state[ghostAt(CHASER) + DIRECTION]!]!++;
  }
  // Into row 19 from above: to the left or to the right.
  assertEquals([counts[0], counts[2]], [0, 0]);
  assert(Math.abs(counts[1]! - 450) < 60, `${counts}`);
});

Deno.test("a fright turns ghosts back where they are, and ends after its time", () => {
  const state = moment([13, 19], {
    [CHASER]: [9, 4, "R", 2],
    [AMBUSHER]: [20, 1, "D"],
  });
  put(state, ghostAt(FLANKER), [13, 11, "U", 3]);
  state[ghostAt(FLANKER) + MODE] = ROAMING;
  put(state, ghostAt(SHY), [9, 10, "R", 2]);
  state[ghostAt(SHY) + MODE] = RETURNING;
  frighten(state, 100);
  assertEquals([0, 1, 2, 3].map((ghost) => spotOf(state, ghostAt(ghost))), [
    [10, 4, "L", 4],
    [20, 2, "U", 6], // on the middle of its tile
    [13, 11, "U", 3], // in the door
    [9, 10, "R", 2], // only eyes
  ]);
  const scared = () =>
    [0, 1, 2, 3].map((ghost) => state[ghostAt(ghost) + SCARED]);
  assertEquals(scared(), [1, 1, 1, 0]);
  state[CLOCK] = 419;
  moved(state, CHASER, 99);
  assertEquals([state[FRIGHT], state[CLOCK]], [1, 419]);
  assertEquals(scared(), [1, 1, 1, 0]);
  moved(state, CHASER, 1);
  assertEquals([state[FRIGHT], state[CLOCK]], [0, 419]);
  assertEquals(scared(), [0, 0, 0, 0]);
});

Deno.test("ghosts turn back when they leave their corners for the chase", () => {
  const state = moment([13, 19], { [CHASER]: [9, 4, "R", 2] });
  state[CLOCK] = 418;
  assertEquals(moved(state, CHASER, 1), [9, 4, "R", 2 + 11 / 16]);
  assertEquals(moved(state, CHASER, 1), [10, 4, "L", 4]);
});

Deno.test("ghosts come out of their house one after the other, and eyes return to it", () => {
  const state = new Float64Array(STATE_SIZE);
  begin(state, 0);
  const random = RandomStream.from(0);
  const out = [0, 0, 0, 0];
  for (let frame = 1; frame <= 700; frame++) {
    moveGhosts(state, random);
    for (let ghost = 0; ghost < 4; ghost++) {
      const [column, row] = spotOf(state, ghostAt(ghost));
      const isInside = row === 11 || (row === 12 && column > 10 && column < 16);
      if (!isInside && out[ghost] === 0) out[ghost] = frame;
    }
  }
  // One, four and eight seconds of rest; then two tiles up, for those aside two more across.
  const frames = (tiles: number) => Math.ceil(tiles * 6 * 16 / 11);
  assertEquals(out, [1, 60 + frames(2), 240 + frames(4), 480 + frames(4)]);

  const eyes = moment([13, 19], { [SHY]: [1, 27, "U", 3] });
  const shy = ghostAt(SHY);
  eyes[shy + MODE] = RETURNING;
  let frame = 0;
  while (eyes[shy + MODE] === RETURNING && frame++ < 300) {
    moveGhosts(eyes, random);
  }
  assertEquals(spotOf(eyes, shy), [13, 12, "U", 0]);
  assertEquals(eyes[shy + MODE], RESTING);
  assertEquals(moved(eyes, SHY, 59), [13, 12, "U", 0]);
  assertEquals(moved(eyes, SHY, 2), [13, 12, "U", 11 / 16]);
  assertEquals(eyes[shy + SCARED], 0);
  assertEquals(eyes[shy + OFFSET], 11 / 16);
});
