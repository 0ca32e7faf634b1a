import { assertEquals } from "@std/assert";
import { threeStateMdp } from "../../../envs/book/three_state_mdp.ts";
import { outcomeTable } from "../../../envs/finite_mdp/outcome_table.ts";
import { frozenLake } from "../../../envs/toy_text/frozen_lake.ts";

Deno.test("outcomeTable() lays out the book's MDP", () => {
  const table = outcomeTable(threeStateMdp().P);
  assertEquals([table.stateCount, table.actionCount], [3, 3]);
  assertEquals([...table.offsets], [0, 2, 3, 5, 6, 6, 7, 7, 10, 10]);
  assertEquals([...table.rewards], [10, 0, 0, 0, 0, 0, -50, 40, 0, 0]);
  assertEquals([...table.nextStates], [0, 1, 0, 0, 1, 1, 2, 0, 1, 2]);
});

Deno.test("outcomeTable() holds every outcome of the table, in order", () => {
  const { P } = frozenLake({ desc: ["SHG", "FFF"], successRate: 0.6 });
  const { offsets, probabilities, nextStates, rewards, terminated } =
    outcomeTable(P);
  const read = P.map((row, state) =>
    row.map((_, action) => {
      const pair = state * row.length + action;
      const outcomes = [];
      for (let i = offsets[pair]!; i < offsets[pair + 1]!; i++) {
        outcomes.push({
          probability: probabilities[i]!,
          nextState: nextStates[i]!,
          reward: rewards[i]!,
          terminated: terminated[i] === 1,
        });
      }
      return outcomes;
    })
  );
  assertEquals(read, P.map((row) => row.map((outcomes) => [...outcomes])));
});
