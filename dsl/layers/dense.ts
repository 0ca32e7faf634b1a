import { requirePositiveInteger } from "../../core/errors.ts";
import { requireInitializer } from "./_require_initializer.ts";
import { glorotUniform, type Initializer, zeros } from "./initializer.ts";

/** A fully connected layer, described as plain data. */
export interface DenseLayer {
  /** Tag of this layer. */
  readonly kind: "dense";
  /** Size of the last axis of the output. */
  readonly units: number;
  /** Whether a number of its own is added to each sum. */
  readonly useBias: boolean;
  /** How the weights [inputs, units] begin. */
  readonly kernelInitializer: Initializer;
  /** How the biases [units] begin. */
  readonly biasInitializer: Initializer;
}

/** Options for {@linkcode dense}. */
export interface DenseOptions {
  /** Whether a number of its own is added to each sum. @default {true} */
  useBias?: boolean;
  /** How the weights [inputs, units] begin. @default {glorotUniform()} */
  kernelInitializer?: Initializer;
  /** How the biases [units] begin. @default {zeros()} */
  biasInitializer?: Initializer;
}

/**
 * Describes a layer of `units` weighted sums: [..., n] becomes [..., units].
 *
 * y = xW + b
 *
 * @param units How many sums; the size of the output's last axis.
 * @param options Bias and first weights.
 * @returns A frozen description.
 * @throws {RangeError} If `units` is not a positive integer.
 *
 * @example Ten sums
 * ```ts
 * import { dense } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(dense(10).units, 10);
 * ```
 */
export function dense(units: number, options: DenseOptions = {}): DenseLayer {
  const action = "describe a dense layer";
  const {
    useBias = true,
    kernelInitializer = glorotUniform(),
    biasInitializer = zeros(),
  } = options;
  requirePositiveInteger(units, action, "units");
  requireInitializer(kernelInitializer, action, "kernelInitializer", 2);
  requireInitializer(biasInitializer, action, "biasInitializer", 1);
  return Object.freeze({
    kind: "dense",
    units,
    useBias,
    kernelInitializer,
    biasInitializer,
  });
}
