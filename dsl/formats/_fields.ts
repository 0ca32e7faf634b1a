import { isMatching, P } from "../../core/deps/ts_pattern.ts";
import {
  cannot,
  formatValue,
  requireOneOf,
  unknownName,
} from "../../core/errors.ts";

/** Reads one value of untrusted data, or throws an error that calls it `name`. */
export type Field = (value: unknown, action: string, name: string) => unknown;

/** A reader for each field of `T`, but for its tags. */
export type Fields<T, Tag = never> = {
  readonly [F in Exclude<keyof T, Tag>]: Field;
};

/** A value that fits a pattern. */
export function leaf(pattern: P.Pattern<unknown>, wish: string): Field {
  return (value, action, name) => {
    if (isMatching(pattern, value)) return value;
    throw wrong(action, name, wish, value);
  };
}

const finite = P.number.finite();

/** A finite number. */
export const number: Field = leaf(finite, "a finite number");
/** A text. */
export const text: Field = leaf(P.string, "a text");
/** True or false. */
export const flag: Field = leaf(P.boolean, "true or false");
/** Two numbers. */
export const pair: Field = leaf([finite, finite], "two finite numbers");
/** Any number of numbers. */
export const list: Field = leaf(
  // Array.from() shows holes, which every() would pass over.
  P.when((value) =>
    Array.isArray(value) && Array.from(value).every(Number.isFinite)
  ),
  "a list of finite numbers",
);

/** The value of a field that says what an object is: one of `valid`. */
export function readTag<Tag extends string>(
  json: unknown,
  tag: string,
  action: string,
  valid: readonly Tag[],
  prefix = "",
): Tag {
  const value = text(ownField(json, tag, action, prefix), action, prefix + tag);
  requireOneOf(value as string, action, prefix + tag, valid);
  return value as Tag;
}

/** Reads an object that has these fields, all of them and no others. */
export function readFields(
  json: unknown,
  fields: Readonly<Record<string, Field>>,
  action: string,
  prefix = "",
): Readonly<Record<string, unknown>> {
  requireObject(json, action, prefix);
  const names = Object.keys(fields);
  const stranger = Object.keys(json).find((name) => !names.includes(name));
  if (stranger !== undefined) {
    throw unknownName(action, "field", prefix + stranger, names);
  }
  const entries = Object.entries(fields).map(([name, field]) => {
    const value = ownField(json, name, action, prefix);
    return [name, field(value, action, prefix + name)];
  });
  return Object.fromEntries(entries);
}

function ownField(
  json: unknown,
  name: string,
  action: string,
  prefix: string,
): unknown {
  requireObject(json, action, prefix);
  return Object.hasOwn(json, name) ? json[name] : undefined;
}

function requireObject(
  json: unknown,
  action: string,
  prefix: string,
): asserts json is Readonly<Record<string, unknown>> {
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return;
  throw wrong(action, prefix.slice(0, -1), "an object", json);
}

function wrong(
  action: string,
  name: string,
  wish: string,
  value: unknown,
): TypeError {
  const subject = name === "" ? "it" : `'${name}'`;
  const fact = formatValue(value);
  return new TypeError(cannot(action, `${subject} must be ${wish}`, fact));
}
