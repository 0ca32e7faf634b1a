import { cannot } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import {
  boxSize,
  equalBoxes,
  formatBox,
  isBoxArray,
  isWithinBox,
  sampleBox,
} from "./_box_rules.ts";
import { formatDiscrete, isChoice, sampleDiscrete } from "./_discrete_rules.ts";
import type { NumberArrays, NumberType } from "./number_array.ts";
import type { Space } from "./space.ts";

/** What each kind of space knows about itself. */
interface SpaceRules<S extends Space> {
  readonly size: (space: S) => number;
  readonly dtype: (space: S) => NumberType;
  readonly sample: (
    space: S,
    random: RandomStream,
    mask?: ArrayLike<number>,
  ) => number | NumberArrays[NumberType];
  readonly contains: (space: S, value: unknown) => boolean;
  readonly accepts: (space: S, value: unknown) => boolean;
  readonly equal: (a: S, b: S) => boolean;
  readonly format: (space: S) => string;
}

const RULES: {
  readonly [Kind in Space["kind"]]: SpaceRules<Extract<Space, { kind: Kind }>>;
} = {
  discrete: {
    size: () => 1,
    dtype: () => "int32",
    sample: sampleDiscrete,
    contains: isChoice,
    accepts: isChoice,
    equal: (a, b) => a.n === b.n && a.start === b.start,
    format: formatDiscrete,
  },
  box: {
    size: boxSize,
    dtype: ({ dtype }) => dtype,
    sample(space, random, mask) {
      if (mask === undefined) return sampleBox(space, random);
      const wish = "'mask' must be left out for a box";
      throw new RangeError(
        cannot(`sample from ${formatBox(space)}`, wish, mask.length, "length"),
      );
    },
    contains: isWithinBox,
    accepts: isBoxArray,
    equal: equalBoxes,
    format: formatBox,
  },
};

/** What the kind of a space knows about it. */
export function rulesOf(space: Space): SpaceRules<Space> {
  // The kind picks the rules made for it; TypeScript sees the union of them.
  return RULES[space.kind] as unknown as SpaceRules<Space>;
}

/** Whether there is a kind of space of this name. */
export function isKind(kind: string): kind is Space["kind"] {
  return Object.hasOwn(RULES, kind);
}
