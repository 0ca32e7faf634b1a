import { finite } from "./_finite.ts";

/** How a layer's weights begin, described as plain data. */
export type Initializer =
  | ConstantInitializer
  | VarianceScalingInitializer
  | OrthogonalInitializer;

/** The tag of an {@linkcode Initializer}. */
export type InitializerKind = Initializer["kind"];

/** The initializer with tag `K`. */
export type InitializerOf<K extends InitializerKind> = Initializer & {
  /** Tag of this initializer. */
  readonly kind: K;
};

/** The same value everywhere. */
export interface ConstantInitializer {
  /** Tag of this initializer. */
  readonly kind: "constant";
  /** The value of every element. */
  readonly value: number;
}

/** Random values whose variance depends on how many connections meet in a neuron. */
export interface VarianceScalingInitializer {
  /** Tag of this initializer; see {@linkcode glorotUniform}, {@linkcode heNormal}, … */
  readonly kind:
    | "glorotUniform"
    | "glorotNormal"
    | "heUniform"
    | "heNormal"
    | "lecunUniform"
    | "lecunNormal";
}

/** Columns (or rows, if fewer) of length `gain`, at right angles to each other. */
export interface OrthogonalInitializer {
  /** Tag of this initializer. */
  readonly kind: "orthogonal";
  /** Length of the columns. */
  readonly gain: number;
}

/** Options for {@linkcode orthogonal}. */
export interface OrthogonalOptions {
  /** Length of the columns. @default {1} */
  gain?: number;
}

const scaling = (
  kind: VarianceScalingInitializer["kind"],
): VarianceScalingInitializer => Object.freeze({ kind });

/**
 * Describes weights that all begin with `value`.
 *
 * @param value A finite number.
 * @returns A frozen description.
 */
export function constant(value: number): ConstantInitializer {
  const action = "describe a constant initializer";
  return Object.freeze({
    kind: "constant",
    value: finite(value, action, "value"),
  });
}

/** Describes weights that begin with 0. */
export function zeros(): ConstantInitializer {
  return constant(0);
}

/** Describes weights that begin with 1. */
export function ones(): ConstantInitializer {
  return constant(1);
}

/**
 * Describes weights uniform in ±√(6 / (fan in + fan out)), for sigmoid, tanh and softmax.
 *
 * Glorot and Bengio (2010). Fan in and fan out count the connections into and
 * out of a neuron: the last two axes of the weights, times the window's size.
 */
export function glorotUniform(): VarianceScalingInitializer {
  return scaling("glorotUniform");
}

/** Describes normal weights with standard deviation √(2 / (fan in + fan out)), cut at two of them; see {@linkcode glorotUniform}. */
export function glorotNormal(): VarianceScalingInitializer {
  return scaling("glorotNormal");
}

/** Describes weights uniform in ±√(6 / fan in), for ReLU and its kin. He et al. (2015). */
export function heUniform(): VarianceScalingInitializer {
  return scaling("heUniform");
}

/**
 * Describes normal weights with standard deviation √(2 / fan in), for ReLU and its kin.
 *
 * He et al. (2015). The normal distribution is cut at two standard deviations,
 * and widened such that the deviation is the one named.
 *
 * @returns A frozen description.
 *
 * @example Weights before a ReLU
 * ```ts
 * import { heNormal, input } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const model = input([784]).dense(300, { kernelInitializer: heNormal() }).relu();
 * assertEquals(model.shape, [300]);
 * ```
 */
export function heNormal(): VarianceScalingInitializer {
  return scaling("heNormal");
}

/** Describes weights uniform in ±√(3 / fan in), for SELU. LeCun et al. (1998). */
export function lecunUniform(): VarianceScalingInitializer {
  return scaling("lecunUniform");
}

/** Describes normal weights with standard deviation √(1 / fan in), for SELU; see {@linkcode heNormal}. */
export function lecunNormal(): VarianceScalingInitializer {
  return scaling("lecunNormal");
}

/**
 * Describes random weights that keep lengths and angles, times a gain.
 *
 * Saxe et al. (2014). All axes but the last count as one; there must be two or more.
 *
 * @param options The gain.
 * @returns A frozen description.
 */
export function orthogonal(
  options: OrthogonalOptions = {},
): OrthogonalInitializer {
  const action = "describe an orthogonal initializer";
  return Object.freeze({
    kind: "orthogonal",
    gain: finite(options.gain ?? 1, action, "gain"),
  });
}
