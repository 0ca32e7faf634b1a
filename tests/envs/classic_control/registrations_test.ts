import { assert, assertEquals } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { checkEnv } from "../../../envs/check_env.ts";
import {
  CLASSIC_CONTROL,
  type ClassicControlTable,
} from "../../../envs/classic_control/_registrations.ts";
import { describe } from "../../../envs/describe.ts";
import type { EnvironmentDescription } from "../../../envs/description.ts";
import { acceptsAction } from "../../../envs/spaces/space.ts";

const IDS = Object.keys(CLASSIC_CONTROL) as (keyof ClassicControlTable)[];

Deno.test("classic control has Gymnasium's time limits, goals and speeds", () => {
  const known = Object.fromEntries(IDS.map((id) => {
    const { maxEpisodeSteps, rewardThreshold, rendering } = describe(id);
    const { framesPerSecond } = rendering!;
    return [id, [maxEpisodeSteps, rewardThreshold, framesPerSecond]];
  }));
  assertEquals(known, {
    "CartPole-v0": [200, 195, 50],
    "CartPole-v1": [500, 475, 50],
    "MountainCar-v0": [200, -110, 30],
    "MountainCarContinuous-v0": [999, 90, 30],
    "Pendulum-v1": [200, null, 30],
    "Acrobot-v1": [500, -100, 15],
  });
});

for (const id of IDS) {
  Deno.test(`${id} passes checkEnv(), and is played with the arrows`, () => {
    for (const seed of [1, 2, 3]) checkEnv(id, { seed });
    const { controls, actionSpace } = describe(id);
    const { idle, keys } = controls!;
    assertEquals(Object.keys(keys), ["ArrowLeft", "ArrowRight"]);
    if (idle !== null) assert(acceptsAction(actionSpace, idle));
    for (const key in keys) assert(acceptsAction(actionSpace, keys[key]));
  });
}

/** What a key does to one of the velocities, in comparison to the other key. */
function favour(id: keyof ClassicControlTable, state: number[], i: number) {
  const { step, controls }: EnvironmentDescription = describe(id);
  const [left, right] = ["ArrowLeft", "ArrowRight"].map((key) => {
    const next = Float64Array.from(state);
    step(next, controls!.keys[key]!, RandomStream.from(0));
    return next[i]!;
  });
  return Math.sign(right! - left!);
}

Deno.test("arrows push to where they point, and turn as a wheel is turned", () => {
  assertEquals(favour("CartPole-v1", [0, 0, 0, 0], 1), 1);
  assertEquals(favour("MountainCar-v0", [-0.5, 0], 1), 1);
  assertEquals(favour("MountainCarContinuous-v0", [-0.5, 0], 1), 1);
  // The lower end of the acrobot goes right against the clock; the upright rod goes left.
  assertEquals(favour("Acrobot-v1", [0, 0, 0, 0], 3), 1);
  assertEquals(favour("Pendulum-v1", [0, 0], 1), -1);
});
