import { quote } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import { resolveOptions } from "../resolve_options.ts";
import {
  boxSize,
  equalBoxes,
  formatBox,
  isNearBox,
  isWithinBox,
  sampleBox,
} from "./_box_rules.ts";
import { formatDiscrete, isChoice, sampleDiscrete } from "./_discrete_rules.ts";
import { equalLists } from "./_lists.ts";
import {
  areSwitches,
  formatMultiBinary,
  sampleMultiBinary,
} from "./_multi_binary_rules.ts";
import {
  areChoices,
  formatMultiDiscrete,
  sampleMultiDiscrete,
} from "./_multi_discrete_rules.ts";
import { commonType } from "./_number_rules.ts";
import { compose, type Compound, hasParts, partsOf } from "./_parts.ts";
import {
  type Preference,
  preferenceFor,
  wrongPreference,
} from "./_preference.ts";
import { placesOf } from "./_shape_rules.ts";
import { formatText, isText, sampleText } from "./_text_rules.ts";
import type { NumberType } from "./number_array.ts";
import type { Space } from "./space.ts";

/** What each kind of space knows about itself. */
interface SpaceRules<S extends Space> {
  /** How many numbers a value takes in a buffer. */
  readonly size: (space: S) => number;
  /** How these are stored. */
  readonly dtype: (space: S) => NumberType;
  readonly sample: (
    space: S,
    random: RandomStream,
    preference?: Preference,
  ) => unknown;
  readonly contains: (space: S, value: unknown) => boolean;
  readonly accepts: (space: S, value: unknown) => boolean;
  readonly equal: (a: S, b: S) => boolean;
  readonly format: (space: S) => string;
}

const COMPOUND: SpaceRules<Compound> = {
  size: (space) =>
    partsOf(space).reduce(
      (sum, part) => sum + rulesOf(part.space).size(part.space),
      0,
    ),
  dtype: (space) =>
    commonType(partsOf(space).map(({ space }) => rulesOf(space).dtype(space))),
  sample(space, random, preference) {
    const wanted = preference && readPreference(space, preference);
    return compose(space, (part) => {
      const inner = preference && preferenceFor(preference, wanted?.[part.key]);
      return rulesOf(part.space).sample(part.space, random, inner);
    });
  },
  contains: (space, value) =>
    hasParts(space, value) &&
    partsOf(space).every(({ key, space }) =>
      rulesOf(space).contains(space, value[key])
    ),
  accepts: (space, value) =>
    hasParts(space, value) &&
    partsOf(space).every(({ key, space }) =>
      rulesOf(space).accepts(space, value[key])
    ),
  equal(a, b) {
    const others = partsOf(b);
    return partsOf(a).length === others.length &&
      partsOf(a).every(({ key, space }, i) =>
        key === others[i]!.key && areAlike(space, others[i]!.space)
      );
  },
  format: formatCompound,
};

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
    sample: sampleBox,
    contains: isWithinBox,
    accepts: isNearBox,
    equal: equalBoxes,
    format: formatBox,
  },
  multiDiscrete: {
    size: ({ nvec }) => nvec.length,
    dtype: () => "int32",
    sample: sampleMultiDiscrete,
    contains: (space, value) =>
      value instanceof Int32Array && areChoices(space, value),
    accepts: areChoices,
    equal: (a, b) => equalLists(a.nvec, b.nvec) && equalLists(a.start, b.start),
    format: formatMultiDiscrete,
  },
  multiBinary: {
    size: ({ shape }) => placesOf(shape),
    dtype: () => "uint8",
    sample: sampleMultiBinary,
    contains: (space, value) =>
      value instanceof Uint8Array && areSwitches(space, value),
    accepts: areSwitches,
    equal: (a, b) => equalLists(a.shape, b.shape),
    format: formatMultiBinary,
  },
  text: {
    size: ({ maxLength }) => maxLength,
    dtype: () => "int32",
    sample: sampleText,
    contains: isText,
    accepts: isText,
    equal: (a, b) =>
      a.minLength === b.minLength && a.maxLength === b.maxLength &&
      a.charset === b.charset,
    format: formatText,
  },
  tuple: COMPOUND,
  dict: COMPOUND,
};

/** What the kind of a space knows about it. */
export function rulesOf(space: Space): SpaceRules<Space> {
  // The kind picks the rules made for it; TypeScript sees the union of them.
  return RULES[space.kind] as unknown as SpaceRules<Space>;
}

/** Whether two spaces have the same values, laid out alike. */
export function areAlike(a: Space, b: Space): boolean {
  return a.kind === b.kind && rulesOf(a).equal(a, b);
}

/** What is wanted of each part, by its key. */
function readPreference(
  space: Compound,
  preference: Preference,
): Readonly<Record<string | number, unknown>> {
  const { given } = preference;
  const name = formatCompound(space);
  if (space.kind === "tuple") {
    if (hasParts(space, given)) return given;
    const wish = `be a list of ${space.spaces.length}, one for each part`;
    throw wrongPreference(name, preference, wish);
  }
  return resolveOptions<Record<string, unknown>>(
    `sample from ${name} by '${preference.option}'`,
    given as Record<string, unknown>,
    Object.fromEntries(partsOf(space).map(({ key }) => [key, null])),
  );
}

/** `tuple([discrete(2), discrete(3)])`, `dict({ gear: discrete(6) })`. */
function formatCompound(space: Compound): string {
  const parts = partsOf(space).map(({ key, space }) => {
    const shown = rulesOf(space).format(space);
    if (typeof key === "number") return shown;
    return `${/^[A-Za-z_]\w*$/.test(key) ? key : quote(key)}: ${shown}`;
  }).join(", ");
  return space.kind === "tuple" ? `tuple([${parts}])` : `dict({ ${parts} })`;
}
