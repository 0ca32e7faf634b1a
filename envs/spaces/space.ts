import type { RandomStream } from "../../core/random.ts";
import { isKind, rulesOf } from "./_space_rules.ts";
import type { Box } from "./box.ts";
import type { Discrete } from "./discrete.ts";
import type { NumberArrays } from "./number_array.ts";

/** A set of values that actions or observations are taken from. */
export type Space = Discrete | Box;

/** What a value of a space is in TypeScript: a number of {@linkcode Discrete}, a typed array of {@linkcode Box}. */
export type ValueOf<S extends Space> = S extends Box<infer Type>
  ? NumberArrays[Type]
  : number;

/** What may be given as an action of a space: a number, or numbers in any kind of list. */
export type ActionOf<S extends Space> = S extends Box ? ArrayLike<number>
  : number;

/** The typed array that holds values of a space, one behind the other. */
export type BufferOf<S extends Space> = S extends Box<infer Type>
  ? NumberArrays[Type]
  : Int32Array;

/** Options for {@linkcode sample}. */
export interface SampleOptions {
  /** For each choice of a discrete space, whether it is allowed (1) or not (0). @default {all are} */
  readonly mask?: ArrayLike<number>;
}

/**
 * Draws a value of a space.
 *
 * @param space Where to draw from.
 * @param random Where the randomness comes from.
 * @param options Which choices are allowed.
 * @returns A value that the space contains.
 * @throws {RangeError} If the mask allows nothing or is not as long as the choices are many.
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
  options: SampleOptions = {},
): ValueOf<S> {
  return rulesOf(space).sample(space, random, options.mask) as ValueOf<S>;
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
 * Whether an environment takes a value as an action of a space: a box may be
 * left by finite numbers or infinities, which the environment clips, as Gymnasium's do.
 */
export function accepts<S extends Space>(
  space: S,
  value: unknown,
): value is ValueOf<S> {
  return rulesOf(space).accepts(space, value);
}

/**
 * Whether two spaces have the same values.
 *
 * @param a One space.
 * @param b Another.
 * @returns Whether whatever belongs to one belongs to the other.
 */
export function equalSpaces(a: Space, b: Space): boolean {
  return a.kind === b.kind && rulesOf(a).equal(a, b);
}

/** A space in a few words: `discrete(2)`, `box([4], float32)`. */
export function formatSpace(space: Space): string {
  return rulesOf(space).format(space);
}

/** Whether a value describes a space. */
export function isSpace(value: unknown): value is Space {
  return typeof value === "object" && value !== null && "kind" in value &&
    typeof value.kind === "string" && isKind(value.kind);
}

/**
 * How many numbers one value of a space takes in a buffer.
 *
 * @param space The space.
 * @returns 1 for {@linkcode Discrete}, the product of the axes for {@linkcode Box}.
 */
export function spaceSize(space: Space): number {
  return rulesOf(space).size(space);
}
