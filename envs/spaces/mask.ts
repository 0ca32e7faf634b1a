import type { Discrete } from "./discrete.ts";
import type { Dict } from "./dict.ts";
import type { MultiBinary } from "./multi_binary.ts";
import type { MultiDiscrete } from "./multi_discrete.ts";
import type { Space } from "./space.ts";
import type { Text } from "./text.ts";
import type { Tuple } from "./tuple.ts";

/** What is wanted of a text that is drawn. */
export interface TextMask {
  /** How many characters it has. @default {drawn, too} */
  readonly length?: number | null;
  /** For each character of the charset, whether it is allowed (1) or not (0), or how likely it is. @default {all alike} */
  readonly charset?: ArrayLike<number> | null;
}

/**
 * What is wanted of a value that is drawn, in Gymnasium's form.
 *
 * | Space | Mask |
 * | --- | --- |
 * | {@linkcode Discrete} | for each choice, whether it is allowed (1) or not (0) |
 * | {@linkcode MultiDiscrete} | such a list for each place |
 * | {@linkcode MultiBinary} | for each switch, whether it is off (0), on (1), or either (2) |
 * | {@linkcode Text} | a {@linkcode TextMask} |
 * | {@linkcode Tuple}, {@linkcode Dict} | a mask for each part; `null` is none |
 */
export type MaskOf<S extends Space> = S extends Discrete | MultiBinary
  ? ArrayLike<number>
  : S extends MultiDiscrete ? readonly (ArrayLike<number> | null)[]
  : S extends Text ? TextMask
  : S extends Tuple<infer Spaces>
    ? Space extends Spaces[number] ? readonly unknown[]
    : { readonly [I in keyof Spaces]: MaskOf<Spaces[I]> | null }
  : S extends Dict<infer Spaces>
    ? { readonly [Name in keyof Spaces]?: MaskOf<Spaces[Name]> | null }
  : never;
