import fc from "fast-check";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { findColor } from "../../../envs/arcade/_find_color.ts";
import { PONG_COLORS } from "../../../envs/arcade/_pong_screen.ts";
import {
  BALL,
  COURT,
  OPPONENT_X,
  PADDLE,
  PLAYER_X,
  PONG,
} from "../../../envs/arcade/_pong_state.ts";
import { SCREEN_SIZE } from "../../../envs/arcade/_screen.ts";
import { pong } from "../../../envs/arcade/pong.ts";

type Place = keyof typeof PONG;
const PLACES = Object.keys(PONG) as Place[];

const { initialize, step, terminated, observe, inform, stateSize } = pong();

/** A moment of a rally; what is not said is in the middle. */
function rally(numbers: Partial<Record<Place, number>>): Float64Array {
  const state = new Float64Array(stateSize);
  initialize(state, RandomStream.from(0));
  state[PONG.wait] = 0;
  for (const place of PLACES) {
    const number = numbers[place];
    if (number !== undefined) state[PONG[place]] = number;
  }
  return state;
}

/** Plays one frame, and answers some numbers of the state. */
function after(state: Float64Array, places: Place[], action = 0): number[] {
  step(state, action, RandomStream.from(0));
  return places.map((place) => state[PONG[place]]!);
}

const BALL_PLACES: Place[] = ["ballX", "ballY", "ballDx", "ballDy"];

Deno.test("the ball of Pong flies straight on, and back from the walls", () => {
  const free = rally({ ballX: 80, ballY: 100, ballDx: 2, ballDy: -1 });
  assertEquals(after(free, BALL_PLACES), [82, 99, 2, -1]);
  // The upper wall ends at 34, and the lower one begins at 194, 4 below 190.
  const up = rally({ ballX: 80, ballY: 35, ballDx: -3, ballDy: -2 });
  assertEquals(after(up, BALL_PLACES), [77, 35, -3, 2]);
  const down = rally({ ballX: 80, ballY: 189, ballDx: 3, ballDy: 3 });
  assertEquals(after(down, BALL_PLACES), [83, 188, 3, -3]);
});

Deno.test("the ball of Pong leaves a paddle the steeper the nearer to its end it met it", () => {
  // It meets the front, 140 − 4, after half a frame.
  const meets = { ballX: 135, ballDx: 2, ballDy: 0, playerY: 100 };
  const middle = rally({ ...meets, ballY: 106 });
  assertEquals(after(middle, BALL_PLACES), [134.875, 106, -2.25, 0]);
  const above = rally({ ...meets, ballY: 101 });
  assertEquals(after(above, BALL_PLACES), [134.875, 100.4375, -2.25, -1.125]);
  const end = rally({ ...meets, ballY: 116 - 1e-9 });
  const [dx, dy] = after(end, ["ballDx", "ballDy"]);
  assertAlmostEquals(dy!, -dx!, 1e-8);
  const past = rally({ ...meets, ballY: 116 });
  assertEquals(after(past, BALL_PLACES), [137, 116, 2, 0]);

  const opponent = rally({ ballX: 21, ballY: 106, ballDx: -2, opponentY: 100 });
  assertEquals(after(opponent, ["ballX", "ballDx"]), [21.125, 2.25]);
});

Deno.test("the ball of Pong turns at the front of a paddle, and not behind it", () => {
  const at = { ballY: 106, ballDx: 2, playerY: 100 };
  const reaches = rally({ ...at, ballX: 134 });
  assertEquals(after(reaches, ["ballX", "ballDx"]), [136, -2.25]);
  const behind = rally({ ...at, ballX: 136 });
  assertEquals(after(behind, ["ballX", "ballDx"]), [138, 2]);
});

Deno.test("the opponent of Pong takes another aim when the player has hit the ball", () => {
  const aim = (numbers: Partial<Record<Place, number>>) =>
    after(rally({ ballY: 106, aim: 0.5, ...numbers }), ["aim"])[0]!;
  const hit = aim({ ballX: 135, ballDx: 2, playerY: 100 });
  assert(hit !== 0.5 && Math.abs(hit) <= 8);
  assertEquals(aim({ ballX: 21, ballDx: -2, opponentY: 100 }), 0.5);
  assertEquals(aim({ ballX: 135, ballDx: 2, playerY: 40 }), 0.5);
});

Deno.test("a ball of Pong is served from anywhere on the net, at up to 45°", () => {
  const serves = Array.from({ length: 300 }, (_, seed) => {
    const random = RandomStream.from(seed);
    const state = new Float64Array(stateSize);
    initialize(state, random);
    state[PONG.hits] = 5;
    step(state, [1, 4, 5][seed % 3]!, random);
    assertEquals([state[PONG.wait], state[PONG.hits]], [0, 0]);
    assertEquals(state[PONG.ballX], 78);
    assertEquals(Math.abs(state[PONG.ballDx]!), 2);
    return (["ballY", "ballDx", "ballDy", "aim"] as const).map((place) =>
      state[PONG[place]]!
    );
  });
  const bounds = [[34, 190], [-2, 2], [-2, 2], [-8, 8]] as const;
  for (const [i, [low, high]] of bounds.entries()) {
    const numbers = serves.map((serve) => serve[i]!);
    const margin = (high - low) / 50;
    const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
    assert(least >= low && least < low + margin);
    assert(most <= high && most > high - margin);
  }
  for (const action of [0, 2, 3]) {
    assertEquals(after(rally({ wait: 9 }), ["wait"], action), [8]);
  }
});

Deno.test("the ball of Pong gets faster with each hit, up to 4 pixels a frame", () => {
  const pace = (hits: number) =>
    after(
      rally({ ballX: 135, ballY: 106, ballDx: 2, playerY: 100, hits }),
      ["ballDx", "hits"],
    );
  assertEquals(pace(1), [-2.5, 2]);
  assertEquals(pace(7), [-4, 8]);
  assertEquals(pace(30), [-4, 31]);
});

Deno.test("a ball of Pong that was missed is a point, and whoever lost it is served to", () => {
  const random = RandomStream.from(1);
  const almost = [[157, 2], [-1, -2]].map(([ballX, ballDx]) =>
    step(rally({ ballX: ballX!, ballY: 60, ballDx: ballDx! }), 0, random)
  );
  assertEquals(almost, [0, 0]);

  const lost = rally({ ballX: 159, ballY: 60, ballDx: 2 });
  assertEquals(step(lost, 0, random), -1);
  assertEquals(inform!(lost), { lives: 0, score: -1, frame: 1 });
  step(lost, 1, random);
  assertEquals([lost[PONG.ballX], lost[PONG.ballDx]], [78, 2]);

  const won = rally({ ballX: -3, ballY: 60, ballDx: -2 });
  assertEquals(step(won, 0, random), 1);
  assertEquals(inform!(won), { lives: 0, score: 1, frame: 1 });
  let frames = 0;
  do step(won, 0, random); while (won[PONG.wait]! > 0 && ++frames);
  assertEquals(frames, 59);
  assertEquals([won[PONG.ballX], won[PONG.ballDx]], [78, -2]);
});

Deno.test("Pong ends when one side has 21 points", () => {
  const almost = { playerPoints: 20, opponentPoints: 20 };
  assert(!terminated(rally(almost)));
  assert(terminated(rally({ ...almost, playerPoints: 21 })));
  assert(terminated(rally({ ...almost, opponentPoints: 21 })));
});

Deno.test("the player's paddle goes where it is told, the opponent's after the ball", () => {
  const moves = [0, 1, 2, 3, 4, 5].map((action) =>
    after(rally({ playerY: 100 }), ["playerY"], action)[0]
  );
  assertEquals(moves, [100, 100, 97, 103, 97, 103]);
  assertEquals(after(rally({ playerY: 35 }), ["playerY"], 2), [34]);
  assertEquals(after(rally({ playerY: 177 }), ["playerY"], 3), [178]);

  const opponent = (numbers: Partial<Record<Place, number>>) =>
    after(rally({ ballX: 80, ballDx: -2, ...numbers }), ["opponentY"])[0];
  assertEquals(opponent({ opponentY: 100, ballY: 150 }), 101.75);
  assertEquals(opponent({ opponentY: 100, ballY: 50 }), 98.25);
  // The middle of the ball, 108, comes to where it aims: 5 below its own, 102.
  assertEquals(opponent({ opponentY: 95, ballY: 106, aim: 5 }), 95);
  assertEquals(opponent({ opponentY: 100, ballY: 150, ballDx: 2 }), 101.75);
  assertEquals(opponent({ opponentY: 120, ballY: 150, ballDx: 2 }), 118.25);
});

const inCourt = fc.double({ min: 34, max: 190, noNaN: true });
const paddle = fc.double({ min: 34, max: 178, noNaN: true });
const speed = fc.double({ min: 2, max: 4, noNaN: true });
const slope = fc.double({ min: -1, max: 1, noNaN: true });

Deno.test("the ball of Pong flies as if the walls were mirrors", () => {
  fc.assert(fc.property(inCourt, speed, slope, (y, dx, slope) => {
    const dy = dx * slope;
    const state = rally({ ballX: 30, ballY: y, ballDx: dx, ballDy: dy });
    for (let frame = 1; 30 + frame * dx < PLAYER_X - BALL; frame++) {
      const [x, found] = after(state, ["ballX", "ballY"]);
      assertAlmostEquals(x!, 30 + frame * dx, 1e-9);
      // Room for the ball is 156 high, and there is another beyond each mirror.
      const room = COURT.bottom - COURT.top - BALL;
      const way = (y - COURT.top + frame * dy + 20 * room) % (2 * room);
      assertAlmostEquals(
        found!,
        COURT.top + Math.min(way, 2 * room - way),
        1e-9,
      );
    }
  }));
});

Deno.test("Pong is the same upside down", () => {
  const near = fc.oneof(
    fc.double({ min: 132, max: 136, noNaN: true }),
    fc.double({ min: 20, max: 24, noNaN: true }),
    fc.double({ min: 0, max: 156, noNaN: true }),
  );
  const state = fc.record({
    ballX: near,
    ballY: inCourt,
    ballDx: fc.tuple(speed, fc.constantFrom(-1, 1)).map(([v, sign]) =>
      v * sign
    ),
    ballDy: fc.double({ min: -4, max: 4, noNaN: true }),
    playerY: paddle,
    opponentY: paddle,
    aim: fc.double({ min: -8, max: 8, noNaN: true }),
  }, { noNullPrototype: true });
  const mirror = [0, 1, 3, 2, 5, 4];
  const all = COURT.top + COURT.bottom;
  fc.assert(fc.property(state, fc.nat(5), (numbers, action) => {
    const upright = rally(numbers);
    const flipped = rally({
      ...numbers,
      ballY: all - BALL - numbers.ballY,
      ballDy: -numbers.ballDy,
      playerY: all - PADDLE.height - numbers.playerY,
      opponentY: all - PADDLE.height - numbers.opponentY,
      aim: -numbers.aim,
    });
    const reward = step(upright, action, RandomStream.from(0));
    assertEquals(step(flipped, mirror[action]!, RandomStream.from(0)), reward);
    const [a, b] = [upright, flipped];
    const sums: [Place, number][] = [
      ["ballY", all - BALL],
      ["ballDy", 0],
      ["playerY", all - PADDLE.height],
      ["opponentY", all - PADDLE.height],
    ];
    for (const [place, sum] of sums) {
      assertAlmostEquals(a[PONG[place]]! + b[PONG[place]]!, sum, 1e-9);
    }
    for (const place of ["ballX", "ballDx", "hits", "wait"] as const) {
      assertAlmostEquals(a[PONG[place]]!, b[PONG[place]]!, 1e-9);
    }
  }));
});

/** The states of a match against a player who follows the ball most of the time. */
function* match(seed: number) {
  const random = RandomStream.from(seed);
  const choices = random.split("choices");
  const state = new Float64Array(stateSize);
  initialize(state, random);
  while (!terminated(state)) {
    const before = state.slice();
    const away = state[PONG.ballY]! - 6 - state[PONG.playerY]!;
    const follow = away < 0 ? 2 : 3;
    const action = choices.uniform() < 0.7 ? follow : choices.integer(0, 6);
    const reward = step(state, action, random);
    yield { before, state, reward };
  }
}

Deno.test("Pong keeps its rules through whole matches", () => {
  const winners = new Set<number>();
  for (let seed = 0; seed < 20; seed++) {
    let sum = 0;
    let last = new Float64Array();
    for (const { before, state, reward } of match(seed)) {
      last = state;
      sum += reward;
      const at = (place: Place) => state[PONG[place]]!;
      const way = (place: Place) => at(place) - before[PONG[place]]!;
      assertEquals(inform!(state).score, sum);
      assert(Math.abs(way("playerY")) <= 3);
      assert(Math.abs(way("opponentY")) <= 1.75 + 1e-9);
      for (const place of ["playerY", "opponentY"] as const) {
        assert(at(place) >= COURT.top);
        assert(at(place) <= COURT.bottom - PADDLE.height);
      }
      assertEquals(way("playerPoints") - way("opponentPoints"), reward);
      assertEquals(at("wait") === 60, reward !== 0);
      if (at("wait") > 0) continue;
      assert(at("ballY") >= COURT.top && at("ballY") <= COURT.bottom - BALL);
      assert(Math.abs(at("ballDy")) <= Math.abs(at("ballDx")) + 1e-9);
      assert(Math.abs(at("ballDx")) <= 4);
      // A ball that has turned is in front of the paddle.
      if (way("hits") !== 1) continue;
      assert(at("ballX") >= OPPONENT_X + PADDLE.width);
      assert(at("ballX") <= PLAYER_X - BALL);
    }
    const [mine, others] = [
      last[PONG.playerPoints]!,
      last[PONG.opponentPoints]!,
    ];
    assert(Math.max(mine, others) === 21 && Math.min(mine, others) < 21);
    winners.add(Math.sign(sum));
  }
  assertEquals(winners.size, 2);
});

Deno.test("the screen of Pong shows where everything is", () => {
  const screen = new Uint8Array(SCREEN_SIZE);
  const { ball, player, opponent } = PONG_COLORS;
  let seen = 0;
  let frame = 0;
  for (const { state } of match(3)) {
    if (frame++ % 50 !== 0) continue;
    observe(state, screen);
    const at = (place: Place) => state[PONG[place]]!;
    const near = (color: number, x: number, y: number) => {
      const found = findColor(screen, color)!;
      assert(Math.abs(found.x - x) <= 1.5 && Math.abs(found.y - y) <= 1.5);
    };
    near(player, PLAYER_X + 2, at("playerY") + 8);
    if (at("ballX") > 24) near(opponent, OPPONENT_X + 2, at("opponentY") + 8);
    const isSeen = at("wait") === 0;
    assertEquals(findColor(screen, ball) !== undefined, isSeen);
    if (!isSeen || at("ballX") < 0 || at("ballX") > 156) continue;
    near(ball, at("ballX") + 2, at("ballY") + 2);
    seen++;
  }
  assert(seen > 20);
});

Deno.test("the points of Pong stand above the court, the opponent's on the left", () => {
  const above = (numbers: Partial<Record<Place, number>>) => {
    const screen = new Uint8Array(SCREEN_SIZE);
    observe(rally({ ballX: 80, ballY: 80, ...numbers }), screen);
    const half = (left: number) =>
      Array.from({ length: 20 }, (_, y) => {
        const begin = 3 * (160 * y + left);
        return screen.slice(begin, begin + 240).join();
      }).join();
    return [half(0), half(80)];
  };
  const [left, right] = above({});
  const [leftMine, rightMine] = above({ playerPoints: 12 });
  const [leftOthers, rightOthers] = above({ opponentPoints: 12 });
  assertEquals([leftMine === left, rightMine === right], [true, false]);
  assertEquals([leftOthers === left, rightOthers === right], [false, true]);
});

Deno.test("pong() is played with the arrow keys and the space bar", () => {
  assertEquals(pong().actionSpace.n, 6);
  assertEquals(pong().controls, {
    idle: 0,
    keys: {
      " ": 1,
      ArrowUp: 2,
      ArrowDown: 3,
      " +ArrowUp": 4,
      " +ArrowDown": 5,
    },
  });
  assertThrows(() => pong({ frameSkip: 0 }), RangeError, "describe Pong");
});
