import { cannot, formatShape } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import { type Shape, sizeOf } from "../graph/node.ts";
import type {
  Initializer,
  InitializerKind,
  InitializerOf,
} from "../layers/initializer.ts";
import { orthogonalValues } from "./orthogonal_values.ts";

type ValueRule<K extends InitializerKind> = (
  initializer: InitializerOf<K>,
  shape: Shape,
  random: RandomStream,
) => Float32Array;

const VALUE_RULES: { readonly [K in InitializerKind]: ValueRule<K> } = {
  constant: ({ value }, shape) => new Float32Array(sizeOf(shape)).fill(value),
  glorotUniform: scaled(uniform, 1, fanAverage),
  glorotNormal: scaled(truncatedNormal, 1, fanAverage),
  heUniform: scaled(uniform, 2, fanIn),
  heNormal: scaled(truncatedNormal, 2, fanIn),
  lecunUniform: scaled(uniform, 1, fanIn),
  lecunNormal: scaled(truncatedNormal, 1, fanIn),
  orthogonal: ({ gain }, shape, random) =>
    orthogonalValues(shape, gain, random),
};

/**
 * Draws the first values of a weight.
 *
 * @param initializer How they are drawn.
 * @param shape Sizes of the axes: [inputs, units], or [rows, columns, channels, filters].
 * @param random Where randomness comes from.
 * @returns The values, row by row.
 * @throws {RangeError} If `initializer` is orthogonal and there are fewer than two axes.
 *
 * @example Small numbers around 0
 * ```ts
 * import { glorotUniform, initialValues, RandomStream } from "@silica/silica";
 * import { assert } from "@std/assert";
 *
 * const weights = initialValues(glorotUniform(), [4, 2], RandomStream.from(1));
 * assert(weights.every((w) => Math.abs(w) <= Math.sqrt(6 / (4 + 2))));
 * ```
 */
export function initialValues(
  initializer: Initializer,
  shape: Shape,
  random: RandomStream,
): Float32Array {
  if (initializer.kind === "orthogonal" && shape.length < 2) {
    const wish = "there must be two or more axes";
    const action = "draw orthogonal values";
    throw new RangeError(cannot(action, wish, formatShape(shape), "shape"));
  }
  // The rule found by the initializer's own tag takes that initializer.
  const rule = VALUE_RULES[initializer.kind] as ValueRule<InitializerKind>;
  return rule(initializer as InitializerOf<InitializerKind>, shape, random);
}

/** Fills values that shall have this variance and mean 0. */
type Fill = (
  values: Float32Array,
  variance: number,
  random: RandomStream,
) => Float32Array;

/** Values of variance scale / fan. */
function scaled(
  fill: Fill,
  scale: number,
  fan: (shape: Shape) => number,
): ValueRule<InitializerKind> {
  return (_initializer, shape, random) =>
    fill(new Float32Array(sizeOf(shape)), scale / fan(shape), random);
}

/** The uniform distribution over ±a has variance a² / 3. */
function uniform(
  values: Float32Array,
  variance: number,
  random: RandomStream,
): Float32Array {
  const limit = Math.sqrt(3 * variance);
  return random.fillUniform(values, -limit, limit);
}

/** Standard deviation of a standard normal number drawn again until it lies within ±2. */
const TRUNCATED_DEVIATION = 0.87962566103423978;

function truncatedNormal(
  values: Float32Array,
  variance: number,
  random: RandomStream,
): Float32Array {
  const scale = Math.sqrt(variance) / TRUNCATED_DEVIATION;
  for (let i = 0; i < values.length; i++) {
    let drawn: number;
    do drawn = random.normal(); while (Math.abs(drawn) > 2);
    values[i] = scale * drawn;
  }
  return values;
}

/** Connections into a neuron: inputs, times the cells of a window. */
function fanIn(shape: Shape): number {
  return fans(shape)[0];
}

/** The mean of connections into a neuron and out of it. */
function fanAverage(shape: Shape): number {
  const [into, out] = fans(shape);
  return (into + out) / 2;
}

function fans(shape: Shape): readonly [number, number] {
  const [inputs = shape[0] ?? 1, outputs = inputs] = shape.slice(-2);
  const window = sizeOf(shape.slice(0, -2));
  return [inputs * window, outputs * window];
}
