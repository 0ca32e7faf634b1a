import {
  constant,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  type Initializer,
  type InitializerKind,
  type InitializerOf,
  lecunNormal,
  lecunUniform,
  orthogonal,
} from "../../../layers/initializer.ts";
import { holds, type KerasConfig } from "./keras_model.ts";

/** An initializer of tfjs-layers, as plain data. */
export interface KerasInitializer {
  /** What it is: `Zeros`, `VarianceScaling`, … */
  readonly className: string;
  /** What it is told. */
  readonly config: KerasConfig;
}

/** Values of variance scale / fan. */
const scaling = (scale: number, mode: string, distribution: string) => () => ({
  className: "VarianceScaling",
  config: { scale, mode, distribution },
});

const KERAS_RULES: {
  readonly [K in InitializerKind]: (
    initializer: InitializerOf<K>,
  ) => KerasInitializer;
} = {
  constant: ({ value }) =>
    value === 0
      ? { className: "Zeros", config: {} }
      : value === 1
      ? { className: "Ones", config: {} }
      : { className: "Constant", config: { value } },
  glorotUniform: scaling(1, "fan_avg", "uniform"),
  glorotNormal: scaling(1, "fan_avg", "normal"),
  heUniform: scaling(2, "fan_in", "uniform"),
  heNormal: scaling(2, "fan_in", "normal"),
  lecunUniform: scaling(1, "fan_in", "uniform"),
  lecunNormal: scaling(1, "fan_in", "normal"),
  orthogonal: ({ gain }) => ({ className: "Orthogonal", config: { gain } }),
};

/** An initializer in the words of tfjs-layers. */
export function kerasInitializer(initializer: Initializer): KerasInitializer {
  // The rule found by the initializer's own tag takes that initializer.
  const rule = KERAS_RULES[initializer.kind] as (
    initializer: Initializer,
  ) => KerasInitializer;
  return rule(initializer);
}

const WITHOUT_NUMBERS: readonly Initializer[] = [
  constant(0),
  constant(1),
  glorotUniform(),
  glorotNormal(),
  heUniform(),
  heNormal(),
  lecunUniform(),
  lecunNormal(),
];

/** The initializer that tfjs-layers describes so, if there is one here. */
export function initializerOf(keras: unknown): Initializer | undefined {
  const number = (name: string) => {
    const value: unknown = Object(Object(keras).config)[name];
    return typeof value === "number" && Number.isFinite(value) ? value : 0;
  };
  return [
    ...WITHOUT_NUMBERS,
    constant(number("value")),
    orthogonal({ gain: number("gain") }),
  ].find((initializer) => holds(keras, kerasInitializer(initializer)));
}
