import type { RandomStream } from "../core/random.ts";
import type { Batch } from "./batch.ts";
import type { Dynamics, EnvironmentDescription } from "./description.ts";
import type { Space } from "./spaces/space.ts";
import {
  bufferRows,
  bufferValues,
  spaceBuffer,
} from "./spaces/space_buffer.ts";

/** A batch of episodes: the description's own kernel if it fits, else one step after the other. */
export function makeBatch<Actions extends Space, Observations extends Space>(
  description: EnvironmentDescription<Actions, Observations>,
  dynamics: readonly Pick<Dynamics<Actions>, "step">[],
  randoms: readonly RandomStream[],
): Batch<Actions, Observations> {
  const { kernel, step, terminated, observe } = description;
  const fits = kernel !== null && kernel.step === step &&
    kernel.terminated === terminated && kernel.observe === observe;
  return fits
    ? kernel.create(randoms.length)
    : plainBatch(description, dynamics, randoms);
}

function plainBatch<Actions extends Space, Observations extends Space>(
  description: EnvironmentDescription<Actions, Observations>,
  dynamics: readonly Pick<Dynamics<Actions>, "step">[],
  randoms: readonly RandomStream[],
): Batch<Actions, Observations> {
  const { actionSpace, observationSpace, stateSize } = description;
  const { terminated: isOver, observe } = description;
  const count = randoms.length;
  const states = new Float64Array(count * stateSize);
  const actions = spaceBuffer(actionSpace, count);
  const observations = spaceBuffer(observationSpace, count);
  const rewards = new Float64Array(count);
  const terminated = new Uint8Array(count);
  const values = bufferValues(actionSpace, actions);
  const stateRows = Array.from(
    { length: count },
    (_, i) => states.subarray(i * stateSize, (i + 1) * stateSize),
  );
  const rows = bufferRows(observationSpace, observations);
  return {
    states,
    actions,
    observations,
    rewards,
    terminated,
    step(idle) {
      // One loop for each function is quicker than one for all.
      for (let i = 0; i < count; i++) {
        if (idle[i] === 1) continue;
        rewards[i] = dynamics[i]!.step(stateRows[i]!, values[i]!, randoms[i]!);
      }
      for (let i = 0; i < count; i++) {
        terminated[i] = isOver(stateRows[i]!) ? 1 : 0;
      }
      for (let i = 0; i < count; i++) observe(stateRows[i]!, rows[i]!);
    },
  };
}
