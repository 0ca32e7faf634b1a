import { isChoiceAt } from "./_multi_discrete_rules.ts";
import { numberRules } from "./_number_rules.ts";
import { type Compound, partsOf } from "./_parts.ts";
import { placesOf } from "./_shape_rules.ts";
import type { NumberArrays, NumberType } from "./number_array.ts";
import type { Space } from "./space.ts";
import type { Text } from "./text.ts";

/** A buffer of any type. */
export type Row = NumberArrays[NumberType];

/** How values of one space stand in a buffer, from some place on. */
export interface RowCodec {
  /** How many places a value takes. */
  readonly size: number;
  /** Makes the value; it shares the buffer's memory where it can. */
  readonly read: (row: Row, at: number) => unknown;
  readonly write: (value: unknown, row: Row, at: number) => void;
  /** Whether an action stands there. */
  readonly accepts: (row: Row, at: number) => boolean;
}

const CODECS: {
  readonly [Kind in Space["kind"]]: (
    space: Extract<Space, { kind: Kind }>,
    dtype: NumberType,
  ) => RowCodec;
} = {
  discrete: ({ n, start }) => ({
    size: 1,
    read: (row, at) => row[at]!,
    write: (value, row, at) => void (row[at] = value as number),
    accepts(row, at) {
      const number = row[at]!; // The quickest way to say what isChoice() does.
      return number >= start && number < start + n &&
        Math.floor(number) === number;
    },
  }),
  box: ({ shape, dtype: own }, dtype) => {
    const { whole, min, max } = numberRules(own);
    return {
      ...arrayCodec(placesOf(shape), own, dtype),
      accepts: whole
        ? everyPlace(
          placesOf(shape),
          (number) =>
            Number.isInteger(number) && number >= min && number <= max,
        )
        : everyPlace(placesOf(shape), Number.isFinite),
    };
  },
  multiDiscrete: (space, dtype) => ({
    ...arrayCodec(space.nvec.length, "int32", dtype),
    accepts: everyPlace(
      space.nvec.length,
      (number, i) => isChoiceAt(space, i, number),
    ),
  }),
  multiBinary: ({ shape }, dtype) => ({
    ...arrayCodec(placesOf(shape), "uint8", dtype),
    accepts: everyPlace(
      placesOf(shape),
      (number) => number === 0 || number === 1,
    ),
  }),
  text: textCodec,
  tuple: compoundCodec,
  dict: compoundCodec,
};

/** How values of a space stand in a buffer of type `dtype`. */
export function rowCodec(space: Space, dtype: NumberType): RowCodec {
  // The kind picks the function made for it; TypeScript sees the union of them.
  const create = CODECS[space.kind] as (
    space: Space,
    dtype: NumberType,
  ) => RowCodec;
  return create(space, dtype);
}

function everyPlace(
  size: number,
  holds: (number: number, i: number) => boolean,
): RowCodec["accepts"] {
  return (row, at) => {
    for (let i = 0; i < size; i++) {
      if (!holds(row[at + i]!, i)) return false;
    }
    return true;
  };
}

/** Arrays of type `own`, in a buffer of type `dtype`. */
function arrayCodec(
  size: number,
  own: NumberType,
  dtype: NumberType,
): Omit<RowCodec, "accepts"> {
  const fresh = freshArrays(size, own);
  return {
    size,
    read: own === dtype
      ? (row, at) => row.length === size ? row : row.subarray(at, at + size)
      : (row, at) => {
        const value = fresh();
        for (let i = 0; i < size; i++) value[i] = row[at + i]!;
        return value;
      },
    write(value, row, at) {
      const numbers = value as ArrayLike<number>;
      for (let i = 0; i < size; i++) row[at + i] = numbers[i]!;
    },
  };
}

/** How many numbers are set aside at once, at most. */
const CHUNK = 1024;

/** What answers arrays that nobody else has; small ones are views of common chunks, which are quicker to make. */
function freshArrays(size: number, type: NumberType): () => Row {
  const { create } = numberRules(type);
  const most = Math.max(1, Math.floor(CHUNK / size));
  let count = 1;
  let chunk = create(0);
  let begin = 0;
  return () => {
    if (begin === chunk.length) {
      chunk = create(count * size);
      begin = 0;
      count = Math.min(2 * count, most);
    }
    return chunk.subarray(begin, begin += size);
  };
}

/** Stands where a number is no place in the charset. */
const UNKNOWN = "\ufffd";

/** The places of the characters in the charset, then its length until the longest text would end; as in Gymnasium. */
function textCodec({ minLength, maxLength, charset }: Text): RowCodec {
  const characters = [...charset];
  const end = characters.length;
  const places = new Map(characters.map((character, i) => [character, i]));
  return {
    size: maxLength,
    read(row, at) {
      let text = "";
      for (let i = at; i < at + maxLength && row[i] !== end; i++) {
        text += characters[row[i]!] ?? UNKNOWN;
      }
      return text;
    },
    write(value, row, at) {
      row.fill(end, at, at + maxLength);
      for (const character of value as string) {
        row[at++] = places.get(character)!;
      }
    },
    accepts(row, at) {
      let length = 0;
      while (length < maxLength && row[at + length] !== end) {
        const place = row[at + length]!;
        if (!Number.isInteger(place) || place < 0 || place > end) return false;
        length++;
      }
      if (length < minLength) return false;
      while (length < maxLength && row[at + length] === end) length++;
      return length === maxLength;
    },
  };
}

/** The parts, one behind the other. */
function compoundCodec(space: Compound, dtype: NumberType): RowCodec {
  let size = 0;
  const parts = partsOf(space).map(({ key, space }) => {
    const part = { key, begin: size, ...rowCodec(space, dtype) };
    size += part.size;
    return part;
  });
  // With all names from the beginning, "__proto__" is one like any other.
  const empty: Record<string, unknown> = Object.fromEntries(
    parts.map(({ key }) => [key, undefined]),
  );
  return {
    size,
    read: space.kind === "tuple"
      ? (row, at) => parts.map(({ begin, read }) => read(row, at + begin))
      : (row, at) => {
        const value = { ...empty };
        for (const { key, begin, read } of parts) {
          value[key] = read(row, at + begin);
        }
        return value;
      },
    write(value, row, at) {
      const values = value as Readonly<Record<string | number, unknown>>;
      for (const { key, begin, write } of parts) {
        write(values[key], row, at + begin);
      }
    },
    accepts: (row, at) =>
      parts.every(({ begin, accepts }) => accepts(row, at + begin)),
  };
}
