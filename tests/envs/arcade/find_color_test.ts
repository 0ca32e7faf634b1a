import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import { findColor } from "../../../envs/arcade/_find_color.ts";
import { fillRect, SCREEN_SIZE } from "../../../envs/arcade/_screen.ts";

Deno.test("findColor() finds the middle of a rectangle, to the pixel", () => {
  const side = fc.integer({ min: 2, max: 20 });
  const place = fc.record({ x: fc.nat(130), y: fc.nat(180) });
  fc.assert(fc.property(place, side, side, ({ x, y }, width, height) => {
    const screen = new Uint8Array(SCREEN_SIZE);
    for (const [i, nearly] of [0x133456, 0x123556, 0x123457].entries()) {
      fillRect(screen, 50 * i, 200, 50, 10, nearly);
    }
    fillRect(screen, x, y, width, height, 0x123456);
    const found = findColor(screen, 0x123456)!;
    assert(Math.abs(found.x - (x + width / 2)) <= 1);
    assert(Math.abs(found.y - (y + height / 2)) <= 1);
  }));
  assertEquals(findColor(new Uint8Array(SCREEN_SIZE), 0x123456), undefined);
});
