import fc from "fast-check";
import {
  environment,
  type EnvironmentDescription,
} from "../../envs/description.ts";
import { box } from "../../envs/spaces/box.ts";
import { discrete } from "../../envs/spaces/discrete.ts";
import type { Space } from "../../envs/spaces/space.ts";

/** Any kind of space, small. */
export const space: fc.Arbitrary<Space> = fc.oneof(
  fc.record({
    n: fc.integer({ min: 1, max: 5 }),
    start: fc.integer({ min: -3, max: 3 }),
  }, { noNullPrototype: true }).map(({ n, start }) => discrete(n, { start })),
  fc.record({
    low: fc.constantFrom(-Infinity, -2, 0),
    high: fc.constantFrom(0.5, 3, Infinity),
    shape: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
    dtype: fc.constantFrom("float32" as const, "float64" as const),
  }, { noNullPrototype: true }).map((options) => box(options)),
  fc.record({
    low: fc.integer({ min: 0, max: 3 }),
    high: fc.integer({ min: 3, max: 255 }),
    shape: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
    dtype: fc.constantFrom("uint8" as const, "int32" as const),
  }, { noNullPrototype: true }).map((options) => box(options)),
);

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
 * around, chance the others, and the last is how the die fell that ends it.
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
      const push = typeof action === "number" ? action : action[0]!;
      for (let i = 0; i < last; i++) {
        state[i] = (state[i]! + (noise ? random.uniform() : 0.3)) % 1;
      }
      if (last > 0) state[0] = Math.abs(state[0]! + Math.sin(push)) % 1;
      state[last] = random.uniform();
      return push;
    },
    terminated: (state) => state[last]! < endChance,
    observe(state, out) {
      const space = observationSpace;
      for (let i = 0; i < out.length; i++) {
        const part = state[i % stateSize]!;
        const [low, high] = space.kind === "discrete"
          ? [space.start, space.start + space.n - 1]
          : [bound(space.low, -9), bound(space.high, 9)];
        const whole = space.kind === "discrete" || space.dtype === "uint8" ||
          space.dtype === "int32";
        const value = low + part * (high - low);
        out[i] = whole ? Math.round(value) : value;
      }
    },
    inform: (state) => ({ die: state[last]! }),
  });
}

function bound(given: number | readonly number[], otherwise: number): number {
  return typeof given === "number" && Number.isFinite(given)
    ? given
    : otherwise;
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
