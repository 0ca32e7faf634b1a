import { assertEquals, assertLess } from "@std/assert";
import { cartPolePositionOnly } from "../../../envs/book/cart_pole_position_only.ts";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { describe } from "../../../envs/describe.ts";
import { make } from "../../../envs/make.ts";
import { meanReturn } from "./play_book.ts";

Deno.test("cartPolePositionOnly() is cartPole(), without its velocities", () => {
  using bare = make(cartPolePositionOnly({ gravity: 5 }));
  using whole = make(cartPole({ gravity: 5 }));
  const begin = [bare, whole].map((env) => env.reset({ seed: 3 }).observation);
  assertEquals([...begin[0]!], [begin[1]![0], begin[1]![2]]);
  for (const action of [1, 1, 0, 1, 0, 0]) {
    const [seen, all] = [bare.step(action), whole.step(action)];
    assertEquals([...seen.observation], [
      all.observation[0],
      all.observation[2],
    ]);
    assertEquals(seen.reward, all.reward);
    assertEquals(seen.terminated, all.terminated);
  }
});

Deno.test("cartPolePositionOnly(): one observation is too little, two are enough", () => {
  const length = { steps: 500, episodes: 20 };
  const world = cartPolePositionOnly();
  const alone = meanReturn(world, ([, angle]) => angle! > 0 ? 1 : 0, length);
  assertLess(alone, 60);
  let [x, theta] = [0, 0];
  const both = meanReturn(world, ([nextX, nextTheta]) => {
    const [dx, dtheta] = [(nextX! - x) / 0.02, (nextTheta! - theta) / 0.02];
    [x, theta] = [nextX!, nextTheta!];
    return 0.1 * x + 0.2 * dx + theta + 0.3 * dtheta > 0 ? 1 : 0;
  }, length);
  assertEquals(both, 500);
});

Deno.test("CartPolePositionOnly-v1 has an id, options and a limit", () => {
  const described = describe("CartPolePositionOnly-v1", { pushForce: 5 });
  assertEquals(described.options.pushForce, 5);
  assertEquals(described.maxEpisodeSteps, 500);
  assertEquals(described.observationSpace.shape, [2]);
  assertEquals(described.wrappers, []);
  const { id, wrappers } = cartPolePositionOnly();
  assertEquals([id, wrappers], ["CartPolePositionOnly", []]);
});
