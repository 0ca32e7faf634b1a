import type { NumberArrays, NumberType } from "./number_array.ts";

/** What holds for every number of a type. */
interface NumberRules<Type extends NumberType> {
  readonly create: (length: number) => NumberArrays[Type];
  readonly holds: (value: unknown) => value is NumberArrays[Type];
  /** The number as the type stores it. */
  readonly round: (value: number) => number;
  readonly whole: boolean;
  /** The types whose numbers it holds exactly. */
  readonly covers: readonly NumberType[];
  readonly min: number;
  readonly max: number;
}

const RULES: { readonly [Type in NumberType]: NumberRules<Type> } = {
  float32: {
    create: (length) => new Float32Array(length),
    holds: (value) => value instanceof Float32Array,
    round: Math.fround,
    whole: false,
    covers: ["uint8", "float32"],
    min: -Infinity,
    max: Infinity,
  },
  float64: {
    create: (length) => new Float64Array(length),
    holds: (value) => value instanceof Float64Array,
    round: (value) => value,
    whole: false,
    covers: ["uint8", "int32", "float32", "float64"],
    min: -Infinity,
    max: Infinity,
  },
  int32: {
    create: (length) => new Int32Array(length),
    holds: (value) => value instanceof Int32Array,
    round: (value) => value,
    whole: true,
    covers: ["uint8", "int32"],
    min: -(2 ** 31),
    max: 2 ** 31 - 1,
  },
  uint8: {
    create: (length) => new Uint8Array(length),
    holds: (value) => value instanceof Uint8Array,
    round: (value) => value,
    whole: true,
    covers: ["uint8"],
    min: 0,
    max: 255,
  },
};

/** The number types there are. */
export const NUMBER_TYPES: readonly NumberType[] = Object.freeze(
  Object.keys(RULES) as NumberType[],
);

const SMALLEST_FIRST: readonly NumberType[] = [
  "uint8",
  "int32",
  "float32",
  "float64",
];

/** The smallest type that holds the numbers of all `types` exactly; {@linkcode CommonType} says the same of types. */
export function commonType(types: readonly NumberType[]): NumberType {
  return SMALLEST_FIRST.find((type) =>
    types.every((each) => RULES[type].covers.includes(each))
  )!;
}

/** What holds for every number of `type`. */
export function numberRules<Type extends NumberType>(
  type: Type,
): NumberRules<Type> {
  // The table gives each type its own rules; TypeScript sees the union of them.
  return RULES[type] as unknown as NumberRules<Type>;
}
