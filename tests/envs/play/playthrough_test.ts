import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { randomPlayer } from "../../../envs/play/player.ts";
import { Playthrough } from "../../../envs/play/playthrough.ts";
import { frozenLake } from "../../../envs/toy_text/frozen_lake.ts";
import { countingGame } from "./counting_game.ts";

Deno.test("a playthrough counts steps and rewards, and stands still when a game is over", () => {
  using game = new Playthrough(countingGame({ length: 2 }), 0);
  assertEquals(game.score, { game: 1, steps: 0, total: 0, over: false });
  game.step(3);
  game.step(2);
  game.step(1);
  assertEquals(game.score, { game: 1, steps: 2, total: 5, over: true });
  game.restart();
  assertEquals(game.score, { game: 2, steps: 0, total: 0, over: false });
});

Deno.test("a playthrough's games depend on the seed and their number, not on each other", async () => {
  const lake = frozenLake();
  const player = randomPlayer(lake.actionSpace);
  const play = async (
    game: Playthrough<typeof lake.actionSpace, typeof lake.observationSpace>,
  ) => {
    const seen: string[] = [];
    while (!game.score.over) {
      await game.letPlay(player);
      seen.push(game.render("text"));
    }
    return seen.join("\n");
  };
  using one = new Playthrough(lake, 1);
  const first = await play(one);
  one.restart();
  const second = await play(one);
  assertNotEquals(first, second);
  using other = new Playthrough(lake, 1);
  other.step(0);
  other.restart();
  assertEquals(await play(other), second);
  using different = new Playthrough(lake, 2);
  different.restart();
  assertNotEquals(await play(different), second);
});

Deno.test("what a player decided for a game that is no more is not done", async () => {
  let decide: (action: number) => void = () => {};
  const player = () => new Promise<number>((resolve) => decide = resolve);
  const game = new Playthrough(countingGame(), 0);
  const thinking = game.letPlay(player);
  game.restart();
  decide(3);
  await thinking;
  assertEquals(game.score, { game: 2, steps: 0, total: 0, over: false });
  const again = game.letPlay(player);
  game[Symbol.dispose]();
  decide(3);
  await again;
  assert(game.score.steps === 0);
});
