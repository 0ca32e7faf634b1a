import fc from "fast-check";
import {
  environment,
  type EnvironmentDescription,
} from "../../../envs/description.ts";
import { type Box, box } from "../../../envs/spaces/box.ts";
import type { Dict } from "../../../envs/spaces/dict.ts";
import type { Discrete } from "../../../envs/spaces/discrete.ts";
import { discrete } from "../../../envs/spaces/discrete.ts";
import type { Space } from "../../../envs/spaces/space.ts";
import type { Tuple } from "../../../envs/spaces/tuple.ts";
import { space } from "../../arbitraries/space.ts";
import { toyEnvironment } from "../toy_environment.ts";

const bound = fc.double({ min: -9, max: 9, noNaN: true });
const axes = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 });

/** Boxes of floating-point numbers, with the bounds that `infinite` allows. */
function reals(infinite: boolean): fc.Arbitrary<Box<"float32" | "float64">> {
  const low = infinite ? fc.oneof(bound, fc.constant(-Infinity)) : bound;
  return fc.record({
    shape: axes,
    dtype: fc.constantFrom("float32" as const, "float64" as const),
  }).chain(({ shape, dtype }) => {
    const size = shape.reduce((places, axis) => places * axis, 1);
    const length = { minLength: size, maxLength: size };
    return fc.tuple(
      fc.array(low, length),
      fc.array(fc.double({ min: 0.5, max: 9, noNaN: true }), length),
      fc.array(fc.boolean(), length),
    ).map(([low, widths, open]) =>
      box({
        low,
        high: low.map((bound, i) =>
          infinite && open[i]
            ? Infinity
            : bound === -Infinity
            ? widths[i]!
            : bound + widths[i]!
        ),
        shape,
        dtype,
      })
    );
  });
}

/** Boxes with a lower and an upper bound for each number. */
export const boundedBox: fc.Arbitrary<Box<"float32" | "float64">> = reals(
  false,
);

/** Boxes of floating-point numbers with any bounds. */
export const realBox: fc.Arbitrary<Box<"float32" | "float64">> = reals(true);

/** Boxes of any type. */
export const anyBox: fc.Arbitrary<Box> = fc.oneof(
  realBox,
  fc.record({
    low: fc.integer({ min: 0, max: 3 }),
    high: fc.integer({ min: 4, max: 255 }),
    shape: axes,
    dtype: fc.constantFrom("uint8" as const, "int32" as const),
  }, { noNullPrototype: true }).map((options) => box(options)),
);

/** Pictures of a few pixels of any type, with or without channels. */
export const picture: fc.Arbitrary<Box> = fc.record({
  height: fc.integer({ min: 1, max: 6 }),
  width: fc.integer({ min: 1, max: 6 }),
  channels: fc.constantFrom([], [1], [2]),
  dtype: fc.constantFrom("uint8" as const, "float32" as const),
}).map(({ height, width, channels, dtype }) =>
  box({ low: 0, high: 255, shape: [height, width, ...channels], dtype })
);

/** Small coloured pictures. */
export const rgb: fc.Arbitrary<Box<"uint8">> = fc.tuple(
  fc.integer({ min: 1, max: 5 }),
  fc.integer({ min: 1, max: 5 }),
).map(([height, width]) =>
  box({ low: 0, high: 255, shape: [height, width, 3], dtype: "uint8" })
);

/** Choices from 0 on. */
export const choices: fc.Arbitrary<Discrete> = fc.integer({ min: 1, max: 4 })
  .map((n) => discrete(n));

/** Environments with these spaces, some of them with chance, ends and limits. */
export function toyWith<Actions extends Space, Observations extends Space>(
  actionSpace: fc.Arbitrary<Actions>,
  observationSpace: fc.Arbitrary<Observations>,
  maxEpisodeSteps: fc.Arbitrary<number | null> = fc.constantFrom(
    null,
    1,
    2,
    3,
    7,
  ),
): fc.Arbitrary<EnvironmentDescription<Actions, Observations>> {
  const toys = fc.record({
    actionSpace,
    observationSpace,
    stateSize: fc.integer({ min: 1, max: 4 }),
    endChance: fc.constantFrom(0, 0.1, 0.3),
    noise: fc.boolean(),
    maxEpisodeSteps,
  }, { noNullPrototype: true }).map(toyEnvironment);
  // A toy has the spaces that it is made with.
  return toys as fc.Arbitrary<unknown> as fc.Arbitrary<
    EnvironmentDescription<Actions, Observations>
  >;
}

/** Any space; see {@linkcode toyWith}. */
export const anySpace: fc.Arbitrary<Space> = space;

/** Tuples and dicts among {@linkcode anySpace}. */
export const compound: fc.Arbitrary<Tuple | Dict> = space.filter(
  (each): each is Tuple | Dict => each.kind === "tuple" || each.kind === "dict",
);

/**
 * The same environment, moved by an object that alone knows the truth: what is
 * written into its state from outside comes to nothing.
 */
export function simulated<Actions extends Space, Observations extends Space>(
  description: EnvironmentDescription<Actions, Observations>,
): EnvironmentDescription<Actions, Observations> {
  const { stateSize, initialize, step } = description;
  return environment<Actions, Observations>({
    ...description,
    simulate() {
      const own = new Float64Array(stateSize);
      return {
        initialize(state, random, options) {
          initialize(own, random, options);
          state.set(own);
        },
        step(state, action, random) {
          const reward = step(own, action, random);
          state.set(own);
          return reward;
        },
        save: () => [...own],
        load: (saved) => own.set(saved as number[]),
      };
    },
  });
}
