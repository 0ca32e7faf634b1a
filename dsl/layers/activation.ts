import { unknownName } from "../../core/errors.ts";
import { finite } from "./_finite.ts";

/** What an activation may be told, by its function; functions without options have none. */
export interface ActivationOptions {
  /** x. */
  linear: ActivationDefaults;
  /** max(0, x). */
  relu: ActivationDefaults;
  /** x where x > 0, else slope · x. */
  leakyRelu: LeakyReluOptions;
  /** x where x > 0, else alpha · (eˣ − 1). */
  elu: EluOptions;
  /** 1.0507 · elu(x), alpha 1.6733: keeps mean 0 and variance 1. Klambauer et al. (2017). */
  selu: ActivationDefaults;
  /** x · Φ(x), where Φ is the standard normal distribution. Hendrycks and Gimpel (2016). */
  gelu: GeluOptions;
  /** x · sigmoid(x). Ramachandran et al. (2017). */
  swish: ActivationDefaults;
  /** (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ). */
  tanh: ActivationDefaults;
  /** 1 / (1 + e⁻ˣ). */
  sigmoid: ActivationDefaults;
  /** log(1 + eˣ). */
  softplus: ActivationDefaults;
  /** eˣ, divided by the sum over the last axis. */
  softmax: ActivationDefaults;
}

/** No options. */
export type ActivationDefaults = Readonly<Record<never, never>>;

/** Options for `leakyRelu`. */
export interface LeakyReluOptions {
  /** Slope below 0; finite. @default {0.01} */
  readonly slope?: number;
}

/** Options for `elu`. */
export interface EluOptions {
  /** Minus the value far below 0; finite. @default {1} */
  readonly alpha?: number;
}

/** Options for `gelu`. */
export interface GeluOptions {
  /** Whether Φ is approximated with tanh, x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))). @default {false} */
  readonly approximate?: boolean;
}

/** The name of an activation function. */
export type ActivationName = keyof ActivationOptions;

/** A function applied to each value (softmax: to each row), described as plain data. */
export type ActivationLayer = {
  [F in ActivationName]:
    & {
      /** Tag of this layer. */
      readonly kind: "activation";
      /** Which function. */
      readonly fn: F;
    }
    & Readonly<Required<ActivationOptions[F]>>;
}[ActivationName];

/** The activation layer with function `F`. */
export type ActivationOf<F extends ActivationName> = Extract<
  ActivationLayer,
  { readonly fn: F }
>;

type Factory<F extends ActivationName> = (
  options: ActivationOptions[F],
  action: string,
) => Required<ActivationOptions[F]>;

const none = () => ({});

const PARAMETERS: { readonly [F in ActivationName]: Factory<F> } = {
  linear: none,
  relu: none,
  leakyRelu: ({ slope = 0.01 }, action) => ({
    slope: finite(slope, action, "slope"),
  }),
  elu: ({ alpha = 1 }, action) => ({ alpha: finite(alpha, action, "alpha") }),
  selu: none,
  gelu: ({ approximate = false }) => ({ approximate }),
  swish: none,
  tanh: none,
  sigmoid: none,
  softplus: none,
  softmax: none,
};

/** Every {@linkcode ActivationName}. */
export const ACTIVATION_NAMES: readonly ActivationName[] = Object.freeze(
  Object.keys(PARAMETERS) as ActivationName[],
);

/**
 * Describes a function applied to each value; the shape is unchanged.
 *
 * @param fn The name of the function.
 * @param options What it may be told; see {@linkcode ActivationOptions}.
 * @returns A frozen description.
 * @throws {RangeError} If there is no such function, or an option is not finite.
 *
 * @example A ReLU that leaks
 * ```ts
 * import { activation } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = activation("leakyRelu", { slope: 0.2 });
 * assertEquals(layer, { kind: "activation", fn: "leakyRelu", slope: 0.2 });
 * ```
 */
export function activation<F extends ActivationName>(
  fn: F,
  options: ActivationOptions[F] = {},
): ActivationOf<F> {
  if (!Object.hasOwn(PARAMETERS, fn)) {
    const what = "activation function";
    throw unknownName("describe an activation", what, fn, ACTIVATION_NAMES);
  }
  const parameters = PARAMETERS[fn](options, `describe a ${fn} activation`);
  // TypeScript does not see that the parameters of F make an activation with fn F.
  return Object.freeze({
    kind: "activation",
    fn,
    ...parameters,
  }) as unknown as ActivationOf<F>;
}
