import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { BREAKOUT_COLORS } from "../../../envs/arcade/_breakout_screen.ts";
import {
  BALL,
  BREAKOUT,
  BRICK,
  COURT,
  PADDLE,
  WALL,
} from "../../../envs/arcade/_breakout_state.ts";
import { findColor } from "../../../envs/arcade/_find_color.ts";
import { SCREEN_SIZE } from "../../../envs/arcade/_screen.ts";
import { breakout } from "../../../envs/arcade/breakout.ts";

type Place = Exclude<keyof typeof BREAKOUT, "bricks">;
const PLACES = Object.keys(BREAKOUT) as (keyof typeof BREAKOUT)[];
const ROW_POINTS = [7, 7, 4, 4, 1, 1];

const { initialize, step, terminated, observe, inform, stateSize } = breakout();

/** A moment of play: a ball, and the bricks `row, column` that stand, if not all do. */
function moment(
  numbers: Partial<Record<Place, number>>,
  bricks?: [row: number, column: number][],
): Float64Array {
  const state = new Float64Array(stateSize);
  initialize(state, RandomStream.from(0));
  state[BREAKOUT.wait] = 0;
  for (const place of PLACES) {
    const number = numbers[place as Place];
    if (number !== undefined) state[BREAKOUT[place]] = number;
  }
  if (bricks === undefined) return state;
  state.fill(0, BREAKOUT.bricks, BREAKOUT.bricks + 108);
  for (const [row, column] of bricks) {
    state[BREAKOUT.bricks + 18 * row + column] = 1;
  }
  state[BREAKOUT.bricksLeft] = bricks.length;
  return state;
}

/** Plays one frame, and answers some numbers of the state. */
function after(state: Float64Array, places: Place[], action = 0): number[] {
  step(state, action, RandomStream.from(0));
  return places.map((place) => state[BREAKOUT[place]]!);
}

const BALL_PLACES: Place[] = ["ballX", "ballY", "ballDx", "ballDy"];

/** The bricks that stand, as `row,column`. */
function standing(state: Float64Array): string[] {
  return Array.from(state.subarray(BREAKOUT.bricks, BREAKOUT.bricks + 108))
    .flatMap((brick, i) =>
      brick === 1 ? [`${Math.floor(i / 18)},${i % 18}`] : []
    );
}

Deno.test("the ball of Breakout flies straight on, and back from the frame", () => {
  const free = moment({ ballX: 80, ballY: 120, ballDx: 1, ballDy: -2 });
  assertEquals(after(free, BALL_PLACES), [81, 118, 1, -2]);
  const left = moment({ ballX: 9, ballY: 120, ballDx: -2, ballDy: 2 });
  assertEquals(after(left, BALL_PLACES), [8, 122, 2, 2]);
  const right = moment({ ballX: 147, ballY: 120, ballDx: 2, ballDy: 2 });
  assertEquals(after(right, BALL_PLACES), [148, 122, -2, 2]);
});

Deno.test("a ball of Breakout that comes from below breaks the brick at its middle", () => {
  // The wall ends at 57 + 6 · 6 = 93; the ball spans 44 to 48, the column 40 to 48.
  const state = moment({ ballX: 44, ballY: 94, ballDx: 0, ballDy: -2 });
  assertEquals(step(state, 0, RandomStream.from(0)), 1);
  const [x, y, , dy] = BALL_PLACES.map((place) => state[BREAKOUT[place]]!);
  assertEquals([x, y, dy], [44, 93, 2]);
  assertEquals(standing(state).length, 107);
  assert(!standing(state).includes("5,4"));

  const half = (ballX: number, columns: number[]) => {
    const bricks = columns.map((column): [number, number] => [5, column]);
    const state = moment({ ballX, ballY: 94, ballDy: -2 }, bricks);
    step(state, 0, RandomStream.from(0));
    return standing(state);
  };
  // Between columns 4 and 5, a little more below one of them, or with one of them gone.
  assertEquals(half(45.9, [4, 5]), ["5,5"]);
  assertEquals(half(46.1, [4, 5]), ["5,4"]);
  assertEquals(half(45.9, [5]), []);
  assertEquals(half(46.1, [4]), []);
  assertEquals(half(44, [3, 5]), ["5,3", "5,5"]);
});

Deno.test("a ball of Breakout turns at the side and at the top of a brick", () => {
  // Brick 2, 4 spans 40 to 48 across and 69 to 75 down.
  const ball = { ballY: 70, ballDy: 0.5, ballDx: 3 };
  const fromLeft = moment({ ...ball, ballX: 34 }, [[2, 4]]);
  assertEquals(after(fromLeft, BALL_PLACES), [36, 73, -18, 3]);
  assertEquals(standing(fromLeft), []);
  const fromRight = moment({ ...ball, ballX: 50, ballDx: -3 }, [[2, 4]]);
  assertEquals(after(fromRight, ["ballX", "ballDx"]), [48, 18]);
  const near = moment({ ballX: 34, ballY: 73.9, ballDx: 3, ballDy: 3 }, [
    [2, 4],
    [3, 4],
  ]);
  assertEquals(after(near, ["ballX"]), [36]);
  assertEquals(standing(near), ["2,4"]);

  const other = moment({ ballX: 34, ballY: 73.9, ballDx: 3, ballDy: 3 }, [[
    2,
    4,
  ]]);
  assertEquals(after(other, ["ballX", "ballY"]), [36, 76.9]);
  assertEquals(standing(other), []);

  const touches = moment({ ballX: 42, ballY: 62, ballDy: 3 }, [[2, 4]]);
  assertEquals(after(touches, ["ballY", "ballDy", "bricksLeft"]), [65, 3, 1]);
  assertEquals(after(touches, ["ballY", "ballDy", "bricksLeft"]), [65, -3, 0]);
  const onTop = moment({ ballX: 42, ballY: 64, ballDy: 3 }, [[2, 4]]);
  assertEquals(after(onTop, BALL_PLACES), [42, 65, 0, -3]);
  assertEquals(standing(onTop), []);
});

Deno.test("bricks of Breakout are worth more the higher they are", () => {
  const points = ROW_POINTS.map((_, row) => {
    const ballY = 57 + 6 * (row + 1) + 1;
    const state = moment({ ballX: 44, ballY, ballDy: -2 }, [[row, 4]]);
    return step(state, 0, RandomStream.from(0));
  });
  assertEquals(points, ROW_POINTS);
});

Deno.test("the paddle of Breakout sends the ball up, the flatter the nearer to its end it met it", () => {
  const bounce = (ballX: number, paddleWidth: number) =>
    after(
      moment({
        ballX,
        ballY: 184,
        ballDx: 0,
        ballDy: 2,
        paddleX: 60,
        paddleWidth,
      }),
      BALL_PLACES,
    );
  assertEquals(bounce(66, 16), [66, 185, 0, -2]);
  assertEquals(bounce(61, 16), [61, 185, -1, -2]);
  assertEquals(bounce(71, 16), [71, 185, 1, -2]);
  assertEquals(bounce(65, 8), [65, 185, 1, -2]);
  assertEquals(bounce(76, 16), [76, 186, 0, 2]);
  assertEquals(bounce(56, 16), [56, 186, 0, 2]);
  const [, , dx] = bounce(76 - 1e-9, 16);
  assertAlmostEquals(dx!, 2, 1e-8);
  const touches = moment({ ballX: 66, ballY: 183, ballDy: 2, paddleX: 60 });
  assertEquals(after(touches, ["ballY", "ballDy"]), [185, 2]);
  assertEquals(after(touches, ["ballY", "ballDy"]), [185, -2]);
  // Once it has passed the edge, the ball is lost.
  const late = moment({ ballX: 66, ballY: 186, ballDy: 2, paddleX: 60 });
  assertEquals(after(late, ["ballY", "ballDy"]), [188, 2]);
});

Deno.test("the ball of Breakout gets faster after 4 hits, after 12, and in the upper rows", () => {
  const pace = (hits: number, ballDy = 1.5) =>
    after(
      moment({ ballX: 66, ballY: 184, ballDy, paddleX: 60, hits }),
      ["ballDy", "hits"],
    );
  assertEquals(pace(2), [-1.5, 3]);
  assertEquals(pace(3), [-2, 4]);
  assertEquals(pace(10), [-2, 11]);
  assertEquals(pace(11), [-2.5, 12]);
  assertEquals(pace(11, 3), [-3, 12]);
  const rows = ROW_POINTS.map((_, row) => {
    const ballY = 57 + 6 * (row + 1) + 1;
    const ball = { ballX: 44, ballY, ballDx: 0.5, ballDy: -1.5 };
    return after(moment(ball, [[row, 5]]), ["ballDx", "ballDy"]);
  });
  const [fast, slow] = [[1, 3], [0.5, 1.5]];
  assertEquals(rows, [fast, fast, fast, slow, slow, slow]);
});

Deno.test("at the top of Breakout the paddle becomes narrow, until the ball is lost", () => {
  const random = RandomStream.from(0);
  const state = moment({ ballX: 80, ballY: 33, ballDy: -3, paddleX: 60 }, [[
    0,
    0,
  ]]);
  const places: Place[] = ["ballY", "ballDy", "paddleX", "paddleWidth"];
  assertEquals(after(state, places), [32, 3, 64, 8]);
  state[BREAKOUT.ballY] = 33;
  state[BREAKOUT.ballDy] = -3;
  assertEquals(after(state, places), [32, 3, 64, 8]);

  state[BREAKOUT.ballY] = 208;
  state[BREAKOUT.paddleX] = 144;
  assertEquals(after(state, ["lives", "wait", "paddleX", "paddleWidth"]), [
    4,
    60,
    136,
    16,
  ]);
  let frames = 0;
  while (state[BREAKOUT.wait]! > 0) {
    step(state, 0, random);
    frames++;
  }
  assertEquals(frames, 60);
  assertEquals([state[BREAKOUT.ballY], state[BREAKOUT.ballDy]], [110, 1.5]);
  const waiting = moment({ wait: 60, hits: 9 });
  assertEquals(after(waiting, ["wait", "ballY", "hits"], 1), [0, 110, 0]);
});

Deno.test("a second wall of Breakout stands when the paddle meets the ball, and no third", () => {
  const meets = { ballX: 66, ballY: 184, ballDy: 2, paddleX: 60 };
  const first = moment(meets, []);
  assert(!terminated(first));
  assertEquals(after(first, ["walls", "bricksLeft"]), [2, 108]);
  assertEquals(standing(first).length, 108);
  assert(terminated(moment({ walls: 2 }, [])));
  assert(!terminated(moment({ walls: 2 }, [[3, 3]])));
  assert(terminated(moment({ lives: 0 })));
});

Deno.test("the paddle of Breakout goes where it is told, as far as the frame", () => {
  const move = (paddleX: number, action: number, paddleWidth = 16) =>
    after(moment({ ballY: 120, paddleX, paddleWidth }), ["paddleX"], action)[0];
  assertEquals([0, 1, 2, 3].map((action) => move(60, action)), [
    60,
    60,
    63,
    57,
  ]);
  assertEquals([move(9, 3), move(135, 2), move(143, 2, 8)], [8, 136, 144]);
});

/** The states of a game against a player who follows the ball most of the time, and sways. */
function* game(seed: number, skill: number) {
  const random = RandomStream.from(seed);
  const choices = random.split("choices");
  const state = new Float64Array(stateSize);
  initialize(state, random);
  for (let frame = 0; frame < 25_000 && !terminated(state); frame++) {
    const before = state.slice();
    const away = state[BREAKOUT.ballX]! + BALL / 2 + 3 * Math.sin(frame / 100) -
      state[BREAKOUT.paddleX]! - state[BREAKOUT.paddleWidth]! / 2;
    const follow = Math.abs(away) < 2 ? 0 : away > 0 ? 2 : 3;
    const action = choices.uniform() < skill ? follow : choices.integer(0, 4);
    const reward = step(state, action, random);
    yield { before, state, reward };
  }
}

Deno.test("Breakout keeps its rules through whole games", () => {
  const ends = new Set<string>();
  for (let seed = 0; seed < 10; seed++) {
    let sum = 0;
    let last = new Float64Array();
    for (const { before, state, reward } of game(seed, seed % 2 ? 1 : 0.5)) {
      last = state;
      sum += reward;
      const at = (place: Place) => state[BREAKOUT[place]]!;
      const was = (place: Place) => before[BREAKOUT[place]]!;
      assertEquals(at("score"), sum);
      assert(at("paddleX") >= COURT.left);
      assert(at("paddleX") + at("paddleWidth") <= COURT.right);

      // All points but those of the walls before this one are of bricks that are gone.
      let points = 432 * (at("walls") - 1);
      let left = 0;
      const isInside = at("wait") === 0 && at("ballY") < 93;
      for (let row = 0; row < WALL.rows; row++) {
        for (let column = 0; column < WALL.columns; column++) {
          const brick = state[BREAKOUT.bricks + 18 * row + column]!;
          assert(brick === 0 || brick === 1);
          left += brick;
          points += (1 - brick) * ROW_POINTS[row]!;
          if (brick === 0 || !isInside) continue;
          const x = COURT.left + column * BRICK.width;
          const y = WALL.top + row * BRICK.height;
          const overlap = Math.min(
            at("ballX") + BALL - x,
            x + BRICK.width - at("ballX"),
            at("ballY") + BALL - y,
            y + BRICK.height - at("ballY"),
          );
          assert(overlap < 1e-9);
        }
      }
      assertEquals(points, sum);
      assertEquals(left, at("bricksLeft"));

      const lost = was("lives") - at("lives");
      assertEquals(lost, at("wait") === 60 ? 1 : 0);
      if (lost === 1) assert(was("ballY") + was("ballDy") >= 210);
      if (at("wait") > 0) continue;
      assert(at("ballX") >= COURT.left && at("ballX") <= COURT.right - BALL);
      assert(at("ballY") >= COURT.top && at("ballY") < 210);
      assert(Math.abs(at("ballDx")) <= Math.abs(at("ballDy")) + 1e-9);
      assert([1.5, 2, 2.5, 3].includes(Math.abs(at("ballDy"))));
    }
    ends.add(last[BREAKOUT.lives] === 0 ? "lost" : "won");
  }
  assertEquals(ends, new Set(["lost", "won"]));
});

Deno.test("the screen of Breakout shows where everything is", () => {
  const screen = new Uint8Array(SCREEN_SIZE);
  const { ball, paddle, bricks } = BREAKOUT_COLORS;
  const count = (color: number) => {
    let count = 0;
    for (let i = 0; i < SCREEN_SIZE; i += 3) {
      const found = screen[i]! << 16 | screen[i + 1]! << 8 | screen[i + 2]!;
      if (found === color) count++;
    }
    return count;
  };
  observe(moment({ wait: 60 }), screen);
  assertEquals(findColor(screen, ball), undefined);
  let frame = 0;
  let seen = 0;
  for (const { state } of game(1, 1)) {
    if (frame++ > 7000) break;
    if (frame % 101 !== 0) continue;
    observe(state, screen);
    const at = (place: Place) => state[BREAKOUT[place]]!;
    const near = (color: number, x: number, y: number) => {
      const found = findColor(screen, color)!;
      assert(Math.abs(found.x - x) <= 1.5 && Math.abs(found.y - y) <= 1.5);
    };
    const isSeen = at("wait") === 0 && at("ballY") < 180;
    if (isSeen) near(ball, at("ballX") + 2, at("ballY") + 2);
    if (!isSeen) continue;
    near(paddle, at("paddleX") + at("paddleWidth") / 2, PADDLE.y + 2);
    assertEquals(count(paddle), 4 * at("paddleWidth"));
    if (at("ballY") < 93) continue;
    // A brick is 7 × 5 pixels, without the gaps.
    const rows = bricks.map((color) => count(color) / 35);
    const expected = bricks.map((_, row) =>
      standing(state).filter((brick) => brick.startsWith(`${row},`)).length
    );
    assertEquals(rows, expected);
    seen++;
  }
  assert(seen > 10);
});

Deno.test("the numbers of Breakout stand above the court", () => {
  const above = (numbers: Partial<Record<Place, number>>) => {
    const screen = new Uint8Array(SCREEN_SIZE);
    observe(moment({ ballX: 80, ballY: 120, ...numbers }), screen);
    return screen.slice(0, 3 * 160 * 20).join();
  };
  const pictures = [{}, { score: 7 }, { lives: 4 }, { score: 7, lives: 4 }];
  assertEquals(new Set(pictures.map(above)).size, 4);
});

Deno.test("breakout() begins with as many lives as it is told", () => {
  const { initialize, inform, terminated, step } = breakout({ lives: 2 });
  const state = new Float64Array(stateSize);
  const random = RandomStream.from(1);
  initialize(state, random);
  assertEquals(inform!(state), { lives: 2, score: 0, frame: 0 });
  while (!terminated(state)) step(state, 3, random);
  assertEquals(inform!(state).lives, 0);
  for (const lives of [0, 1.5, -1]) {
    const wish = "'lives' must be a positive integer";
    assertThrows(() => breakout({ lives }), RangeError, wish);
  }
});

Deno.test("a ball of Breakout is served anywhere, in any direction that falls", () => {
  const served = Array.from({ length: 300 }, (_, seed) => {
    const state = moment({ wait: 1 });
    step(state, 0, RandomStream.from(seed));
    const [x, y, dx, dy] = BALL_PLACES.map((place) => state[BREAKOUT[place]]!);
    assert(x! >= 8 && x! <= 148 && Math.abs(dx!) <= 1.5);
    assertEquals([y, dy], [110, 1.5]);
    return [x!, dx!];
  });
  for (const [i, ends] of [[10, 146], [-1.4, 1.4]].entries()) {
    const numbers = served.map((each) => each[i]!);
    assert(Math.min(...numbers) < ends[0]! && Math.max(...numbers) > ends[1]!);
  }
});

Deno.test("breakout() is played with the arrow keys and the space bar", () => {
  assertEquals(breakout().actionSpace.n, 4);
  assertEquals(breakout().controls, {
    idle: 0,
    keys: { " ": 1, ArrowRight: 2, ArrowLeft: 3 },
  });
  assertEquals(inform!(moment({})), { lives: 5, score: 0, frame: 0 });
});
