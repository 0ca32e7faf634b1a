import { assert } from "@std/assert";
import { pong } from "../../../envs/arcade/pong.ts";
import { pongPlayer } from "../../../envs/arcade/pong_player.ts";
import { screenScore } from "./screen_score.ts";

Deno.test("pongPlayer() wins clearly, from what it sees alone", () => {
  for (const seed of [0, 1, 2]) {
    assert(screenScore(pong(), pongPlayer(), seed, 10_000) >= 15);
  }
});
