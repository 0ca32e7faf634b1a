import { RandomStream } from "../../core/random.ts";
import type { Batch, BatchKernel } from "../batch.ts";
import type { Dynamics } from "../description.ts";
import type { Box } from "../spaces/box.ts";
import type { Discrete } from "../spaces/discrete.ts";
import type { CartPolePhysics } from "./_cart_pole_equations.ts";
import { BLOCK, placesOf, writeCartPole } from "./_cart_pole_program.ts";

type CartPoleDynamics = Pick<
  Dynamics<Discrete, Box<"float32">>,
  "step" | "terminated" | "observe"
>;

/** Bytes that memory grows by. */
const PAGE = 2 ** 16;

/**
 * Steps carts and poles in WebAssembly, a block of them together, to the bit as
 * `dynamics` does.
 *
 * What is left behind the last whole block is done by `dynamics`, and so are blocks
 * with a pole that leans more than 45°, which only a reset can have made it do.
 */
export function cartPoleKernel(
  physics: CartPolePhysics,
  dynamics: CartPoleDynamics,
): BatchKernel<Discrete, Box<"float32">> {
  const { step, terminated, observe } = dynamics;
  return Object.freeze({
    step,
    terminated,
    observe,
    create: (count: number) => createBatch(count, physics, dynamics),
  });
}

function createBatch(
  count: number,
  physics: CartPolePhysics,
  dynamics: CartPoleDynamics,
): Batch<Discrete, Box<"float32">> {
  const places = placesOf(count);
  const pages = Math.ceil(places.end / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages });
  const { buffer } = memory;
  const states = new Float64Array(buffer, places.states, 4 * count);
  const observations = new Float32Array(buffer, places.observations, 4 * count);
  const rewards = new Float64Array(buffer, places.rewards, count);
  const actions = new Int32Array(buffer, places.actions, count);
  const terminated = new Uint8Array(buffer, places.terminated, count);

  const rowsOf = <Numbers extends Float64Array | Float32Array>(all: Numbers) =>
    Array.from(
      { length: count },
      (_, i) => all.subarray(4 * i, 4 * i + 4) as Numbers,
    );
  const [stateRows, rows] = [rowsOf(states), rowsOf(observations)];
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
    writeCartPole(physics, { places, pages, whole }),
  );
  const { exports } = new WebAssembly.Instance(module, {
    env: {
      memory,
      stepPlainly: (first: number) => stepPlainly(first, first + BLOCK),
    },
  });
  // The module has been written with this function.
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
