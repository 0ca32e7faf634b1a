import { cannot, requireInteger, requireWithin } from "../../core/errors.ts";
import { RandomStream } from "../../core/random.ts";
import { rows, type Tensor } from "../../core/tensor.ts";

/** Rows that can be divided: a tensor, an array, or a flat typed array. */
export type Divisible =
  | Tensor
  | readonly unknown[]
  | Float32Array
  | Float64Array
  | Int32Array
  | Uint8Array;

/** Options for {@linkcode trainTestSplit}. */
export interface TrainTestSplitOptions {
  /** Rows to test on: a part of all within (0, 1), rounded up, or a number of them. @default {0.25} */
  readonly testSize?: number;
  /** Decides which rows. @default {0} */
  readonly seed?: number;
  /** Whether both parts have, as nearly as can be, the same share of each value of `y`. @default {false} */
  readonly stratify?: boolean;
}

/** Rows to learn from, and rows to test on. */
export interface TrainTestSplit<X, Y> {
  /** Rows of `x` to learn from. */
  readonly xTrain: X;
  /** Rows of `x` to test on. */
  readonly xTest: X;
  /** Rows of `y` to learn from. */
  readonly yTrain: Y;
  /** Rows of `y` to test on. */
  readonly yTest: Y;
  /** Where the rows to learn from stood. */
  readonly trainIndices: Int32Array;
  /** Where the rows to test on stood. */
  readonly testIndices: Int32Array;
}

const ACTION = "split data";

/**
 * Divides examples at random into those to learn from and those to test on.
 *
 * @param x What is known, a row for each example.
 * @param y What is to be found out, a row for each example.
 * @param options How many to test on, the seed, and whether to keep the shares of the values of `y`.
 * @returns Copies of the rows, in random order.
 * @throws {RangeError} If that leaves nothing on one side, or a value of `y` is too rare to be on both.
 *
 * @example Three to learn from, one to test on
 * ```ts
 * import { trainTestSplit } from "@silica/silica/algorithms";
 * import { assertEquals } from "@std/assert";
 *
 * const { xTrain, yTest } = trainTestSplit([[1], [2], [3], [4]], ["a", "b", "c", "d"]);
 * assertEquals(xTrain.length, 3);
 * assertEquals(yTest.length, 1);
 * ```
 */
export function trainTestSplit<X extends Divisible, Y extends Divisible>(
  x: X,
  y: Y,
  options: TrainTestSplitOptions = {},
): TrainTestSplit<X, Y> {
  const { testSize = 0.25, seed = 0, stratify = false } = options;
  const count = countOf(x);
  if (countOf(y) !== count) {
    const wish = "'x' and 'y' must have the same number of rows";
    const fact = `${count} and ${countOf(y)}`;
    throw new RangeError(cannot(ACTION, wish, fact, "number"));
  }
  const tested = testCount(count, testSize);
  const random = RandomStream.from(seed);
  const isTested = stratify
    ? stratified(y, count, tested, random.split("classes"))
    : (order: Int32Array) => new Set(order.subarray(0, tested));
  const order = random.split("order").permutation(count);
  const test = isTested(order);
  const testIndices = order.filter((i) => test.has(i));
  const trainIndices = order.filter((i) => !test.has(i));
  return Object.freeze({
    xTrain: take(x, trainIndices),
    xTest: take(x, testIndices),
    yTrain: take(y, trainIndices),
    yTest: take(y, testIndices),
    trainIndices,
    testIndices,
  });
}

function isTensor(data: Divisible): data is Tensor {
  return !Array.isArray(data) && "shape" in data;
}

function countOf(data: Divisible): number {
  return isTensor(data) ? data.shape[0] ?? 0 : data.length;
}

function testCount(count: number, testSize: number): number {
  if (testSize >= 1) {
    requireInteger(testSize, ACTION, "testSize", { min: 1 });
  } else {
    const part = { min: 0, minExclusive: true };
    requireWithin(testSize, ACTION, "testSize", part);
  }
  const tested = testSize >= 1 ? testSize : Math.ceil(count * testSize);
  if (tested < count) return tested;
  const wish = `'testSize' must leave some of ${count} rows to learn from`;
  throw new RangeError(cannot(ACTION, wish, testSize));
}

/** Finds the first rows of each class in some order, as many as its share of the tested rows. */
function stratified(
  y: Divisible,
  count: number,
  tested: number,
  random: RandomStream,
): (order: Int32Array) => ReadonlySet<number> {
  const labels = labelsOf(y);
  const sizes = new Map<unknown, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  requireClasses(sizes, count, tested);
  const quotas = shareOut(sizes, tested / count, tested, random);
  return (order) => {
    const left = new Map(quotas);
    const taken = [...order].filter((i) => {
      const open = left.get(labels[i])!;
      left.set(labels[i], open - 1);
      return open > 0;
    });
    return new Set(taken);
  };
}

function labelsOf(y: Divisible): readonly unknown[] {
  if (!isTensor(y)) return Array.from(y as ArrayLike<unknown>);
  if (y.shape.length === 1) return Array.from(y.data);
  throw new RangeError(
    cannot(
      ACTION,
      "'stratify' takes a 'y' with one axis",
      `[${y.shape.join(", ")}]`,
      "shape",
    ),
  );
}

function requireClasses(
  sizes: ReadonlyMap<unknown, number>,
  count: number,
  tested: number,
): void {
  for (const [label, size] of sizes) {
    if (size >= 2) continue;
    const wish = "'stratify' takes two or more rows of each class";
    throw new RangeError(cannot(ACTION, wish, label, "class of a single row"));
  }
  const least = Math.min(tested, count - tested);
  if (least >= sizes.size) return;
  const wish = `both parts must have a row for each of ${sizes.size} classes`;
  throw new RangeError(cannot(ACTION, wish, least, "smaller part"));
}

/** Rows of each class: its share rounded down, and one more for those that lose most, ties at random. */
function shareOut(
  sizes: ReadonlyMap<unknown, number>,
  share: number,
  tested: number,
  random: RandomStream,
): ReadonlyMap<unknown, number> {
  const classes = [...sizes].map(([label, size]) => {
    const whole = Math.floor(size * share);
    return { label, whole, lost: size * share - whole };
  });
  const missing = tested - classes.reduce((sum, { whole }) => sum + whole, 0);
  const luckiest = random.shuffle([...classes])
    .sort((a, b) => b.lost - a.lost)
    .slice(0, missing);
  return new Map(
    classes.map((each) => [
      each.label,
      each.whole + (luckiest.includes(each) ? 1 : 0),
    ]),
  );
}

/** The rows at some places, as what `data` is. */
function take<D extends Divisible>(data: D, indices: Int32Array): D {
  const found: Divisible = isTensor(data)
    ? rows(data, indices)
    : Array.isArray(data)
    ? Array.from(indices, (i) => data[i] as unknown)
    : pick(data as Float32Array, indices);
  // What was found is of the kind of `data`; TypeScript cannot see it.
  return found as D;
}

function pick(data: Float32Array, indices: Int32Array): Float32Array {
  const found = data.slice(0, indices.length);
  for (const [i, from] of indices.entries()) found[i] = data[from]!;
  return found;
}
