import { finite } from "./_finite.ts";

/** A layer that gives each channel mean 0 and variance 1, described as plain data. */
export interface BatchNormLayer {
  /** Tag of this layer. */
  readonly kind: "batchNorm";
  /** Share of the moving averages that stays in each step. */
  readonly momentum: number;
  /** Added to the variance, against division by 0. */
  readonly epsilon: number;
  /** Whether each channel is multiplied by a learned number, gamma. */
  readonly scale: boolean;
  /** Whether a learned number, beta, is added to each channel. */
  readonly center: boolean;
}

/** Options for {@linkcode batchNorm}. */
export interface BatchNormOptions {
  /** Share of the moving averages that stays in each step, within [0, 1]. @default {0.99} */
  momentum?: number;
  /** Added to the variance, against division by 0; above 0. @default {0.001} */
  epsilon?: number;
  /** Whether each channel is multiplied by a learned number, gamma. @default {true} */
  scale?: boolean;
  /** Whether a learned number, beta, is added to each channel. @default {true} */
  center?: boolean;
}

/**
 * Describes a layer that gives each channel, the last axis, mean 0 and variance 1.
 *
 * y = γ (x − μ) / √(σ² + ε) + β
 *
 * While training, μ and σ² are the batch's mean and biased variance, and moving
 * averages follow them, m ← momentum · m + (1 − momentum) · μ; otherwise they are those averages.
 * Ioffe and Szegedy (2015); defaults and averages as in Keras.
 *
 * @param options Momentum, epsilon, and what is learned.
 * @returns A frozen description.
 * @throws {RangeError} If `momentum` lies outside [0, 1], or `epsilon` is not above 0.
 *
 * @example Before a ReLU, which needs no gamma
 * ```ts
 * import { batchNorm } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(batchNorm({ scale: false }).momentum, 0.99);
 * ```
 */
export function batchNorm(options: BatchNormOptions = {}): BatchNormLayer {
  const action = "describe a batchNorm layer";
  const { scale = true, center = true } = options;
  const unit = { min: 0, max: 1 };
  const above = { min: 0, minExclusive: true };
  return Object.freeze({
    kind: "batchNorm",
    momentum: finite(options.momentum ?? 0.99, action, "momentum", unit),
    epsilon: finite(options.epsilon ?? 1e-3, action, "epsilon", above),
    scale,
    center,
  });
}
