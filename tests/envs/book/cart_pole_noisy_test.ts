import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertThrows,
} from "@std/assert";
import { cartPoleNoisy } from "../../../envs/book/cart_pole_noisy.ts";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { describe } from "../../../envs/describe.ts";
import { make } from "../../../envs/make.ts";
import { meanReturn } from "./play_book.ts";

Deno.test("cartPoleNoisy() is cartPole(), seen with normal noise", () => {
  using noisy = make(cartPoleNoisy({ sd: 0.3 }));
  using clear = make(cartPole());
  const noise: number[] = [];
  const compare = (seen: Float32Array, real: Float32Array) =>
    noise.push(...seen.map((number, i) => number - real[i]!));
  for (let seed = 0; seed < 100; seed++) {
    compare(
      noisy.reset({ seed }).observation,
      clear.reset({ seed }).observation,
    );
    for (let over = false; !over;) {
      const action = noise.length % 3 === 0 ? 1 : 0;
      const [seen, real] = [noisy.step(action), clear.step(action)];
      compare(seen.observation, real.observation);
      assertEquals(seen.terminated, real.terminated);
      assertEquals(seen.reward, real.reward);
      over = real.terminated;
    }
  }
  const n = noise.length;
  const mean = noise.reduce((a, b) => a + b) / n;
  const variance = noise.reduce((sum, x) => sum + x * x, 0) / n;
  assertGreater(n, 2000);
  assertAlmostEquals(mean, 0, 4 * 0.3 / Math.sqrt(n));
  assertAlmostEquals(variance, 0.09, 4 * 0.09 * Math.sqrt(2 / n));
});

Deno.test("cartPoleNoisy() is a task that can be solved", () => {
  const length = { steps: 500, episodes: 20 };
  const earned = meanReturn(
    cartPoleNoisy(),
    ([x, dx, theta, dtheta]) =>
      0.1 * x! + 0.2 * dx! + theta! + 0.3 * dtheta! > 0 ? 1 : 0,
    length,
  );
  assertGreater(earned, 475); // about 494
  const naive = meanReturn(
    cartPoleNoisy(),
    ([, , theta]) => theta! > 0 ? 1 : 0,
    length,
  );
  assert(naive < 60, `${naive}`);
});

Deno.test("CartPoleNoisy-v1 has the noise among its options", () => {
  const { options, wrappers } = describe("CartPoleNoisy-v1", { sd: 0.2 });
  assertEquals([options.sd, options.gravity], [0.2, 9.8]);
  assertEquals(wrappers, []);
  assertEquals(cartPoleNoisy().options.sd, 0.1);
  assertEquals(cartPoleNoisy().id, "CartPoleNoisy");
  assertEquals(cartPoleNoisy().wrappers, []);
  assertThrows(() => cartPoleNoisy({ sd: -1 }), RangeError, "'sd' must be");
});
