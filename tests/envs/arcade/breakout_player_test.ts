import { assert, assertEquals } from "@std/assert";
import { breakout } from "../../../envs/arcade/breakout.ts";
import { breakoutPlayer } from "../../../envs/arcade/breakout_player.ts";
import { screenScore } from "./screen_score.ts";

Deno.test("breakoutPlayer() has more than 300 points in two minutes, from what it sees alone", () => {
  for (const seed of [0, 1]) {
    assert(screenScore(breakout(), breakoutPlayer(), seed, 7200) > 300);
  }
});

Deno.test("breakoutPlayer() clears both walls", () => {
  assertEquals(screenScore(breakout(), breakoutPlayer(), 3, 20_000), 864);
});
