import { JsonFault, JsonReader } from "./_json_reader.ts";
import { cannot, formatValue } from "./errors.ts";

/** Deeper values are taken for a mistake, such as an object that holds itself. */
const MOST_DEPTH = 200;

/**
 * Writes a value as JSON that `JSON.parse` turns into the same value, or refuses it.
 *
 * Unlike `JSON.stringify` it keeps −0, and never changes NaN, infinities,
 * `undefined` in an array, functions, dates and the like into something else
 * without a word. Properties that are `undefined` are left out.
 *
 * @param value Strings, numbers, booleans, null, arrays and plain objects of such.
 * @returns JSON on one line; properties stand in the object's own order.
 * @throws {RangeError} If a number is not finite; its place is told.
 * @throws {TypeError} If something has no JSON; its place is told.
 */
export function stringifyExact(value: unknown): string {
  return write(value, []);
}

/**
 * Reads JSON from any source; a name that stands twice in one object, or nesting
 * too deep to be meant, is refused.
 *
 * @param text The JSON.
 * @param action What the user asked for, to be told in an error.
 * @param depth How deep arrays and objects may be nested.
 * @returns The value, to be checked further.
 * @throws {SyntaxError} If it is not JSON.
 */
export function parseExact(
  text: string,
  action: string,
  depth: number = MOST_DEPTH,
): unknown {
  try {
    return new JsonReader(text, depth).read();
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    const fault = error.message;
    throw new SyntaxError(cannot(action, "it must be JSON", fault, "fault"));
  }
}

/** Writes the value at `place`; leaves `place` as it was. */
function write(value: unknown, place: (string | number)[]): string {
  const within = (step: string | number, item: unknown): string => {
    place.push(step);
    const text = write(item, place);
    place.pop();
    return text;
  };
  switch (typeof value) {
    case "string":
    case "boolean":
      return JSON.stringify(value);
    case "number":
      if (!Number.isFinite(value)) {
        const message = refusal("every number must be finite", value, place);
        throw new RangeError(message);
      }
      return Object.is(value, -0) ? "-0" : String(value);
    case "object":
      if (value === null) return "null";
      if (place.length === MOST_DEPTH) {
        const wish = `values must be nested at most ${MOST_DEPTH} deep`;
        throw new TypeError(cannot("write JSON", wish, "more", "depth"));
      }
      if (Array.isArray(value)) {
        return `[${Array.from(value, (item, i) => within(i, item)).join(",")}]`;
      }
      if (isPlain(value)) {
        const members = Object.entries(value)
          .filter(([, item]) => item !== undefined)
          .map(([name, item]) =>
            `${JSON.stringify(name)}:${within(name, item)}`
          );
        return `{${members.join(",")}}`;
      }
  }
  const wish =
    "every value must be text, number, boolean, null, array or object";
  throw new TypeError(refusal(wish, value, place));
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function refusal(
  wish: string,
  value: unknown,
  place: readonly (string | number)[],
): string {
  const path = place.map((step) =>
    typeof step === "number" ? `[${step}]` : `.${step}`
  ).join("");
  const what = path === "" ? "value" : `value at ${path}`;
  return cannot("write JSON", wish, formatValue(value), what);
}
