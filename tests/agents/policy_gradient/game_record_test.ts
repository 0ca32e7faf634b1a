import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { discountedReturns } from "../../../agents/policy_gradient/discounted_returns.ts";
import { GameRecord } from "../../../agents/policy_gradient/game_record.ts";

const games = fc.array(
  fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 12 }),
  { minLength: 1, maxLength: 4 },
);

Deno.test("GameRecord keeps steps in their order and scores each game on its own", () => {
  fc.assert(
    fc.property(games, fc.integer({ min: 1, max: 5 }), (rewards, block) => {
      const record = new GameRecord(rewards.length, 2, block);
      // What was played before must not be seen again.
      for (let i = 0; i < 9; i++) record.act(0, new Float32Array(8).fill(7), 7);
      record.earn(0, 7);
      record.clear();
      const rows: { game: number; t: number }[] = [];
      const longest = Math.max(...rewards.map((game) => game.length));
      for (let t = 0; t < longest; t++) {
        const seen = Float32Array.from(
          rewards.flatMap((_, game) => [game, t]),
        );
        rewards.forEach((game, i) => {
          if (t >= game.length) return;
          record.act(i, seen, 10 * i + t);
          record.earn(i, game[t]!);
          rows.push({ game: i, t });
        });
      }
      assertEquals(record.steps, rows.length);
      assertEquals(record.blocks, Math.ceil(rows.length / block));
      assertEquals(record.lengths(), rewards.map((game) => game.length));
      const totals = rewards.map((game) => game.reduce((a, b) => a + b, 0));
      assertEquals(record.returns(), totals);
      const blocks = Array.from({ length: record.blocks }, (_, i) => i);
      const actions = blocks.flatMap((i) => [...record.actions(i)]);
      const seen = blocks.flatMap((i) => [...record.observations(i)]);
      const scores = record.scores(0.5);
      rows.forEach(({ game, t }, row) => {
        assertEquals(actions[row], 10 * game + t);
        assertEquals(seen.slice(2 * row, 2 * row + 2), [game, t]);
        const G = discountedReturns(rewards[game]!, { discount: 0.5 });
        assertAlmostEquals(scores[row]!, G[t]!);
      });
      assert(actions.slice(rows.length).every((action) => action === 0));
      assert(seen.slice(2 * rows.length).every((x) => x === 0));
    }),
  );
});
