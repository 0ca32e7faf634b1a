import { RandomStream } from "../../core/random.ts";
import type { Batch, BatchKernel } from "../batch.ts";
import type { Dynamics } from "../description.ts";
import type { Box } from "../spaces/box.ts";
import type { Discrete } from "../spaces/discrete.ts";
import {
  BLOCK,
  type CartPolePhysics,
  EPISODE_BYTES,
  placesOf,
  writeCartPole,
} from "./_cart_pole_program.ts";

type CartPoleDynamics = Pick<
  Dynamics<Discrete, Box<"float32">>,
  "step" | "terminated" | "observe"
>;

const PAGE = 2 ** 16;

/**
 * Steps carts and poles in WebAssembly, eight together, to the bit as `dynamics` does.
 *
 * Those of the last block, if it is not full, are left to `dynamics`, and so are
 * blocks where a pole leans more than 45°, as it does only if it was reset so.
 */
export function cartPoleKernel(
  physics: CartPolePhysics,
  dynamics: CartPoleDynamics,
): BatchKernel<Discrete, Box<"float32">> {
  return Object.freeze({
    ...dynamics,
    create: (count: number) => createBatch(count, physics, dynamics),
  });
}

function createBatch(
  count: number,
  physics: CartPolePhysics,
  dynamics: CartPoleDynamics,
): Batch<Discrete, Box<"float32">> {
  const initial = Math.ceil(count * EPISODE_BYTES / PAGE);
  const memory = new WebAssembly.Memory({ initial });
  const { buffer } = memory;
  const places = placesOf(count);
  const states = new Float64Array(buffer, places.states, 4 * count);
  const observations = new Float32Array(buffer, places.observations, 4 * count);
  const rewards = new Float64Array(buffer, places.rewards, count);
  const actions = new Int32Array(buffer, places.actions, count);
  const terminated = new Uint8Array(buffer, places.terminated, count);

  const stateRows = Array.from(
    { length: count },
    (_, i) => states.subarray(4 * i, 4 * i + 4),
  );
  const rows = Array.from(
    { length: count },
    (_, i) => observations.subarray(4 * i, 4 * i + 4),
  );
  const noChance = RandomStream.from(0);
  const stepPlainly = (begin: number, end: number) => {
    for (let i = begin; i < end; i++) {
      const state = stateRows[i]!;
      rewards[i] = dynamics.step(state, actions[i]!, noChance);
      terminated[i] = dynamics.terminated(state) ? 1 : 0;
      dynamics.observe(state, rows[i]!);
    }
  };

  const whole = count - count % BLOCK;
  const module = new WebAssembly.Module(
    writeCartPole({ physics, count, whole, initial }),
  );
  const { exports } = new WebAssembly.Instance(module, {
    env: { memory, stepPlainly: (i: number) => stepPlainly(i, i + BLOCK) },
  });
  // That is how it was written.
  const stepBlocks = exports.stepBlocks as () => void;
  return {
    states,
    actions,
    observations,
    rewards,
    terminated,
    step() {
      stepBlocks();
      stepPlainly(whole, count);
    },
  };
}
