import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import {
  drawNumber,
  drawSprite,
  fillRect,
  SCREEN_HEIGHT,
  SCREEN_SIZE,
  SCREEN_WIDTH,
  sprite,
} from "../../../envs/arcade/_screen.ts";

const PAINT = 0x0a141e;

/** The pixels that have been painted, as `x,y`. */
function painted(draw: (screen: Uint8Array) => void): string[] {
  const screen = new Uint8Array(SCREEN_SIZE);
  draw(screen);
  const found: string[] = [];
  for (let i = 0; i < screen.length; i += 3) {
    if (screen[i] === 0 && screen[i + 1] === 0 && screen[i + 2] === 0) continue;
    assertEquals([...screen.subarray(i, i + 3)], [10, 20, 30]);
    found.push(`${i / 3 % SCREEN_WIDTH},${Math.floor(i / 3 / SCREEN_WIDTH)}`);
  }
  return found;
}

Deno.test("fillRect() paints whole pixels, red first", () => {
  const square = painted((screen) => fillRect(screen, 1.4, 2.5, 2, 2, PAINT));
  assertEquals(square, ["1,3", "2,3", "1,4", "2,4"]);
});

Deno.test("fillRect() leaves out what lies off the screen", () => {
  const place = fc.integer({ min: -300, max: 300 });
  const length = fc.integer({ min: 0, max: 300 });
  const rects = fc.tuple(place, place, length, length);
  fc.assert(
    fc.property(rects, ([x, y, width, height]) => {
      const screen = new Uint8Array(SCREEN_SIZE);
      fillRect(screen, x, y, width, height, PAINT);
      for (let row = 0; row < SCREEN_HEIGHT; row++) {
        for (let column = 0; column < SCREEN_WIDTH; column++) {
          const isInside = column >= x && column < x + width && row >= y &&
            row < y + height;
          const i = 3 * (row * SCREEN_WIDTH + column);
          if (screen[i] !== (isInside ? 10 : 0)) {
            throw new Error(`${column}, ${row}`);
          }
        }
      }
    }),
    { numRuns: 30, examples: [[[-2, -3, 300, 300]], [[-9, 0, 4, 4]]] },
  );
});

Deno.test("drawSprite() draws the dots of its rows", () => {
  const heart = sprite(["#.#", "###", ".#."]);
  assertEquals([heart.width, heart.height], [3, 3]);
  assert(Object.isFrozen(heart) && Object.isFrozen(heart.runs));
  const draw = (x: number, y: number) =>
    painted((screen) => drawSprite(screen, heart, x, y, PAINT));
  assertEquals(draw(5, 7), ["5,7", "7,7", "5,8", "6,8", "7,8", "6,9"]);
  assertEquals(draw(-2, -1), ["0,0"]);
});

Deno.test("drawNumber() writes digit after digit", () => {
  const number = (value: number, x = 0) =>
    painted((screen) => drawNumber(screen, value, x, 0, PAINT)).sort();
  assertEquals(number(1).length, 4 * 8);
  fc.assert(
    fc.property(fc.array(fc.nat(9), { minLength: 1, maxLength: 9 }), (list) => {
      const value = Number(list.join(""));
      const digits = [...String(value)].map(Number);
      const each = digits.flatMap((digit, i) => number(digit, 8 * i));
      assertEquals(number(value), each.sort());
    }),
    { numRuns: 20, examples: [[[1, 0, 0, 0]], [[0]], [[9, 9]]] },
  );
  const shapes = Array.from({ length: 10 }, (_, digit) => number(digit).join());
  assertEquals(new Set(shapes).size, 10);
});
