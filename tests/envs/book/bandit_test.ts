import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { bandit } from "../../../envs/book/bandit.ts";
import { make } from "../../../envs/make.ts";
import { mdpLaws } from "../finite_mdp/mdp_laws.ts";

mdpLaws(bandit());

Deno.test("bandit(): each machine pays as often as it is said to", () => {
  const probabilities = [0, 0.1, 0.6, 1];
  using env = make(bandit({ probabilities }));
  env.reset({ seed: 2 });
  for (const [machine, probability] of probabilities.entries()) {
    let paid = 0;
    for (let i = 0; i < 1000; i++) {
      const { observation, reward, terminated } = env.step(machine);
      assert(observation === 0 && !terminated);
      paid += reward;
    }
    const deviation = Math.sqrt(1000 * probability * (1 - probability));
    assertAlmostEquals(paid, 1000 * probability, 4 * deviation + 1e-9);
  }
});

Deno.test("bandit() shows which machine was played, and whether it paid", () => {
  using env = make(bandit({ probabilities: [0, 1, 0] }));
  env.reset();
  assertEquals(env.render("text"), " 0  1  2  pays 0\n");
  const views = [1, 0].map((machine) => {
    env.step(machine);
    return [env.render("text"), env.render("svg")];
  });
  assertEquals(views[0]![0], " 0 [1] 2  pays 1\n");
  assertEquals(views[1]![0], "[0] 1  2  pays 0\n");
  assert(views[0]![1] !== views[1]![1]);
  env.reset();
  assertEquals(env.render("text"), " 0  1  2  pays 0\n");
});

Deno.test("bandit() is played with the keys of the digits", () => {
  const { controls } = bandit({ probabilities: Array<number>(12).fill(0.5) });
  assertEquals(controls!.idle, null);
  assertEquals(controls!.keys["7"], 7);
  assertEquals(Object.keys(controls!.keys).length, 10);
});

Deno.test("bandit() refuses chances that are none", () => {
  assertThrows(
    () => bandit({ probabilities: [] }),
    RangeError,
    "a list of one for each machine",
  );
  assertThrows(
    () => bandit({ probabilities: [0.5, 1.5] }),
    RangeError,
    "'probabilities[1]' must be a finite number within [0, 1]",
  );
});
