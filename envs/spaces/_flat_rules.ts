import { boxSize, highAt, lowAt } from "./_box_rules.ts";
import { commonType, numberRules } from "./_number_rules.ts";
import { type Compound, partsOf } from "./_parts.ts";
import { type Row, rowCodec } from "./_row_codec.ts";
import { placesOf } from "./_shape_rules.ts";
import { rulesOf } from "./_space_rules.ts";
import type { NumberType } from "./number_array.ts";
import type { Space } from "./space.ts";

/** What a flat vector of one space is, and how it relates to a row of a buffer. */
export interface FlatRules {
  readonly size: number;
  readonly dtype: NumberType;
  /** The least and the greatest that number `i` can be. */
  readonly bounds: (i: number) => readonly [low: number, high: number];
  /** Writes a vector where zeros are. */
  readonly encode: (row: Row, at: number, flat: Row, flatAt: number) => void;
  /** Writes a row, and answers whether there was a vector to write it from. */
  readonly decode: (
    flat: ArrayLike<number>,
    flatAt: number,
    row: Row,
    at: number,
  ) => boolean;
}

const RULES: {
  readonly [Kind in Space["kind"]]: (
    space: Extract<Space, { kind: Kind }>,
  ) => FlatRules;
} = {
  discrete: ({ n, start }) => oneHot([n], [start]),
  box: (space) => ({
    ...same(
      boxSize(space),
      numberRules(space.dtype).whole
        ? rowCodec(space, "float64").accepts
        : () => true,
    ),
    dtype: space.dtype,
    bounds: (i) => [lowAt(space, i), highAt(space, i)],
  }),
  multiDiscrete: ({ nvec, start }) => oneHot(nvec, start),
  multiBinary: (space) => ({
    ...same(placesOf(space.shape), rowCodec(space, "float64").accepts),
    dtype: "uint8",
    bounds: () => [0, 1],
  }),
  text: (space) => ({
    ...same(space.maxLength, rowCodec(space, "float64").accepts),
    dtype: "int32",
    bounds: () => [0, [...space.charset].length],
  }),
  tuple: behindOneAnother,
  dict: behindOneAnother,
};

/** What flat vectors of a space are. */
export function flatRules(space: Space): FlatRules {
  // The kind picks the function made for it; TypeScript sees the union of them.
  const create = RULES[space.kind] as (space: Space) => FlatRules;
  return create(space);
}

/** The numbers of a row as they are. */
function same(
  size: number,
  isRow: (row: Row, at: number) => boolean,
): Pick<FlatRules, "size" | "encode" | "decode"> {
  return {
    size,
    encode(row, at, flat, flatAt) {
      for (let i = 0; i < size; i++) flat[flatAt + i] = row[at + i]!;
    },
    decode(flat, flatAt, row, at) {
      for (let i = 0; i < size; i++) row[at + i] = flat[flatAt + i]!;
      return isRow(row, at);
    },
  };
}

/** For each choice a 1 where it stands among its `counts[i]`, and zeros elsewhere. */
function oneHot(
  counts: readonly number[],
  starts: readonly number[],
): FlatRules {
  const size = counts.reduce((sum, count) => sum + count, 0);
  return {
    size,
    dtype: "uint8",
    bounds: () => [0, 1],
    encode(row, at, flat, flatAt) {
      for (let i = 0; i < counts.length; i++) {
        flat[flatAt + row[at + i]! - starts[i]!] = 1;
        flatAt += counts[i]!;
      }
    },
    decode(flat, flatAt, row, at) {
      for (let i = 0; i < counts.length; i++) {
        const place = onlyOne(flat, flatAt, counts[i]!);
        if (place < 0) return false;
        row[at + i] = starts[i]! + place;
        flatAt += counts[i]!;
      }
      return true;
    },
  };
}

/** Which of `count` numbers is 1 if all others are 0; −1 if that is none. */
function onlyOne(
  numbers: ArrayLike<number>,
  begin: number,
  count: number,
): number {
  let found = -1;
  for (let i = 0; i < count; i++) {
    const number = numbers[begin + i];
    if (number === 0) continue;
    if (number !== 1 || found >= 0) return -1;
    found = i;
  }
  return found;
}

function behindOneAnother(space: Compound): FlatRules {
  let begin = 0;
  let flatBegin = 0;
  const parts = partsOf(space).map(({ space }) => {
    const rules = flatRules(space);
    const part = { ...rules, begin, flatBegin };
    begin += rulesOf(space).size(space);
    flatBegin += rules.size;
    return part;
  });
  return {
    size: flatBegin,
    dtype: commonType(parts.map(({ dtype }) => dtype)),
    bounds(i) {
      const part = parts.findLast(({ flatBegin }) => flatBegin <= i)!;
      return part.bounds(i - part.flatBegin);
    },
    encode(row, at, flat, flatAt) {
      for (const { begin, flatBegin, encode } of parts) {
        encode(row, at + begin, flat, flatAt + flatBegin);
      }
    },
    decode: (flat, flatAt, row, at) =>
      parts.every(({ begin, flatBegin, decode }) =>
        decode(flat, flatAt + flatBegin, row, at + begin)
      ),
  };
}
