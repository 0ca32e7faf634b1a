import { assert, assertEquals, assertGreater } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import {
  COLORS,
  GHOST_COLORS,
} from "../../../envs/arcade/_pellet_maze_colors.ts";
import { PELLET_TILES } from "../../../envs/arcade/_pellet_maze_map.ts";
import { drawPelletMaze } from "../../../envs/arcade/_pellet_maze_picture.ts";
import {
  begin,
  isOver,
  tick,
} from "../../../envs/arcade/_pellet_maze_rules.ts";
import { paintMaze } from "../../../envs/arcade/_pellet_maze_scenery.ts";
import { look } from "../../../envs/arcade/_pellet_maze_sight.ts";
import {
  BONUS,
  CAUGHT,
  CLOCK,
  DIRECTION,
  FRIGHT,
  GHOST_EATEN,
  ghostAt,
  LIVES,
  MODE,
  OFFSET,
  PELLETS,
  PLAYER,
  PLAYING,
  READY,
  RETURNING,
  ROAMING,
  SCARED,
  SCENE,
  SCORE,
  STATE_SIZE,
  STREAK,
  WAIT,
} from "../../../envs/arcade/_pellet_maze_state.ts";
import {
  distanceBetween,
  nearestTile,
  walkerX,
} from "../../../envs/arcade/_pellet_maze_walk.ts";
import { SCREEN_SIZE } from "../../../envs/arcade/_screen.ts";
import { moment, type Spot } from "./pellet_maze_moment.ts";

const scenery = new Uint8Array(SCREEN_SIZE);
paintMaze(scenery);

function drawn(state: Float64Array): Uint8Array {
  const screen = scenery.slice();
  drawPelletMaze(state, screen);
  return screen;
}

function colorAt(screen: Uint8Array, x: number, y: number): number {
  const i = 3 * (160 * y + x);
  return screen[i]! << 16 | screen[i + 1]! << 8 | screen[i + 2]!;
}

const sumOf = (color: number) =>
  (color >> 16) + (color >> 8 & 255) + (color & 255);

Deno.test("only the player's colour has the sum by which the book's preprocessing finds her", () => {
  assertEquals(COLORS.player, 210 << 16 | 164 << 8 | 74);
  const { player, ...others } = COLORS;
  assertEquals(sumOf(player), 448);
  for (const color of [...Object.values(others), ...GHOST_COLORS]) {
    assert(sumOf(color) !== 448, color.toString(16));
  }
  // A reader of screens tells these apart, the first five by their red alone.
  const told = [
    player,
    ...GHOST_COLORS,
    COLORS.scared,
    COLORS.scaredFace,
    COLORS.recovering,
    COLORS.recoveringFace,
    COLORS.pellet,
    COLORS.eye,
    COLORS.ground,
  ];
  assertEquals(new Set(told).size, told.length);
  assertEquals(
    new Set([player, ...GHOST_COLORS].map((color) => color >> 16)).size,
    5,
  );
});

Deno.test("the book's crop of 88 × 80 shows the player, all pellets, and none of what stands below", () => {
  const state = moment([13, 19, "L"]);
  const crop = (screen: Uint8Array) =>
    Array.from(
      { length: 88 },
      (_, y) =>
        Array.from({ length: 80 }, (_, x) => colorAt(screen, 2 * x, 2 * y + 1)),
    );
  const dots = (color: number) =>
    crop(drawn(state)).flat().filter((dot) => dot === color).length;
  assert(dots(COLORS.player) >= 12, `${dots(COLORS.player)}`);
  const all = dots(COLORS.pellet);
  state.fill(0, PELLETS);
  assertEquals(dots(COLORS.pellet), 0);
  assert(all >= 300);
  for (const pellet of [0, 17, 299]) {
    state[PELLETS + pellet] = 1;
    assert(dots(COLORS.pellet) >= 1);
    state[PELLETS + pellet] = 0;
  }
  const before = crop(drawn(state));
  state[SCORE] = 123_450;
  assertEquals(crop(drawn(state)), before);
});

Deno.test("the walls of the pellet maze are the same in a mirror", () => {
  const isWall = (x: number, y: number) => {
    const color = colorAt(scenery, x, y);
    return color === COLORS.rock || color === COLORS.edge;
  };
  // The middle of the maze is the middle of the screen.
  for (let y = 0; y < 176; y++) {
    for (let x = 0; x < 80; x++) assertEquals(isWall(x, y), isWall(159 - x, y));
  }
});

/** A moment in which much is to be seen, and what a player should see of it. */
const SPOTS: Record<number, Spot> = {
  0: [9, 4, "R", 2],
  1: [6, 17, "U"],
  2: [20, 19, "L", 4],
  3: [22, 8, "D", 1],
};

Deno.test("a reader of the screen sees the player, pellets, and where ghosts go", () => {
  const state = moment([13, 16, "L"], SPOTS);
  const at = (x: number, y: number) => 27 * y + x;
  const wall = moment([11, 16, "L"], SPOTS);
  for (const offset of [0, 1.5, 3, 4.5]) {
    wall[PLAYER + 2] = offset;
    const { player } = look(drawn(wall));
    assert(player === at(11, 16) || player === at(10, 16));
  }
  const { hunters, prey, pellets } = look(drawn(wall));
  assertEquals(hunters, [
    { tile: at(9, 4), direction: 3 },
    { tile: at(6, 17), direction: 0 },
    { tile: at(19, 19), direction: 1 },
    { tile: at(22, 8), direction: 2 },
  ]);
  assertEquals(prey, []);
  assert(pellets.length < 300 && pellets.length > 290);

  wall[ghostAt(0) + SCARED] = 1;
  wall[ghostAt(1) + MODE] = RETURNING;
  for (const fright of [300, 100, 95, 90, 85]) {
    wall[FRIGHT] = fright;
    const seen = look(drawn(wall));
    assertEquals(seen.hunters.map(({ tile }) => tile), [at(19, 19), at(22, 8)]);
    assert(seen.prey.includes(at(9, 4)));
    assert(seen.prey.every((tile) => [at(9, 4), at(10, 4)].includes(tile)));
  }
  state[SCENE] = GHOST_EATEN;
  state[STREAK] = 1;
  assertEquals(look(drawn(state)).player, -1);
});

Deno.test("in any game, walls stay as they are, and the screen can be read", () => {
  const walls = Array.from({ length: 160 * 210 }, (_, i) => i).filter((i) => {
    const color = colorAt(scenery, i % 160, Math.floor(i / 160));
    return color === COLORS.rock || color === COLORS.edge;
  });
  const walkers = [PLAYER, ghostAt(0), ghostAt(1), ghostAt(2), ghostAt(3)];
  const seen = { hunters: 0, prey: 0 };
  const screen = new Uint8Array(SCREEN_SIZE);
  for (let seed = 0; seed < 6; seed++) {
    const random = RandomStream.from(seed);
    const choices = random.split("choices");
    const state = new Float64Array(STATE_SIZE);
    begin(state, 30);
    let joystick = 0;
    for (let frame = 0; frame < 1200 && !isOver(state); frame++) {
      if (choices.uniform() < 0.1) joystick = choices.integer(0, 9);
      tick(state, joystick, random);
      if (frame === 400) {
        state[FRIGHT] = 300;
        for (const ghost of walkers.slice(1)) state[ghost + SCARED] = 1;
      }
      if (frame % 7 > 0) continue;
      screen.set(scenery);
      drawPelletMaze(state, screen);
      if (state[SCENE] !== PLAYING) continue;
      assert(
        walls.every((i) =>
          screen[3 * i] === scenery[3 * i] &&
          screen[3 * i + 2] === scenery[3 * i + 2]
        ),
      );
      const sight = look(screen);
      for (const tile of sight.pellets) {
        assertEquals(state[PELLETS + PELLET_TILES.indexOf(tile)], 1);
      }
      for (const ghost of walkers.slice(1)) {
        const x = walkerX(state, ghost);
        const isBetween = Math.abs(state[ghost + OFFSET]! - 3) < 1;
        const isHidden = isBetween || x < 5 || x > 155 ||
          walkers.some((other) =>
            other !== ghost && distanceBetween(state, ghost, other) < 20
          );
        if (state[ghost + MODE] !== ROAMING || isHidden) continue;
        const tile = nearestTile(state, ghost);
        if (state[ghost + SCARED] === 1) {
          seen.prey++;
          // In the house nobody is prey yet.
          assert(
            sight.prey.includes(tile) ||
              Math.abs(tile - (27 * 11 + 13)) < 27 + 3,
          );
          continue;
        }
        seen.hunters++;
        const direction = state[ghost + DIRECTION]!;
        assert(
          sight.hunters.some((hunter) =>
            hunter.tile === tile && hunter.direction === direction
          ),
        );
      }
    }
  }
  assertGreater(seen.hunters, 500);
  assertGreater(seen.prey, 100);
});

Deno.test("walkers in the tunnel are seen at both of its ends", () => {
  const ends = (spot: Spot) => {
    const screen = drawn(moment(spot));
    return [0, 159].map((x) => colorAt(screen, x, 76) === COLORS.player);
  };
  assertEquals(ends([1, 12, "L"]), [false, false]);
  assertEquals(ends([0, 12, "L", 5]), [true, true]);
  assertEquals(ends([26, 12, "R", 5]), [true, true]);
});

Deno.test("the screen tells when to be ready, and how many lives there are besides", () => {
  const state = moment([13, 19, "L"]);
  const dots = (color: number) => {
    const screen = drawn(state);
    const places = Array.from({ length: 160 * 210 }, (_, i) => i);
    const found = places.filter((i) =>
      colorAt(screen, i % 160, Math.floor(i / 160)) === color
    );
    return [
      found.filter((i) => i < 160 * 176),
      found.filter((i) => i >= 160 * 176),
    ].map((all) => all.length);
  };
  assertEquals(dots(COLORS.ready), [0, 0]);
  state[SCENE] = READY;
  assert(dots(COLORS.ready)[0]! > 50);
  const spare = [1, 2, 3].map((lives) => {
    state[LIVES] = lives;
    return dots(COLORS.player)[1]!;
  });
  assert(spare[0] === 0 && spare[1]! > 40 && spare[2] === 2 * spare[1]!);
});

Deno.test("power pellets pulse, ghosts flash before they recover, and the player fades when she is caught", () => {
  const state = moment([13, 19, "L"], SPOTS);
  const count = (color: number) => {
    const screen = drawn(state);
    let dots = 0;
    for (let i = 0; i < 160 * 176; i++) {
      if (colorAt(screen, i % 160, Math.floor(i / 160)) === color) dots++;
    }
    return dots;
  };
  const pulses = [0, 8, 16].map((clock) => {
    state[CLOCK] = clock;
    return count(COLORS.pellet);
  });
  assert(pulses[0]! > pulses[1]! && pulses[0] === pulses[2]);

  state[BONUS] = 1;
  assertGreater(count(COLORS.fruit), 20);
  state[BONUS] = 0;
  assertEquals(count(COLORS.fruit), 0);

  for (let ghost = 0; ghost < 4; ghost++) state[ghostAt(ghost) + SCARED] = 1;
  const flashes = [300, 127, 119, 111].map((fright) => {
    state[FRIGHT] = fright;
    return [count(COLORS.scared) > 0, count(COLORS.recovering) > 0];
  });
  assertEquals(flashes, [[true, false], [true, false], [true, false], [
    false,
    true,
  ]]);

  state[SCENE] = CAUGHT;
  const fading = [64, 48, 32, 16, 0].map((wait) => {
    state[WAIT] = wait;
    return count(COLORS.player);
  });
  assertEquals(fading.toSorted((a, b) => b - a), fading);
  assert(fading[0]! > 40 && fading[4] === 0);
});
