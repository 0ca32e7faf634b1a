import fc from "fast-check";
import {
  environment,
  type EnvironmentDescription,
} from "../../envs/description.ts";
import { RandomStream } from "../../core/random.ts";
import { type ActionOf, sample, type Space } from "../../envs/spaces/space.ts";
import { spaceBuffer, writeValue } from "../../envs/spaces/space_buffer.ts";
import { space } from "../arbitraries/space.ts";

/** What decides how a toy environment behaves. */
interface Toy {
  readonly actionSpace: Space;
  readonly observationSpace: Space;
  readonly stateSize: number;
  readonly endChance: number;
  readonly noise: boolean;
  readonly maxEpisodeSteps: number | null;
}

/**
 * An environment without a meaning: actions push the first number of the state
 * around, chance the others, and the last is how the die fell that ends it. What
 * is seen is any value that the state determines.
 */
export function toyEnvironment(toy: Toy): EnvironmentDescription {
  const { stateSize, endChance, noise, observationSpace } = toy;
  const last = stateSize - 1;
  return environment<Space, Space>({
    id: "Toy-v0",
    stateSize,
    actionSpace: toy.actionSpace,
    observationSpace,
    maxEpisodeSteps: toy.maxEpisodeSteps,
    initialize(state, random) {
      for (let i = 0; i < last; i++) state[i] = random.uniform();
      state[last] = 1;
    },
    step(state, action, random) {
      const push = sumOf(toy.actionSpace, action);
      for (let i = 0; i < last; i++) {
        state[i] = (state[i]! + (noise ? random.uniform() : 0.3)) % 1;
      }
      if (last > 0) state[0] = Math.abs(state[0]! + Math.sin(push)) % 1;
      state[last] = random.uniform();
      return push;
    },
    terminated: (state) => state[last]! < endChance,
    observe(state, out) {
      const sum = state.subarray(0, stateSize).reduce((sum, x) => sum + x);
      const seed = Math.floor(sum * 2 ** 20);
      const value = sample(observationSpace, RandomStream.from(seed));
      writeValue<Space>(observationSpace, value, out);
    },
    inform: (state) => ({ die: state[last]! }),
  });
}

/** Something of an action that is hardly the same for two of them. */
function sumOf(space: Space, action: ActionOf<Space>): number {
  const row = spaceBuffer(space, 1);
  writeValue(space, action, row);
  return Array.from(row).reduce((sum, x, i) => sum + x / (i + 1), 0);
}

/** Environments of all shapes, some of them with chance, ends, and limits. */
export const toy: fc.Arbitrary<EnvironmentDescription> = fc.record({
  actionSpace: space,
  observationSpace: space,
  stateSize: fc.integer({ min: 1, max: 4 }),
  endChance: fc.constantFrom(0, 0.1, 0.5),
  noise: fc.boolean(),
  maxEpisodeSteps: fc.constantFrom(null, 1, 2, 7),
}, { noNullPrototype: true }).map(toyEnvironment);
