import { cannot } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import { hasSpaceFields } from "./_space_fields.ts";
import { areAlike, rulesOf } from "./_space_rules.ts";
import type { Box } from "./box.ts";
import type { Dict } from "./dict.ts";
import type { Discrete } from "./discrete.ts";
import type { MaskOf } from "./mask.ts";
import type { MultiBinary } from "./multi_binary.ts";
import type { MultiDiscrete } from "./multi_discrete.ts";
import type { CommonType, NumberArrays, NumberType } from "./number_array.ts";
import type { Text } from "./text.ts";
import type { Tuple } from "./tuple.ts";

/** A set of values that actions or observations are taken from. */
export type Space =
  | Discrete
  | Box
  | MultiDiscrete
  | MultiBinary
  | Text
  | Tuple
  | Dict;

/**
 * What a value of a space is in TypeScript.
 *
 * | Space | Value |
 * | --- | --- |
 * | {@linkcode Discrete} | a number |
 * | {@linkcode Box} | a typed array |
 * | {@linkcode MultiDiscrete} | an `Int32Array` |
 * | {@linkcode MultiBinary} | a `Uint8Array` |
 * | {@linkcode Text} | a string |
 * | {@linkcode Tuple} | a list of values |
 * | {@linkcode Dict} | a record of values |
 */
export type ValueOf<S extends Space> = S extends Discrete ? number
  : S extends Box<infer Type> ? NumberArrays[Type]
  : S extends MultiDiscrete ? Int32Array
  : S extends MultiBinary ? Uint8Array
  : S extends Text ? string
  : S extends Tuple<infer Spaces>
    ? Space extends Spaces[number] ? readonly AnyValue[]
    : { readonly [I in keyof Spaces]: ValueOf<Spaces[I]> }
  : S extends Dict<infer Spaces>
    ? { readonly [Name in keyof Spaces]: ValueOf<Spaces[Name]> }
  : never;

/** A value of some space. */
export type AnyValue =
  | number
  | string
  | NumberArrays[NumberType]
  | readonly AnyValue[]
  | { readonly [name: string]: AnyValue };

/** What may be given as an action of a space: as {@linkcode ValueOf}, but numbers may stand in any kind of list. */
export type ActionOf<S extends Space> = S extends Discrete ? number
  : S extends Box | MultiDiscrete | MultiBinary ? ArrayLike<number>
  : S extends Text ? string
  : S extends Tuple<infer Spaces>
    ? Space extends Spaces[number] ? readonly AnyAction[]
    : { readonly [I in keyof Spaces]: ActionOf<Spaces[I]> }
  : S extends Dict<infer Spaces>
    ? { readonly [Name in keyof Spaces]: ActionOf<Spaces[Name]> }
  : never;

/** An action of some space. */
export type AnyAction =
  | number
  | string
  | ArrayLike<number>
  | readonly AnyAction[]
  | { readonly [name: string]: AnyAction };

/** The typed array that holds values of a space, one behind the other. */
export type BufferOf<S extends Space> = NumberArrays[BufferTypeOf<S>];

/** How the numbers of values of a space are stored: as their own type if that is the same for all, or else as the smallest that holds all of them exactly. */
export type BufferTypeOf<S extends Space> = S extends
  Discrete | MultiDiscrete | Text ? "int32"
  : S extends Box<infer Type> ? Type
  : S extends MultiBinary ? "uint8"
  : S extends Tuple<infer Spaces> ? Space extends Spaces[number] ? NumberType
    : CommonType<BufferTypeOf<Spaces[number]>>
  : S extends Dict<infer Spaces>
    ? Space extends Spaces[keyof Spaces] ? NumberType
    : CommonType<BufferTypeOf<Spaces[keyof Spaces]>>
  : never;

/** Options for {@linkcode sample}. */
export interface SampleOptions<S extends Space = Space> {
  /** What is allowed; see {@linkcode MaskOf}. @default {everything} */
  readonly mask?: MaskOf<S>;
  /** How likely everything is, in the form of a mask with probabilities: those of choices sum to 1, that of a switch is for being on. @default {all alike} */
  readonly probability?: MaskOf<S>;
}

/**
 * Draws a value of a space.
 *
 * @param space Where to draw from.
 * @param random Where the randomness comes from.
 * @param options What is allowed, or how likely it is; not both.
 * @returns A value that the space contains.
 * @throws {RangeError} If a mask allows nothing, does not fit the space, or there
 * are probabilities besides.
 *
 * @example A random action
 * ```ts
 * import { discrete, RandomStream, sample } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const action = sample(discrete(4), RandomStream.from(1), { mask: [0, 0, 1, 0] });
 * assertEquals(action, 2);
 * ```
 */
export function sample<S extends Space>(
  space: S,
  random: RandomStream,
  options: SampleOptions<S> = {},
): ValueOf<S> {
  const { mask, probability } = options;
  if (mask !== undefined && probability !== undefined) {
    const wish = "there must be only one of 'mask' and 'probability'";
    const action = `sample from ${formatSpace(space)}`;
    throw new RangeError(cannot(action, wish, 2, "number"));
  }
  const preference = mask !== undefined
    ? { option: "mask", given: mask } as const
    : probability !== undefined
    ? { option: "probability", given: probability } as const
    : undefined;
  const { sample } = rulesOf(space);
  return sample(space, random, preference) as ValueOf<S>;
}

/**
 * Whether a value belongs to a space: right type, right length, within the bounds.
 *
 * @param space The space.
 * @param value Anything.
 * @returns Whether it is a value of the space.
 */
export function contains<S extends Space>(
  space: S,
  value: unknown,
): value is ValueOf<S> {
  return rulesOf(space).contains(space, value);
}

/**
 * Whether an environment takes a value as an action of a space.
 *
 * Numbers may stand in any kind of list, and may leave a box as long as they are
 * finite (and integers, where the box has integers), for environments clip them.
 * Choices, switches and texts must be those of the space.
 *
 * @param space The action space.
 * @param value Anything.
 * @returns Whether it can be given to a step.
 *
 * @example A torque that will be clipped
 * ```ts
 * import { acceptsAction, box, contains } from "@silica/silica/envs";
 * import { assert, assertFalse } from "@std/assert";
 *
 * const torque = box({ low: -2, high: 2 });
 * assert(acceptsAction(torque, [17]));
 * assertFalse(acceptsAction(torque, [NaN]));
 * assertFalse(contains(torque, Float32Array.of(17)));
 * ```
 */
export function acceptsAction<S extends Space>(
  space: S,
  value: unknown,
): value is ActionOf<S> {
  return rulesOf(space).accepts(space, value);
}

/**
 * Whether two spaces have the same values, and lay them out alike in buffers and flat vectors.
 *
 * @param a One space.
 * @param b Another.
 * @returns Whether one can stand for the other.
 */
export function equalSpaces(a: Space, b: Space): boolean {
  return areAlike(a, b);
}

/** A space in a few words: `discrete(2)`, `box([4], float32)`. */
export function formatSpace(space: Space): string {
  return rulesOf(space).format(space);
}

/** Whether a value describes a space. */
export function isSpace(value: unknown): value is Space {
  return hasSpaceFields(value);
}

/**
 * How many numbers one value of a space takes in a buffer.
 *
 * @param space The space.
 * @returns 1 for {@linkcode Discrete}; as many as a value has for {@linkcode Box},
 * {@linkcode MultiDiscrete} and {@linkcode MultiBinary}; the most characters for
 * {@linkcode Text}; the sum over its parts for {@linkcode Tuple} and {@linkcode Dict}.
 */
export function spaceSize(space: Space): number {
  return rulesOf(space).size(space);
}
