import { assertEquals, assertThrows } from "@std/assert";
import { environment } from "../../../envs/description.ts";
import { controlsOf } from "../../../envs/play/controls_of.ts";
import { keyList } from "../../../envs/play/key_list.ts";
import { discrete } from "../../../envs/spaces/discrete.ts";
import { countingGame } from "./counting_game.ts";

Deno.test("controlsOf() gives digits to choices that nobody gave keys", () => {
  const game = countingGame();
  assertEquals(controlsOf(game), game.controls);
  const choices = (n: number, start = 0) =>
    controlsOf(
      environment({
        ...game,
        actionSpace: discrete(n, { start }),
        controls: null,
      }),
    );
  assertEquals(choices(2, -1), { idle: null, keys: { 0: -1, 1: 0 } });
  assertEquals(Object.keys(choices(10).keys).length, 10);
  assertThrows(() => choices(11), RangeError, "what the keys do");
});

Deno.test("keyList() writes keys as people read them", () => {
  assertEquals(
    keyList({
      idle: 0,
      keys: { " +ArrowUp": [1, 0.5], q: [0, 0], constructor: [1, 1] },
    }),
    [
      { keys: ["space", "↑"], action: "[1,0.5]" },
      { keys: ["q"], action: "[0,0]" },
      { keys: ["constructor"], action: "[1,1]" },
    ],
  );
});
