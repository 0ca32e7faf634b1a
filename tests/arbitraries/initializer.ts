import fc from "fast-check";
import {
  constant,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  type Initializer,
  lecunNormal,
  lecunUniform,
  ones,
  orthogonal,
  zeros,
} from "../../dsl/layers/initializer.ts";

/** Initializers for weights of any shape. */
export const biasInitializers: fc.Arbitrary<Initializer> = fc.oneof(
  fc.constantFrom(
    zeros(),
    ones(),
    glorotUniform(),
    glorotNormal(),
    heUniform(),
    heNormal(),
    lecunUniform(),
    lecunNormal(),
  ),
  fc.double({ min: -2, max: 2, noNaN: true }).map(constant),
);

/** Initializers for weights of two axes or more. */
export const initializers: fc.Arbitrary<Initializer> = fc.oneof(
  { arbitrary: biasInitializers, weight: 4 },
  {
    arbitrary: fc.double({ min: 0.5, max: 2, noNaN: true })
      .map((gain) => orthogonal({ gain })),
    weight: 1,
  },
);
