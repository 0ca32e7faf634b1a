/**
 * Text of an error: what cannot be done, what it would take, and what is there.
 *
 * @param action What was asked for, as a verb phrase: `describe a dense layer`.
 * @param wish What would have to hold: `'units' must be a positive integer`.
 * @param fact What holds instead, printed with {@linkcode formatValue} unless it is text.
 * @param what Which property of the present the fact is about.
 * @returns `Cannot ⟨action⟩ as ⟨wish⟩: current ⟨what⟩ is ⟨fact⟩`.
 */
export function cannot(
  action: string,
  wish: string,
  fact: unknown,
  what = "value",
): string {
  const shown = typeof fact === "string" ? fact : formatValue(fact);
  return `Cannot ${action} as ${wish}: current ${what} is ${shown}`;
}

/** A shape as people read it: `[32, 10]`. */
export function formatShape(shape: ArrayLike<number>): string {
  return `[${Array.from(shape).join(", ")}]`;
}

const LONGEST_TEXT = 60;
const LONGEST_LIST = 8;

/** Any value in a few words, for the end of an error: `"relu"`, `-0`, `[1, 2]`, `an object`. */
export function formatValue(value: unknown): string {
  if (typeof value === "string") return quote(value);
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) {
    const shown = value.slice(0, LONGEST_LIST).map((item) =>
      Array.isArray(item) ? "[…]" : formatValue(item)
    );
    if (value.length > LONGEST_LIST) shown.push("…");
    return `[${shown.join(", ")}]`;
  }
  if (ArrayBuffer.isView(value)) {
    return `a ${value.constructor.name} of ${value.byteLength} bytes`;
  }
  if (typeof value === "object" && value !== null) return "an object";
  return String(value);
}

/** A text in quotes, on one line, shortened where it is long. */
export function quote(text: string): string {
  const short = text.length > LONGEST_TEXT
    ? `${text.slice(0, LONGEST_TEXT)}…`
    : text;
  return JSON.stringify(short);
}

/** Ends of an interval of numbers; an end that is left out is infinite. */
export interface Interval {
  /** Lower end. @default {-Infinity} */
  readonly min?: number;
  /** Upper end. @default {Infinity} */
  readonly max?: number;
  /** Whether the lower end itself is outside. @default {false} */
  readonly minExclusive?: boolean;
  /** Whether the upper end itself is outside. @default {false} */
  readonly maxExclusive?: boolean;
}

/**
 * Checks a number that must be whole and at least 1.
 *
 * @param value What the user gave.
 * @param action What the user asked for.
 * @param name The name of the value, where the user wrote it.
 * @throws {RangeError} If it is another number.
 * @throws {TypeError} If it is no number.
 */
export function requirePositiveInteger(
  value: number,
  action: string,
  name: string,
): void {
  if (Number.isSafeInteger(value) && value > 0) return;
  throw wrongNumber(value, action, `'${name}' must be a positive integer`);
}

/**
 * Checks a number that must be whole and within an interval.
 *
 * @param value What the user gave.
 * @param action What the user asked for.
 * @param name The name of the value, where the user wrote it.
 * @param interval Where it must lie; anywhere, if left out.
 * @throws {RangeError} If it is another number.
 * @throws {TypeError} If it is no number.
 */
export function requireInteger(
  value: number,
  action: string,
  name: string,
  interval: Interval = {},
): void {
  if (Number.isSafeInteger(value) && isWithin(value, interval)) return;
  const wish = `'${name}' must be an integer${describeInterval(interval)}`;
  throw wrongNumber(value, action, wish);
}

/**
 * Checks a number that must be finite and within an interval.
 *
 * @param value What the user gave.
 * @param action What the user asked for.
 * @param name The name of the value, where the user wrote it.
 * @param interval Where it must lie; anywhere, if left out.
 * @throws {RangeError} If it is another number.
 * @throws {TypeError} If it is no number.
 */
export function requireWithin(
  value: number,
  action: string,
  name: string,
  interval: Interval = {},
): void {
  if (Number.isFinite(value) && isWithin(value, interval)) return;
  const wish = `'${name}' must be a finite number${describeInterval(interval)}`;
  throw wrongNumber(value, action, wish);
}

/**
 * Checks a value that must be one of a list of names.
 *
 * @param value What the user gave.
 * @param action What the user asked for.
 * @param name The name of the value, where the user wrote it.
 * @param valid The names there are.
 * @throws {RangeError} If it is none of them.
 */
export function requireOneOf<Name extends string>(
  value: string,
  action: string,
  name: string,
  valid: readonly Name[],
): asserts value is Name {
  if ((valid as readonly string[]).includes(value)) return;
  throw unknownAmong(action, `'${name}'`, value, valid);
}

/**
 * The error for a name that nobody has.
 *
 * @param action What the user asked for: `make an environment`.
 * @param what What the name is: `id`.
 * @param name The name given.
 * @param valid The names there are.
 * @returns An error that lists them, or the nearest where they are many.
 */
export function unknownName(
  action: string,
  what: string,
  name: string,
  valid: readonly string[],
): RangeError {
  return unknownAmong(action, `the ${what}`, name, valid);
}

const NEAREST = 5;

function unknownAmong(
  action: string,
  subject: string,
  name: string,
  valid: readonly string[],
): RangeError {
  const few = valid.length <= LONGEST_LIST;
  const listed = few ? valid : nearestNames(name, valid);
  const names = listed.map(quote).join(", ");
  const wish = valid.length === 0
    ? `${subject} must exist and there is none`
    : few
    ? `${subject} must be one of ${names}`
    : `${subject} must be one of ${valid.length}, the nearest ${names}`;
  return new RangeError(cannot(action, wish, formatValue(name)));
}

function nearestNames(name: string, valid: readonly string[]): string[] {
  const wanted = String(name).toLowerCase();
  return valid
    .map((each) => ({ each, far: editDistance(wanted, each.toLowerCase()) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, NEAREST)
    .map(({ each }) => each);
}

/**
 * The least number of insertions, deletions and replacements of single characters that turn one text into another.
 *
 * Levenshtein (1966); Wagner and Fischer (1974), one row at a time.
 */
export function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      // dᵢⱼ = min(dᵢ₋₁ⱼ + 1, dᵢⱼ₋₁ + 1, dᵢ₋₁ⱼ₋₁ + [fromᵢ ≠ toⱼ])
      const replaced = above[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      row.push(Math.min(above[j]! + 1, row[j - 1]! + 1, replaced));
    }
    above = row;
  }
  return above[to.length]!;
}

function isWithin(value: number, interval: Interval): boolean {
  const { min = -Infinity, max = Infinity } = interval;
  return (interval.minExclusive ? value > min : value >= min) &&
    (interval.maxExclusive ? value < max : value <= max);
}

/** ` within [0, 1)`, ` of at least 2`, …, to stand after a noun. */
function describeInterval(interval: Interval): string {
  const { min = -Infinity, max = Infinity } = interval;
  if (min === -Infinity && max === Infinity) return "";
  if (max === Infinity) {
    return interval.minExclusive ? ` above ${min}` : ` of at least ${min}`;
  }
  if (min === -Infinity) {
    return interval.maxExclusive ? ` below ${max}` : ` of at most ${max}`;
  }
  const left = interval.minExclusive ? "(" : "[";
  const right = interval.maxExclusive ? ")" : "]";
  return ` within ${left}${min}, ${max}${right}`;
}

function wrongNumber(value: unknown, action: string, wish: string): Error {
  const message = cannot(action, wish, formatValue(value));
  return typeof value === "number"
    ? new RangeError(message)
    : new TypeError(message);
}
